import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const PROGRAM = path.resolve(__dirname, '..', '..', '..', 'apps', 'cold', 'program.js');

/** Runs a program, and says on the last line how many files Node had to look for. */
const RUNNER = `
  const Module = require('node:module');
  const { Program } = require(${JSON.stringify(PROGRAM)});
  const { join } = require('node:path');
  const find = Module._resolveFilename;
  let count = 0;
  Module._resolveFilename = (...args) => { count += 1; return find.apply(Module, args); };
  process.on('exit', () => process._rawDebug('looked for ' + count));
  new Program(join(process.argv[1], process.argv[2]), process.argv[1]).run();
`;

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
  readonly lookups: number;
}

/** A folder with a program and its packages. */
class Project {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'program-')));

  constructor(files: Record<string, string>) {
    this.write({ 'node_modules/.package-lock.json': '{}', ...files });
  }

  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.root, name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }

  run(args: string[] = [], options: string[] = [], program = 'main.js'): Outcome {
    const argv = [...options, '-e', RUNNER, this.root, program, ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: this.root, encoding: 'utf8' });
    const lookups = Number(/looked for (\d+)/.exec(stderr)?.[1]);
    return { status, out: stdout.trim(), error: stderr.replace(/looked for \d+\n/, ''), lookups };
  }

  /** The stamp of the one image that is there. */
  image(): string {
    const folder = path.join(this.root, '.cache', 'images');
    const names = fs.readdirSync(folder);
    const { ino, ctimeMs } = fs.statSync(path.join(folder, names[0]!));
    return [...names, ino, ctimeMs].join();
  }

  remove(): void {
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

const projects: Project[] = [];

function project(files: Record<string, string>): Project {
  const created = new Project(files);
  projects.push(created);
  return created;
}

afterEach(() => projects.splice(0).forEach((each) => each.remove()));

const GREETING = {
  'main.js': `console.log(require('./lib/greeting')(require('whom')));`,
  'lib/greeting.js': `const { join } = require('./join'); module.exports = (whom) => join('hello', whom);`,
  'lib/join.js': `exports.join = (...words) => words.join(' ');`,
  'node_modules/whom/package.json': '{ "main": "index.js" }',
  'node_modules/whom/index.js': `module.exports = 'world';`,
};

describe('Program', () => {
  test('looks for nothing that it found when it ran before', () => {
    // GIVEN
    const greeting = project(GREETING);

    // WHEN
    const [first, again] = [greeting.run(), greeting.run()];

    // THEN
    expect([first.out, again.out]).toEqual(['hello world', 'hello world']);
    expect(first.lookups).toBeGreaterThan(3);
    expect(again.lookups).toBe(0);
  });

  test('writes no image when there is nothing new', () => {
    // GIVEN
    const greeting = project(GREETING);
    greeting.run();
    const image = greeting.image();

    // WHEN
    greeting.run();
    const after = greeting.image();
    greeting.write({ 'lib/join.js': `exports.join = (...words) => words.join('-');` });
    greeting.run();

    // THEN
    expect(after).toBe(image);
    expect(greeting.image()).not.toBe(image);
  });

  test('runs what a file says now, even at the same length', () => {
    // GIVEN
    const greeting = project(GREETING);
    greeting.run();

    // WHEN
    greeting.write({ 'lib/join.js': GREETING['lib/join.js'].replace("' '", "'+'") });
    const changed = greeting.run();

    // THEN
    expect(changed.out).toBe('hello+world');
    expect(greeting.run()).toMatchObject({ out: 'hello+world', lookups: 0 });
  });

  test('finds a file that was added and comes before another', () => {
    // GIVEN
    const greeting = project({
      'main.js': `console.log(require('./lib/greeting'));`,
      'lib/greeting/index.js': `module.exports = 'the folder';`,
    });
    const before = greeting.run().out;

    // WHEN
    greeting.write({ 'lib/greeting.js': `module.exports = 'the file';` });

    // THEN
    expect([before, greeting.run().out]).toEqual(['the folder', 'the file']);
  });

  test('finds packages anew after an installation', () => {
    // GIVEN
    const greeting = project({ ...GREETING, 'node_modules/asks/index.js': `module.exports = require('whom');` });
    greeting.write({ 'main.js': `console.log(require('asks'));` });
    const before = greeting.run().out;

    // WHEN
    greeting.write({
      'node_modules/asks/node_modules/whom/index.js': `module.exports = 'its own';`,
      'node_modules/.package-lock.json': '{ "changed": true }',
    });

    // THEN
    expect([before, greeting.run().out]).toEqual(['world', 'its own']);
  });

  test('a module that is required for the first time shares those that are loaded', () => {
    // GIVEN
    const lazy = project({
      'main.js': `
        require('./lib/counter').count += 1;
        if (process.argv[3]) require('./lib/late');
        console.log(require('./lib/counter').count);`,
      'lib/counter.js': `exports.count = 0;`,
      'lib/late.js': `require('./counter').count += 10; require('pkg');`,
      'node_modules/pkg/index.js': `require('../../lib/counter').count += 100;`,
    });

    // WHEN
    const outs = [[], ['late'], ['late'], []].map((args) => lazy.run(args).out);

    // THEN
    expect(outs).toEqual(['1', '111', '111', '1']);
    expect(lazy.run(['late']).lookups).toBe(0);
  });

  test('modules that require each other see what is there', () => {
    // GIVEN
    const circle = project({
      'main.js': `console.log(require('./one').name, require('./two').seen);`,
      'one.js': `exports.name = 'half'; require('./two'); exports.name = 'whole';`,
      'two.js': `exports.seen = require('./one').name;`,
    });

    // THEN
    expect([circle.run().out, circle.run().out]).toEqual(['whole half', 'whole half']);
  });

  test('modules have what Node gives them', () => {
    // GIVEN
    const faithful = project({
      'main.js': `
        const child = require('./lib/child');
        console.log(JSON.stringify([
          require.main === module, process.mainModule === module, module.id, module.loaded, module.children.length,
          child, require.cache[child.file].loaded, require('node:path').basename(require.resolve('./lib/child')),
          require.resolve.paths('x')[0] === __dirname + '/node_modules', require('./data.json').answer, this === exports,
          typeof require.extensions['.js'],
        ]));
        import('./module.mjs').then(({ name }) => console.log(name));`,
      'lib/child.js': `#!/usr/bin/env node
        Object.assign(exports, {
          file: __filename, folder: require('path').basename(__dirname), parent: module.parent.id,
          isMain: require.main === module, text: 'größer ✓', line: new Error().stack.split('\\n')[1].split(':').at(-2),
        });`,
      'data.json': '{ "answer": 42 }',
      'module.mjs': `export const name = 'an ES module';`,
    });

    // WHEN
    const [first, again] = [faithful.run(), faithful.run()];

    // THEN
    expect(first.error).toBe('');
    expect(JSON.parse(first.out.split('\n')[0]!)).toEqual([
      true,
      true,
      '.',
      false,
      1,
      {
        file: path.join(faithful.root, 'lib', 'child.js'),
        folder: 'lib',
        parent: '.',
        isMain: false,
        text: 'größer ✓',
        line: '4',
      },
      true,
      'child.js',
      true,
      42,
      true,
      'function',
    ]);
    expect(first.out.split('\n')[1]).toBe('an ES module');
    expect(again).toMatchObject({ out: first.out, error: '' });
  });

  test('a module that throws is tried again, and a program that fails keeps nothing', () => {
    // GIVEN
    const failing = project({
      'main.js': `
        for (const time of [1, 2]) {
          try { require('./lib/broken'); } catch (error) { console.log(time, error.message, error.stack.split('\\n')[1].trim()); }
        }
        process.exitCode = Number(process.argv[3]);`,
      'lib/broken.js': `globalThis.tries = (globalThis.tries ?? 0) + 1;\nthrow new Error('try ' + tries);`,
    });
    const told = [1, 2].map(
      (time) => `${time} try ${time} at Object.<anonymous> (${path.join(failing.root, 'lib', 'broken.js')}:2:7)`,
    );

    // WHEN
    const failed = failing.run(['1']);
    const isKept = fs.existsSync(path.join(failing.root, '.cache'));
    const [first, again] = [failing.run(['0']), failing.run(['0'])];

    // THEN
    expect(failed.status).toBe(1);
    expect(isKept).toBe(false);
    expect(first.out.split('\n')).toEqual(told);
    expect(again.out).toBe(first.out);
  });

  test('Node says what is wrong with a file, and what is missing', () => {
    // GIVEN
    const wrong = project({
      'main.js': `require(process.argv[3] === 'wrong' ? './wrong' : './missing');`,
      'wrong.js': 'const = 1;',
    });

    // THEN
    expect(wrong.run(['wrong']).error).toMatch(/wrong\.js:1\nconst = 1;\n\s+\^\n\nSyntaxError: Unexpected token '='/);
    expect(wrong.run(['missing']).error).toMatch(/Cannot find module '\.\/missing'\nRequire stack:\n- .*main\.js/);
  });

  test('TypeScript is transpiled, and again when its options change', () => {
    // GIVEN
    const typed = project({
      'tsconfig.json': '{ "compilerOptions": { "module": "CommonJS", "target": "ES2022" } }',
      'main.ts': `import { kind } from './kind';\nconst text: string = kind;\nconsole.log(text, class { field = 1; }.toString());`,
      'kind.ts': `export const kind = 'typed' as const;`,
    });

    // WHEN
    const [first, again] = [typed.run([], [], 'main.ts'), typed.run([], [], 'main.ts')];
    typed.write({ 'tsconfig.json': '{ "compilerOptions": { "module": "CommonJS", "target": "ES2015" } }' });
    const older = typed.run([], [], 'main.ts');

    // THEN
    expect(first.out).toMatch(/^typed class \{\s+field = 1;\s+\}$/);
    expect(again).toMatchObject({ out: first.out, lookups: 0 });
    expect(older.out).toMatch(/^typed class \{\s+constructor\(\)/);
  });

  test('source maps are left to Node', () => {
    // GIVEN
    const typed = project({
      'tsconfig.json': '{ "compilerOptions": { "module": "CommonJS", "target": "ES2022" } }',
      'main.ts': `interface Nothing {}\n\n\nthrow new Error('here');`,
    });

    // WHEN
    const { error } = typed.run([], ['--enable-source-maps'], 'main.ts');

    // THEN
    expect(error).toContain('main.ts:4:7');
  });

  test('runs where nothing can be kept', () => {
    // GIVEN
    const greeting = project({ ...GREETING, '.cache': 'a file' });

    // THEN
    expect([greeting.run(), greeting.run()]).toMatchObject([
      { out: 'hello world', error: '', status: 0 },
      { out: 'hello world', error: '', status: 0 },
    ]);
  });
});
