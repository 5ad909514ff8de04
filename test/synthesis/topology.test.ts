import { App, DependencyGraph } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { topology } from '../../lib/synthesis/topology';

const paths = (constructs: IConstruct[]) => constructs.map((construct) => construct.node.path);

/** Constructs below an app, some below others, some with ids that look like array indices. */
const tree = fc
  .array(fc.record({ parent: fc.nat(), index: fc.boolean() }), { minLength: 1, maxLength: 12 })
  .chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(fc.tuple(fc.nat(nodes.length - 1), fc.nat(nodes.length - 1)), { maxLength: 8 }),
    }),
  );

function build({ nodes, edges }: typeof tree extends fc.Arbitrary<infer T> ? T : never, acyclic: boolean): App {
  const app = new App({ outdir: '/nonexistent' });
  const made: Construct[] = [app];
  nodes.forEach(({ parent, index }, i) =>
    made.push(new Construct(made[parent % made.length]!, index ? `${99 - i}` : `n${i}`)),
  );
  for (const [a, b] of edges) {
    const [source, target] = acyclic && a < b ? [b, a] : [a, b];
    if (source !== target) {
      made[source + 1]!.node.addDependency(made[target + 1]!);
    }
  }
  return app;
}

describe('topology', () => {
  test('is the order of the dependency graph of cdk8s', () => {
    fc.assert(
      fc.property(tree, (shape) => {
        // GIVEN
        const app = build(shape, true);

        // WHEN
        const order = topology(app);

        // THEN
        expect(paths(order)).toEqual(paths(new DependencyGraph(app.node).topology()));
      }),
    );
  });

  test('throws exactly where cdk8s does, and names a cycle that exists', () => {
    let cycles = 0;
    fc.assert(
      fc.property(tree, (shape) => {
        const app = build(shape, false);
        const result = (sort: () => IConstruct[]) => {
          try {
            return paths(sort());
          } catch (error) {
            return (error as Error).message;
          }
        };
        const expected = result(() => new DependencyGraph(app.node).topology());
        const actual = result(() => topology(app));
        if (typeof expected !== 'string' || typeof actual !== 'string') {
          expect(actual).toEqual(expected);
          return;
        }
        cycles++;
        const cycle = /^Dependency cycle detected: (.*)$/.exec(actual)![1]!.split(' => ');
        const find = (path: string) => app.node.findAll().find((construct) => construct.node.path === path)!;
        expect(cycle.length).toBeGreaterThan(2);
        expect(cycle.at(-1)).toBe(cycle[0]);
        expect(new Set(cycle).size).toBe(cycle.length - 1);
        cycle.slice(1).forEach((path, i) => expect(find(cycle[i]!).node.dependencies).toContain(find(path)));
      }),
      { numRuns: 300 },
    );
    expect(cycles).toBeGreaterThan(20);
  });

  test('names a construct that depends on itself, which cdk8s drops', () => {
    // GIVEN
    const app = new App({ outdir: '/nonexistent' });
    const construct = new Construct(app, 'self');
    construct.node.addDependency(construct);

    // WHEN THEN
    expect(paths(new DependencyGraph(app.node).topology())).not.toContain('self');
    expect(() => topology(app)).toThrow('Dependency cycle detected: self => self');
  });

  test('does not recurse along dependencies', () => {
    // GIVEN
    const app = new App({ outdir: '/nonexistent' });
    const chain = Array.from({ length: 20_000 }, (_, i) => new Construct(app, `n${i}`));
    chain.slice(1).forEach((construct, i) => chain[i]!.node.addDependency(construct));

    // WHEN
    const order = topology(app);

    // THEN
    expect(paths(order.slice(0, 3))).toEqual(['', 'n19999', 'n19998']);
    chain.at(-1)!.node.addDependency(chain[0]!);
    expect(() => topology(app)).toThrow(/n0 => n1 => .* => n19999 => n0$/);
  });

  test('ignores what leads out of the subtree', () => {
    // GIVEN
    const app = new App({ outdir: '/nonexistent' });
    const inside = new Construct(app, 'inside');
    const child = new Construct(inside, 'child');
    child.node.addDependency(new Construct(app, 'outside'));

    // WHEN THEN
    expect(topology(inside)).toEqual([inside, child]);
  });
});
