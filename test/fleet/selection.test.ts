import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { Selection } from '../../lib/fleet/selection';

function charts(...paths: string[]): Chart[] {
  const app = new App({ outdir: '/nonexistent' });
  return paths.map((path) => {
    const ids = path.split('/');
    const id = ids.pop()!;
    const scope = ids.reduce<Construct>(
      (parent, each) => parent.node.tryFindChild(each) ?? new Construct(parent, each),
      app,
    );
    return new Chart(scope, id);
  });
}

const selected = (selection: Selection, all: Chart[]) => [...selection.of(all)].map((chart) => chart.node.path);

describe('Selection', () => {
  const all = charts('web', 'web-2', 'team/api', 'team/sub/db', 'team.x');

  test.each([
    [['web'], ['web']],
    [['web*'], ['web', 'web-2']],
    [['*'], ['web', 'web-2', 'team.x']],
    [['**'], ['web', 'web-2', 'team/api', 'team/sub/db', 'team.x']],
    [['team/*'], ['team/api']],
    [['team/**'], ['team/api', 'team/sub/db']],
    [['team.?'], ['team.x']],
    [
      ['**/db', 'web'],
      ['web', 'team/sub/db'],
    ],
  ])('%j selects %j', (only, expected) => {
    expect(selected(new Selection(only), all)).toEqual(expected);
  });

  test('says which pattern matches nothing, and what there is', () => {
    expect(() => new Selection(['web', 'team?x?']).of(all)).toThrow(
      'no chart matches "team?x?"; the app has 5 charts, for example web, web-2, team/api, team/sub/db, team.x',
    );
    expect(() => new Selection(['x']).of([])).toThrow('no chart matches "x"; the app has 0 charts');
  });

  test('shards are disjoint, together the whole, and even', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 30 }), (count, size) => {
        const fleet = charts(...Array.from({ length: size }, (_, i) => `c${i}`));
        const shards = Array.from({ length: count }, (_, i) => selected(new Selection([], `${i + 1}/${count}`), fleet));
        expect(shards.flat().sort()).toEqual(fleet.map((chart) => chart.node.path).sort());
        const sizes = shards.map((shard) => shard.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a shard divides what the patterns select', () => {
    expect(selected(new Selection(['team/**'], '2/2'), all)).toEqual(['team/sub/db']);
  });

  test.each(['0/2', '3/2', '1', '1/0', 'a/b', '-1/2', '1/2/3', ''])('refuses shard "%s"', (shard) => {
    expect(() => new Selection([], shard)).toThrow(
      `invalid shard "${shard}", expected I/N with 1 <= I <= N, for example 1/4`,
    );
  });

  test('knows whether it selects everything', () => {
    expect(new Selection([]).isEverything).toBe(true);
    expect(new Selection(['**']).isEverything).toBe(false);
    expect(new Selection([], '1/1').isEverything).toBe(false);
  });
});
