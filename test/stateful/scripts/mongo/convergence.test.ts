import fc from 'fast-check';
import { type Config, voters } from './double/documents';
import { SteppedReconciler } from './interleaving';
import { hostOf, Model, USER } from './model';

/** What happens next in a schedule; `at` and `to` are ordinals modulo the number of servers. */
interface Event {
  readonly kind: 'step' | 'tick' | 'crash' | 'crash-late' | 'down' | 'up' | 'cut' | 'heal' | 'wipe';
  readonly at: number;
  readonly to: number;
}

const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.oneof(
    { weight: 20, arbitrary: fc.constant('step' as const) },
    { weight: 6, arbitrary: fc.constant('tick' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom<Event['kind']>('crash', 'crash-late', 'down', 'up', 'cut', 'heal', 'wipe'),
    },
  ),
  at: fc.nat(6),
  to: fc.nat(6),
});

const ordinals = (model: Model): number[] => Array.from({ length: model.servers }, (_, i) => i);

/**
 * A volume is lost only where a majority of voters, each with its data, is left to bring the set back. And ordinal 0 must
 * not be lost when all of these are beyond the members asked for: once they are gone, nobody is left to tell it.
 */
function mayLose(model: Model, members: number, ordinal: number): boolean {
  const set = model.world.primary?.config;
  if (set === undefined) return false;
  const keepers = voters(set).filter((m) => m.host !== hostOf(ordinal) && model.world.server(m.host).hasData);
  const told = ordinal !== 0 || keepers.some((m) => Number(/[0-9]+/.exec(m.host)![0]) < members);
  return told && keepers.length * 2 > voters(set).length;
}

async function apply(
  model: Model,
  members: number,
  reconcilers: SteppedReconciler[],
  { kind, at, to }: Event,
): Promise<void> {
  const a = at % model.servers;
  const server = model.world.server(hostOf(a));
  if (kind === 'step') await reconcilers[a]!.step();
  else if (kind === 'tick') model.world.tick();
  else if (kind === 'crash' || kind === 'crash-late') await reconcilers[a]!.crash(kind === 'crash-late');
  else if (kind === 'down') server.crash();
  else if (kind === 'up') server.alive = true;
  else if (kind === 'cut') model.world.cut(hostOf(a), hostOf(to % model.servers));
  else if (kind === 'heal') model.world.heal();
  else if (mayLose(model, members, a)) server.wipe();
}

/** Runs a schedule with `members` asked for, then lets everything be well. */
async function converge(model: Model, members: number, schedule: Event[]): Promise<void> {
  const reconcilers = ordinals(model).map((i) => new SteppedReconciler(model.askFrom(i), model.settings(i, members)));
  for (const next of schedule) await apply(model, members, reconcilers, next);
  for (const reconciler of reconcilers) reconciler.stop();
  model.world.heal();
  for (const server of model.world.servers.values()) server.alive = true;
  for (let i = 0; i < 10; i++) model.world.tick();
  expect(await model.settle(members)).toBeGreaterThanOrEqual(0);
}

function expectWhole(model: Model, members: number): void {
  const config = model.world.primary!.config!;
  const hosts = ordinals(model).slice(0, members).map(hostOf);
  expect(config.members.map((member) => member.host).sort()).toEqual(hosts);
  expect(voters(config)).toHaveLength(members);
  for (const host of hosts) expect(model.world.server(host).users).toEqual(model.auth ? [USER] : []);
  expect(model.world.unsafeReconfigs).toBe(0);
}

describe('any schedule of all reconcilers, with crashes of them and of servers', () => {
  test('from empty volumes: exactly one set, and everybody in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.array(event, { maxLength: 120 }),
        async (servers, auth, schedule) => {
          const model = new Model(servers, auth);
          await converge(model, servers, schedule);
          expect(model.world.initiations).toBe(1);
          expectWhole(model, servers);
        },
      ),
      { numRuns: 300 },
    );
  });

  /** What each server starts with: a vote, no vote, a lost volume, an older configuration, or no place in the set. */
  const place = fc.constantFrom('voter', 'passive', 'wiped', 'stale', 'removed', 'empty');

  test('from any state of an existing set, and any number of members asked for: never a second set', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 5 }),
        fc.nat(4),
        fc.boolean(),
        fc.boolean(),
        fc.array(event, { maxLength: 120 }),
        async (places, asked, auth, hasUser, schedule) => {
          // GIVEN a set that still can elect a primary
          const members = (asked % places.length) + 1;
          const inSet = places.flatMap((p, i) => (p === 'removed' || p === 'empty' ? [] : [i]));
          const voting = inSet.filter((i) => places[i] !== 'passive');
          const holding = voting.filter((i) => places[i] !== 'wiped');
          fc.pre(holding.length * 2 > voting.length);
          fc.pre(!['wiped', 'empty'].includes(places[0]!) || holding.some((i) => i < members));
          const model = new Model(places.length, auth);
          const config: Config = {
            _id: 'rs0',
            version: 7,
            term: 3,
            members: inSet.map((i) => {
              const vote = places[i] === 'passive' ? 0 : 1;
              return { _id: i + 2, host: hostOf(i), votes: vote, priority: vote };
            }),
            settings: { replicaSetId: 'set-0' },
          };
          model.world.term = 3;
          places.forEach((p, i) => {
            const server = model.world.server(hostOf(i));
            if (p === 'wiped' || p === 'empty') return;
            server.config = p === 'stale' ? { ...config, version: 6 } : config;
            server.hasData = true;
            server.optime = 5;
            server.users = auth && hasUser ? [USER] : [];
          });
          // WHEN
          await converge(model, members, schedule);
          // THEN
          expect(model.world.initiations).toBe(0);
          expectWhole(model, members);
        },
      ),
      { numRuns: 400 },
    );
  });
});
