import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const IMAGES = path.join(ROOT, '.cache', 'images');

/** Images of programs whose path contains a name. */
const images = (name: string) => fs.readdirSync(IMAGES).filter((file) => file.includes(name));

test('apps/run.js runs what a program says now, and keeps one image of it', () => {
  // GIVEN
  const name = `run-test-${process.pid}`;
  const folder = path.join(ROOT, '.cache', name);
  const program = path.join(folder, 'program.ts');
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [path.join(ROOT, 'apps', 'run.js'), program, ...args], { encoding: 'utf8' });
  const write = (text: string) =>
    fs.writeFileSync(
      program,
      `import { helper } from './helper';\nconst text: string = '${text}';\nconsole.log(helper(text), process.argv.slice(2).join());\n`,
    );
  fs.mkdirSync(folder, { recursive: true });
  try {
    fs.writeFileSync(path.join(folder, 'helper.ts'), 'export const helper = (text: string): string => `<${text}>`;\n');
    write('one');

    // WHEN
    const outputs = [run('--prune'), run()];
    write('two');
    outputs.push(run());

    // THEN
    expect(outputs).toEqual(['<one> --prune\n', '<one> \n', '<two> \n']);
    expect(images(name)).toHaveLength(1);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    images(name).forEach((file) => fs.rmSync(path.join(IMAGES, file)));
  }
});
