import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vm from 'node:vm';

interface Kept {
  readonly source: string;
  readonly code: Buffer;
  readonly requests: Record<string, string>;
}

interface Written {
  readonly source: string;
  readonly requests: Record<string, string>;
  readonly compile: () => Buffer;
}

interface Image {
  find(file: string): Kept | undefined;
  write(modules: Map<string, Written>): void;
}

const { Image } = jest.requireActual<{
  Image: new (folder: string, name: string, root: string, ground: string[]) => Image;
}>('../../../apps/cold/image');

let root: string;

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'image-')));
  fs.mkdirSync(path.join(root, 'lib'));
  for (const name of ['ground', 'main.js', 'lib/one.js', 'lib/two.js']) fs.writeFileSync(at(name), name);
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const at = (name: string) => path.join(root, name);
const open = (name = 'main') => new Image(at('images'), name, root, [at('ground')]);

/** A module of the program; its compiled code says which it is. */
const written = (source: string, requests: Record<string, string> = {}): Written => ({
  source,
  requests,
  compile: () => Buffer.from(`code of ${source}`),
});

/** What an image finds of modules, as text. */
const found = (image: Image, ...names: string[]) =>
  names.map((name) => {
    const kept = image.find(at(name));
    return kept && [kept.source, kept.code.toString(), kept.requests];
  });

/** An image of two modules that was written before. */
function write(): void {
  const image = open();
  image.find(at('main.js'));
  image.find(at('lib/one.js'));
  image.write(
    new Map([
      [at('main.js'), written('größer ✓', { './lib/one': at('lib/one.js') })],
      [at('lib/one.js'), written('plain', { './two': at('lib/two.js') })],
    ]),
  );
}

describe('Image', () => {
  test('is empty at first', () => {
    expect(found(open(), 'main.js')).toEqual([undefined]);
  });

  test('gives back what was written', () => {
    // WHEN
    write();

    // THEN
    expect(found(open(), 'main.js', 'lib/one.js', 'lib/two.js')).toEqual([
      ['größer ✓', 'code of größer ✓', { './lib/one': at('lib/one.js') }],
      ['plain', 'code of plain', { './two': at('lib/two.js') }],
      undefined,
    ]);
  });

  test('does not find a module whose file is another, or gone', () => {
    // GIVEN
    write();

    // WHEN
    fs.writeFileSync(at('main.js'), 'MAIN.js');
    fs.rmSync(at('lib/one.js'));

    // THEN
    expect(found(open(), 'main.js', 'lib/one.js')).toEqual([undefined, undefined]);
  });

  test('knows no more which files are meant when one is added to a folder of the program', () => {
    // GIVEN
    write();

    // WHEN
    fs.writeFileSync(at('lib/added.js'), '');

    // THEN
    expect(found(open(), 'main.js', 'lib/one.js')).toEqual([
      ['größer ✓', 'code of größer ✓', {}],
      ['plain', 'code of plain', {}],
    ]);
  });

  test('the requests of packages outlast what happens to the program', () => {
    // GIVEN
    const file = at('node_modules/pkg/index.js');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '');
    const image = open();
    image.find(at('lib/one.js'));
    image.find(file);
    image.write(
      new Map([
        [at('lib/one.js'), written('one')],
        [file, written('pkg', { other: 'found' })],
      ]),
    );

    // WHEN
    fs.writeFileSync(at('lib/added.js'), '');
    fs.writeFileSync(at('node_modules/pkg/added.js'), '');

    // THEN
    expect(open().find(file)).toMatchObject({ requests: { other: 'found' } });
  });

  test.each([
    ['its ground changed', () => fs.writeFileSync(at('ground'), 'other')],
    ['its ground is gone', () => fs.rmSync(at('ground'))],
    ['it was cut', () => edit((bytes) => bytes.subarray(0, -1))],
    ['it is no image', () => edit(() => Buffer.from('no image'))],
    ['it is empty', () => edit(() => Buffer.alloc(0))],
  ])('is empty when %s', (_, change) => {
    // GIVEN
    write();

    // WHEN
    change();

    // THEN
    expect(found(open(), 'main.js', 'lib/one.js')).toEqual([undefined, undefined]);
  });

  test('keeps what is still good of the image before, and one image of a program', () => {
    // GIVEN
    write();
    const other = open('main2');
    other.write(new Map([[at('lib/two.js'), written('another program')]]));
    fs.writeFileSync(at('images/main.v1.0.0-old'), 'of another Node');
    fs.writeFileSync(at('main.js'), 'changed');

    // WHEN
    const image = open();
    image.find(at('lib/two.js'));
    image.write(new Map([[at('lib/two.js'), written('two')]]));

    // THEN
    expect(found(open(), 'main.js', 'lib/one.js', 'lib/two.js')).toEqual([
      undefined,
      ['plain', 'code of plain', { './two': at('lib/two.js') }],
      ['two', 'code of two', {}],
    ]);
    expect(found(open('main2'), 'lib/two.js')).toEqual([['another program', 'code of another program', {}]]);
    expect(fs.readdirSync(at('images'))).toHaveLength(2);
  });

  test('a module that changes while the program runs is not what was read', () => {
    // GIVEN
    const image = open();
    image.find(at('main.js'));

    // WHEN
    fs.writeFileSync(at('main.js'), 'changed meanwhile');
    image.write(new Map([[at('main.js'), written('read before')]]));

    // THEN
    expect(found(open(), 'main.js')).toEqual([undefined]);
  });

  test('compiled code is good for the text that comes with it', () => {
    // GIVEN
    const source = '(() => "größer ✓")()';
    const script = new vm.Script(source);
    const image = open();
    image.find(at('main.js'));
    image.write(new Map([[at('main.js'), { source, requests: {}, compile: () => script.createCachedData() }]]));

    // WHEN
    const kept = open().find(at('main.js'))!;
    const again = new vm.Script(kept.source, { cachedData: kept.code });

    // THEN
    expect(again.cachedDataRejected).toBe(false);
    expect(again.runInThisContext()).toBe('größer ✓');
  });
});

function edit(change: (bytes: Buffer) => Buffer): void {
  const [name] = fs.readdirSync(at('images'));
  const file = path.join(at('images'), name!);
  fs.writeFileSync(file, change(fs.readFileSync(file)));
}
