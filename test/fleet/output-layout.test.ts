import { type ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { layOut } from '../../lib/fleet/output-layout';
import { Synthesis } from '../../lib/synthesis/synthesis';
import { thing } from './support/scenarios';

interface Layout {
  readonly directories: string[];
  /** By name, in the order in which they came. */
  readonly files: [string, string][];
  /** Charts that were told of, by id. */
  readonly told: string[];
}

/** Lays out an app, each manifest written as the name of its object. */
function layout(app: App, type: YamlOutputType, selected?: Chart[]): Layout {
  const charts = app.charts;
  const result: Layout = { directories: [], files: [], told: [] };
  layOut({
    charts,
    selected: new Set(selected ?? charts),
    type,
    extension: '.yml',
    synthesis: new Synthesis(app, true),
    toYaml: (manifests) =>
      manifests.map((manifest) => `${(manifest as ApiObject | undefined)?.metadata.name ?? 'nothing'}\n`).join('---\n'),
    manifestsOf: (chart) => Object.values(chart.toJson() as unknown[]),
    isCurrent: () => false,
    onChart: (chart, render) => {
      result.told.push(chart.node.id);
      render();
    },
    output: {
      directory: (name) => result.directories.push(name),
      file: (name, content) => result.files.push([name, content]),
    },
  });
  return result;
}

/** Two charts, the first with two objects; they depend on each other if asked to. */
function app(depends = false): App {
  const made = new App({ outdir: '/nonexistent' });
  const [one, two] = ['one', 'two'].map((id) => new Chart(made, id)) as [Chart, Chart];
  thing(one, 'a', {}, 'first');
  thing(one, 'b', {}, 'second');
  thing(two, 'a', {}, 'third');
  if (depends) one.addDependency(two);
  return made;
}

/** A chart that renders what it is told to. */
class Fixed extends Chart {
  constructor(
    scope: App,
    id: string,
    private readonly manifests: unknown,
  ) {
    super(scope, id);
  }

  override toJson(): unknown[] {
    return this.manifests as unknown[];
  }
}

const manifest = (name: string, kind = 'Thing') => ({ kind, metadata: { name } });

describe('layOut', () => {
  test.each<[string, YamlOutputType, Partial<Layout>]>([
    ['one file for the app', YamlOutputType.FILE_PER_APP, { files: [['app.yml', 'first\n---\nsecond\n---\nthird\n']] }],
    [
      'a file for each chart',
      YamlOutputType.FILE_PER_CHART,
      {
        files: [
          ['one.yml', 'first\n---\nsecond\n'],
          ['two.yml', 'third\n'],
        ],
      },
    ],
    [
      'a file for each resource',
      YamlOutputType.FILE_PER_RESOURCE,
      {
        files: [
          ['Thing.first.yml', 'first\n'],
          ['Thing.second.yml', 'second\n'],
          ['Thing.third.yml', 'third\n'],
        ],
      },
    ],
    [
      'a folder for each chart',
      YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
      {
        directories: ['one', 'two'],
        files: [
          ['one/Thing.first.yml', 'first\n'],
          ['one/Thing.second.yml', 'second\n'],
          ['two/Thing.third.yml', 'third\n'],
        ],
      },
    ],
  ])('%s', (_, type, expected) => {
    expect(layout(app(), type)).toEqual({ directories: [], told: ['one', 'two'], ...expected });
  });

  test('numbers the files of charts when charts depend on each other', () => {
    expect(layout(app(true), YamlOutputType.FILE_PER_CHART).files.map(([name]) => name)).toEqual([
      '0000-two.yml',
      '0001-one.yml',
    ]);
    expect(layout(app(true), YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE).directories).toEqual([
      '0000-two',
      '0001-one',
    ]);
  });

  test('names the files of a selection as in the whole, and tells of no others', () => {
    // GIVEN
    const made = app(true);
    const one = made.node.findChild('one') as Chart;

    // WHEN
    const { files, told } = layout(made, YamlOutputType.FILE_PER_CHART, [one]);

    // THEN
    expect(files).toEqual([['0001-one.yml', 'first\n---\nsecond\n']]);
    expect(told).toEqual(['one']);
  });

  test('one file for the app is there when charts are, selected or not', () => {
    expect(layout(app(), YamlOutputType.FILE_PER_APP, []).files).toEqual([['app.yml', '']]);
    expect(layout(new App({ outdir: '/nonexistent' }), YamlOutputType.FILE_PER_APP).files).toEqual([]);
  });

  test('a chart without objects is an empty file or folder', () => {
    // GIVEN
    const made = new App({ outdir: '/nonexistent' });
    new Chart(made, 'empty');

    // THEN
    expect(layout(made, YamlOutputType.FILE_PER_CHART).files).toEqual([['empty.yml', '']]);
    expect(layout(made, YamlOutputType.FILE_PER_RESOURCE).files).toEqual([]);
    expect(layout(made, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)).toMatchObject({
      directories: ['empty'],
      files: [],
    });
  });

  test('leaves out of a name what has no place in one', () => {
    // GIVEN
    const made = new App({ outdir: '/nonexistent' });
    thing(new Chart(made, 'chart'), 'object', {}, 'system:../näme_1.x');

    // THEN
    expect(layout(made, YamlOutputType.FILE_PER_RESOURCE).files[0]![0]).toBe('Thing.system..nme_1.x.yml');
  });

  test.each([
    ['a list', [manifest('a'), manifest('b')]],
    ['an object with values', { x: manifest('a'), y: manifest('b') }],
  ])('writes what an overridden toJson gives: %s', (_, manifests) => {
    // GIVEN
    const made = new App({ outdir: '/nonexistent' });
    new Fixed(made, 'fixed', manifests);

    // THEN
    expect(layout(made, YamlOutputType.FILE_PER_CHART).files).toEqual([['fixed.yml', 'a\n---\nb\n']]);
    expect(layout(made, YamlOutputType.FILE_PER_APP).files).toEqual([['app.yml', 'a\n---\nb\n']]);
    expect(layout(made, YamlOutputType.FILE_PER_RESOURCE).files).toEqual([
      ['Thing.a.yml', 'a\n'],
      ['Thing.b.yml', 'b\n'],
    ]);
  });

  test('a manifest that is undefined has no file of its own, but a place in others', () => {
    // GIVEN
    const made = new App({ outdir: '/nonexistent' });
    new Fixed(made, 'fixed', [manifest('a'), undefined]);

    // THEN
    expect(layout(made, YamlOutputType.FILE_PER_RESOURCE).files).toEqual([['Thing.a.yml', 'a\n']]);
    expect(layout(made, YamlOutputType.FILE_PER_CHART).files).toEqual([['fixed.yml', 'a\n---\nnothing\n']]);
  });

  test('hands over two resources of one name in their order, so that the later stays', () => {
    // GIVEN
    const made = new App({ outdir: '/nonexistent' });
    new Fixed(made, 'fixed', [{ ...manifest('a'), spec: 1 }, manifest('b'), { ...manifest('a'), spec: 2 }]);

    // THEN
    expect(layout(made, YamlOutputType.FILE_PER_RESOURCE).files.map(([name]) => name)).toEqual([
      'Thing.a.yml',
      'Thing.b.yml',
      'Thing.a.yml',
    ]);
  });
});
