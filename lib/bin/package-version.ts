import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package, from its package.json, which is two folders up both from lib/bin and from build/bin. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}
