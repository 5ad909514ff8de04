import { type ApiObject, App, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Synthesis } from '../../lib/synthesis/synthesis';
import { thing } from '../fleet/support/scenarios';

interface Tree {
  readonly app: App;
  /** Of the first chart: an object that depends on the one after it, and what is nested. */
  readonly one: Chart;
  readonly two: Chart;
  /** How often the validations of the tree ran. */
  readonly validations: () => number;
}

function tree(): Tree {
  const app = new App({ outdir: '/nonexistent' });
  const [one, two] = ['one', 'two'].map((id) => new Chart(app, id)) as [Chart, Chart];
  const late = thing(one, 'late', { is: 'late' }, 'late');
  late.node.addDependency(thing(new Construct(one, 'group'), 'early', { is: 'early' }, 'early'));
  thing(new Chart(one, 'nested'), 'object', { is: 'nested' }, 'nested');
  thing(two, 'object', { is: 'other' }, 'other');
  let count = 0;
  app.node.addValidation({ validate: () => ((count += 1), []) });
  return { app, one, two, validations: () => count };
}

/** What the objects of a rendered chart say they are. */
const kinds = (manifests: unknown) => (manifests as { spec: { is: string } }[]).map(({ spec }) => spec.is);

const toJson = () => Object.getOwnPropertyDescriptor(Chart.prototype, 'toJson');

describe('Synthesis', () => {
  test('gives the objects of a chart, dependencies first, without those of nested charts', () => {
    // GIVEN
    const { app, one, two } = tree();
    const synthesis = new Synthesis(app, true);
    const paths = (objects: ApiObject[]) => objects.map(({ node }) => node.path);

    // THEN
    expect(paths(synthesis.objectsOf(one))).toEqual(['one/group/early', 'one/late']);
    expect(paths(synthesis.objectsOf(two))).toEqual(['two/object']);
    expect(paths(synthesis.objectsOf(one.node.findChild('nested') as Chart))).toEqual(['one/nested/object']);
  });

  test('gives the manifests that cdk8s does', () => {
    // GIVEN
    const { app } = tree();
    const stock = tree().app.node.findAll().filter((construct) => Chart.isChart(construct)); // prettier-ignore

    // WHEN
    const synthesis = new Synthesis(app, true);
    const charts = app.node.findAll().filter((construct) => Chart.isChart(construct));

    // THEN
    expect(charts.map((chart) => synthesis.manifestsOf(chart))).toEqual(
      stock.map((chart) => chart.toJson() as unknown),
    );
  });

  test.each([
    ['a chart is nested in another', () => tree().app, true],
    [
      'an object depends on one of another chart',
      () => {
        const app = new App({ outdir: '/nonexistent' });
        const [a, b] = ['a', 'b'].map((id) => thing(new Chart(app, id), 'object')) as [ApiObject, ApiObject];
        a.addDependency(b);
        return app;
      },
      true,
    ],
    [
      'none does',
      () => {
        const app = new App({ outdir: '/nonexistent' });
        ['a', 'b'].forEach((id) => thing(new Chart(app, id), 'object'));
        return app;
      },
      false,
    ],
  ])('knows whether charts depend on each other: %s', (_, build, expected) => {
    expect(new Synthesis(build(), true).dependentCharts).toBe(expected);
  });

  test.each([
    ['before', true, 0],
    ['after', false, 1],
  ])('validates %s dependencies are resolved', (_, validateFirst, expected) => {
    // GIVEN
    const { app, one, two } = tree();
    two.node.findChild('object').node.addDependency(one.node.findChild('late'));
    let seen = -1;
    app.node.addValidation({ validate: () => ((seen = two.node.dependencies.length), []) });

    // WHEN
    new Synthesis(app, validateFirst);

    // THEN
    expect(seen).toBe(expected);
    expect(two.node.dependencies).toEqual([one]);
  });

  test('validates once for any number of charts that stay what they are', () => {
    // GIVEN
    const { app, one, two, validations } = tree();

    // WHEN
    const synthesis = new Synthesis(app, true);
    [one, two, one].forEach((chart) => synthesis.manifestsOf(chart));

    // THEN
    expect(validations()).toBe(1);
  });

  test.each<[string, (tree: Tree) => unknown, 'one' | 'two', string[]]>([
    ['has a new object', ({ two }) => thing(two, 'added', { is: 'added' }), 'two', ['other', 'added']],
    ['lost an object', ({ two }) => two.node.tryRemoveChild('object'), 'two', []],
    [
      'has another object in the place of one',
      ({ two }) => (two.node.tryRemoveChild('object'), thing(two, 'object', { is: 'replaced' })),
      'two',
      ['replaced'],
    ],
    [
      'has a new dependency',
      ({ one }) => one.node.findChild('group').node.addDependency(thing(one, 'added', { is: 'first' })),
      'one',
      ['first', 'early', 'late'],
    ],
  ])('prepares the app again, once, for a chart that %s', (_, change, which, expected) => {
    // GIVEN
    const made = tree();
    const synthesis = new Synthesis(made.app, true);

    // WHEN
    change(made);
    const rendered = [1, 2].map(() => kinds(synthesis.manifestsOf(made[which])));

    // THEN
    expect(rendered).toEqual([expected, expected]);
    expect(made.validations()).toBe(2);
  });

  test('prepares the app again for a chart whose objects came to depend on each other', () => {
    // GIVEN
    const app = new App({ outdir: '/nonexistent' });
    const chart = new Chart(app, 'chart');
    const [a, b] = ['a', 'b'].map((id) => thing(chart, id, { is: id })) as [ApiObject, ApiObject];
    const validate = jest.fn(() => []);
    app.node.addValidation({ validate });
    const synthesis = new Synthesis(app, true);

    // WHEN
    a.addDependency(b);

    // THEN
    expect(kinds(synthesis.manifestsOf(chart))).toEqual(['b', 'a']);
    expect(validate).toHaveBeenCalledTimes(2);
  });

  test('sorts the objects of a dependency that was added, and reports what is wrong since', () => {
    // GIVEN
    const { app, two } = tree();
    const synthesis = new Synthesis(app, true);
    const added = thing(two, 'added', { is: 'added' });
    two.node.findChild('object').node.addDependency(added);

    // WHEN
    const rendered = kinds(synthesis.manifestsOf(two));
    thing(two, 'broken').node.addValidation({ validate: () => ['is broken'] });

    // THEN
    expect(rendered).toEqual(['added', 'other']);
    expect(() => synthesis.manifestsOf(two)).toThrow('[two/broken] is broken');
  });

  test('a chart that came after is prepared when it is rendered', () => {
    // GIVEN
    const { app, validations } = tree();
    const synthesis = new Synthesis(app, true);

    // WHEN
    const late = new Chart(app, 'late');
    thing(late, 'object', { is: 'late' });

    // THEN
    expect(kinds(synthesis.manifestsOf(late))).toEqual(['late']);
    expect(validations()).toBe(2);
  });

  test('rejects a tree that is not sound', () => {
    // GIVEN
    const { app, two } = tree();
    two.node.addValidation({ validate: () => ['is wrong'] });

    // THEN
    expect(() => new Synthesis(app, true)).toThrow('Validation failed with the following errors:\n  [two] is wrong');
    expect(() => new Synthesis(app, false)).toThrow('Validation failed with the following errors:\n  [two] is wrong');
  });
});

describe('Synthesis.during', () => {
  test('renders charts of the app at their own cost, whoever asks', () => {
    // GIVEN
    const { app, one, two, validations } = tree();
    class Counting extends Chart {
      override toJson(): unknown[] {
        return [...(super.toJson() as unknown[]), { spec: { is: 'appended' } }];
      }
    }
    const counting = new Counting(app, 'counting');
    const size = Lazy.any({ produce: () => (two.toJson() as unknown[]).length }) as unknown;
    thing(counting, 'object', { is: 'own', size });
    const synthesis = new Synthesis(app, true);

    // WHEN
    const rendered = synthesis.during(() => [one, two, counting].map((chart) => kinds(chart.toJson())));

    // THEN
    expect(rendered).toEqual([['early', 'late'], ['other'], ['own', 'appended']]);
    expect(validations()).toBe(1);
  });

  test('leaves charts of other apps to cdk8s', () => {
    // GIVEN
    const { app } = tree();
    const other = tree();

    // WHEN
    const synthesis = new Synthesis(app, true);
    const rendered = synthesis.during(() => kinds(other.two.toJson()));

    // THEN
    expect(rendered).toEqual(['other']);
    expect(other.validations()).toBeGreaterThan(0);
  });

  test('gives Chart.toJson back, also after an error, and within another run', () => {
    // GIVEN
    const stock = toJson();
    const [outer, inner] = [tree(), tree()];
    const synthesis = new Synthesis(outer.app, true);

    // WHEN
    const nested = synthesis.during(() => {
      const ours = toJson();
      const result = new Synthesis(inner.app, true).during(() => kinds(inner.two.toJson()));
      return { result, isBack: toJson()?.value === ours?.value };
    });
    const fail = () =>
      synthesis.during(() => {
        throw new Error('in between');
      });

    // THEN
    expect(nested).toEqual({ result: ['other'], isBack: true });
    expect(fail).toThrow('in between');
    expect(toJson()).toEqual(stock);
  });

  test('leaves a method in place that somebody else has put there', () => {
    // GIVEN
    const { app, two, validations } = tree();
    const synthesis = new Synthesis(app, true);
    const spy = jest.spyOn(Chart.prototype, 'toJson');
    try {
      // WHEN
      const rendered = synthesis.during(() => kinds(two.toJson()));

      // THEN
      expect(rendered).toEqual(['other']);
      expect(spy).toHaveBeenCalledTimes(1);
      expect(validations()).toBe(2);
    } finally {
      spy.mockRestore();
    }
  });
});
