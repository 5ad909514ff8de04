import { App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { resolveDependencies } from '../../lib/synthesis/dependencies';
import { thing } from '../fleet/support/scenarios';

/** An app that is not written anywhere. */
const app = () => new App({ outdir: '/nonexistent' });

/** What each construct depends on, by paths; constructs without dependencies left out. */
function dependencies(scope: IConstruct): Record<string, string[]> {
  const found = scope.node
    .findAll()
    .map(({ node }): [string, string[]] => [node.path, node.dependencies.map((target) => target.node.path)]);
  return Object.fromEntries(found.filter(([, targets]) => targets.length > 0));
}

/** Whether a construct is a chart that depends on a chart. */
const dependsOnChart = (construct: IConstruct) =>
  Chart.isChart(construct) && construct.node.dependencies.some((target) => Chart.isChart(target));

const resolve = (scope: IConstruct) => resolveDependencies(scope.node.findAll());

describe('resolveDependencies', () => {
  test('adds nothing to a tree without dependencies', () => {
    // GIVEN
    const tree = app();
    ['a', 'b'].forEach((id) => thing(new Chart(tree, id), 'object'));

    // WHEN
    const dependentCharts = resolve(tree);

    // THEN
    expect(dependentCharts).toBe(false);
    expect(dependencies(tree)).toEqual({});
  });

  test('a chart depends on the charts nested in it, not on those below other constructs', () => {
    // GIVEN
    const tree = app();
    const outer = new Chart(tree, 'outer');
    new Chart(new Chart(outer, 'inner'), 'innermost');
    new Chart(new Construct(outer, 'group'), 'apart');

    // WHEN
    const dependentCharts = resolve(tree);

    // THEN
    expect(dependentCharts).toBe(true);
    expect(dependencies(tree)).toEqual({ outer: ['outer/inner'], 'outer/inner': ['outer/inner/innermost'] });
  });

  test('objects depend on the objects of what their construct depends on, in one chart', () => {
    // GIVEN
    const tree = app();
    const chart = new Chart(tree, 'chart');
    const [web, database] = ['web', 'db'].map((id) => new Construct(chart, id)) as [Construct, Construct];
    ['x', 'y'].forEach((id) => [web, database].forEach((scope) => thing(scope, id)));
    web.node.addDependency(database);

    // WHEN
    const dependentCharts = resolve(tree);

    // THEN
    expect(dependentCharts).toBe(false);
    expect(dependencies(tree)).toEqual({
      'chart/web': ['chart/db'],
      'chart/web/x': ['chart/db/x', 'chart/db/y'],
      'chart/web/y': ['chart/db/x', 'chart/db/y'],
    });
  });

  test('charts depend on each other when their objects do, and then all objects of the one on all of the other', () => {
    // GIVEN
    const tree = app();
    const [one, two] = ['one', 'two'].map((id) => new Chart(tree, id)) as [Chart, Chart];
    ['x', 'y'].forEach((id) => [one, two].forEach((chart) => thing(chart, id)));
    one.node.findChild('x').node.addDependency(two.node.findChild('y'));

    // WHEN
    const dependentCharts = resolve(tree);

    // THEN
    expect(dependentCharts).toBe(true);
    expect(dependencies(tree)).toEqual({
      one: ['two'],
      'one/x': ['two/y', 'two/x'],
      'one/y': ['two/x', 'two/y'],
    });
  });

  test('an object does not come to depend on itself when its scope does on it', () => {
    // GIVEN
    const tree = app();
    const chart = new Chart(tree, 'chart');
    const group = new Construct(chart, 'group');
    const [first] = [thing(group, 'first'), thing(group, 'second')];
    group.node.addDependency(first);

    // WHEN
    resolve(tree);

    // THEN
    expect(dependencies(tree)).toEqual({
      'chart/group': ['chart/group/first'],
      'chart/group/second': ['chart/group/first'],
    });
  });

  test.each([
    ['starts', (outside: Construct, inside: Construct) => outside.node.addDependency(inside)],
    ['ends', (outside: Construct, inside: Construct) => inside.node.addDependency(outside)],
  ])('refuses a dependency that %s outside of any chart', (_, depend) => {
    // GIVEN
    const tree = app();
    depend(new Construct(tree, 'outside'), thing(new Chart(tree, 'chart'), 'object'));

    // THEN
    expect(() => resolve(tree)).toThrow('cannot find a parent chart (directly or indirectly)');
  });

  test('adds what cdk8s adds, says whether charts depend on each other as it does, and nothing the second time', () => {
    const shape = fc
      .array(fc.record({ parent: fc.nat(), kind: fc.constantFrom('chart', 'object', 'group') }), { maxLength: 12 })
      .chain((nodes) =>
        fc.record({ nodes: fc.constant(nodes), edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }) }),
      );
    const build = ({ nodes, edges }: typeof shape extends fc.Arbitrary<infer T> ? T : never): App => {
      const tree = app();
      const made: Construct[] = [new Chart(tree, 'first'), new Chart(tree, 'last')];
      nodes.forEach(({ parent, kind }, i) => {
        const scope = made[parent % made.length]!;
        const id = `${kind}${i}`;
        made.push(kind === 'chart' ? new Chart(scope, id) : kind === 'object' ? thing(scope, id) : new Construct(scope, id)); // prettier-ignore
      });
      for (const [a, b] of edges) {
        const [source, target] = [made[a % made.length]!, made[b % made.length]!];
        if (source !== target) source.node.addDependency(target);
      }
      return tree;
    };
    let dependent = 0;
    fc.assert(
      fc.property(shape, (nodes) => {
        // GIVEN
        const [stock, ours] = [build(nodes), build(nodes)];
        const [chart] = stock.node.children as [Chart];

        // WHEN
        try {
          chart.toJson();
        } catch (error) {
          // Cycles are found after dependencies are resolved.
          expect(String(error)).toContain('Dependency cycle detected');
        }
        const dependentCharts = resolve(ours);
        const resolved = dependencies(ours);

        // THEN
        expect(resolved).toEqual(dependencies(stock));
        expect(dependentCharts).toBe(ours.node.findAll().some(dependsOnChart));
        expect(resolve(ours)).toBe(dependentCharts);
        expect(dependencies(ours)).toEqual(resolved);
        dependent += dependentCharts ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(dependent).toBeGreaterThan(50);
  });
});
