import { transformSync } from '@swc/core';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');

/**
 * Makes plain JavaScript of folders of this repository, so that what is measured does not share its process with a
 * compiler.
 *
 * @param name of the folder to make below `.cache/`; what was there before goes.
 * @returns that folder, which mirrors the repository.
 */
export function transpile(folders: string[], name = 'bench'): string {
  const target = path.join(ROOT, '.cache', name);
  fs.rmSync(target, { recursive: true, force: true });
  for (const folder of folders) {
    for (const entry of fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (entry.endsWith('.ts') && !entry.endsWith('.d.ts')) {
        const source = path.join(ROOT, folder, entry);
        const { code } = transformSync(fs.readFileSync(source, 'utf8'), {
          filename: source,
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
          module: { type: 'commonjs' },
        });
        const file = path.join(target, folder, entry.replace(/\.ts$/, '.js'));
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, code);
      }
    }
  }
  return target;
}
