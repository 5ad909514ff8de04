import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeWith, missing } from './system';

const ROOT = resolve(__dirname, '../../..');
const FOLDERS = ['lib/stateful/scripts', 'test/stateful/scripts', 'test/live'];

const scripts = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sh'))
    .map((file) => join(folder, file)),
);

describeWith('shellcheck', missing(['/usr/bin/shellcheck']), () => {
  test.each(scripts)('%s is clean', (script) => {
    expect(() =>
      execFileSync('shellcheck', ['-x', '-P', 'SCRIPTDIR', join(ROOT, script)], { encoding: 'utf8' }),
    ).not.toThrow();
  });
});
