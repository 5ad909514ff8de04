import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package, from its package.json, which is two folders up both from lib/bin and from build/bin. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  return version;
}

/** The version of this package and the ranges of its peers, as an app that uses it depends on them. */
export function dependencyRanges(): { readonly version: string; readonly peers: Readonly<Record<string, string>> } {
  const { version, peerDependencies } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
    version: string;
    peerDependencies: Record<string, string>;
  };
  return { version, peers: peerDependencies };
}
