import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { voters } from './double/documents';
import { actions, Cluster, type Finished } from './mongosh';

/** What the real mongosh does when it runs the scripts. The servers are the double: no mongod takes part. */
const PASSWORD = 'p@ss:w/rd%1';
const SECOND = 1000;
let cluster: Cluster;
afterEach(() => cluster.stop());

const settled = (c: Cluster): void => {
  const config = c.world.primary?.config;
  expect(config?.members.map((member) => member.host).sort()).toEqual(c.hosts);
  expect(voters(config!)).toHaveLength(c.servers);
  expect(c.world.initiations).toBe(1);
  expect(c.world.unsafeReconfigs).toBe(0);
  const users = c.auth ? [{ name: 'root', password: PASSWORD }] : [];
  for (const host of c.hosts) expect(c.world.server(host).users).toEqual(users);
};

async function until(what: string, condition: () => boolean, seconds = 30): Promise<void> {
  for (let waited = 0; waited < seconds * 20; waited++) {
    if (condition()) return;
    await sleep(50);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

describe('reconcile.js', () => {
  test('three at once: one set, one user, and the password is in no output or argument of theirs', async () => {
    // GIVEN
    cluster = await Cluster.start(3);
    // WHEN
    const running = [0, 1, 2].map((ordinal) => cluster.spawn('reconcile.js', ordinal, { MONGO_RECONCILE_ROUNDS: '7' }));
    await until('mongosh runs', () => cluster.seen.length > 0);
    const commandLines = running.map(({ child }) => readFileSync(`/proc/${child.pid}/cmdline`, 'utf8'));
    const finished = await Promise.all(running.map(({ done }) => done));
    // THEN
    settled(cluster);
    expect(actions(finished[0]!)).toContain('INITIATE DONE');
    expect(finished.flatMap(actions).filter((action) => action === 'CREATE_USER DONE')).toHaveLength(1);
    for (const text of [...commandLines, ...finished.map(({ output }) => output)]) {
      expect(text).not.toMatch(/rd%1|rd%251/);
    }
    expect(finished.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  test('without credentials: peers are asked for their code, and answer 94', async () => {
    cluster = await Cluster.start(3, false);
    await cluster.reconcile(0, 4);
    settled(cluster);
    const peers = cluster.seen.filter((seen) => seen.host !== cluster.host(0) && seen.name === 'replSetGetStatus');
    expect(peers.slice(0, 2).map(({ code }) => code)).toEqual([94, 94]);
    expect(cluster.seen.filter((seen) => seen.name === 'createUser')).toEqual([]);
  });

  // The command has been carried out and its answer is never heard: the worst moment to die.
  test.each(['replSetGetStatus', 'replSetInitiate', 'createUser', 'replSetGetConfig'])(
    'killed after %s and started again: the same end',
    async (step) => {
      // GIVEN
      cluster = await Cluster.start(3);
      const first = cluster.spawn('reconcile.js', 0);
      cluster.onCommand = (seen) => void (seen.name === step && first.child.kill('SIGKILL'));
      // WHEN
      expect((await first.done).signal).toBe('SIGKILL');
      expect(cluster.seen.at(-1)?.name).toBe(step);
      cluster.onCommand = () => undefined;
      await cluster.reconcile(0, 4);
      // THEN
      settled(cluster);
    },
  );

  test.each([1, 2])('killed after reconfiguration %d of scaling 1 to 2: the same end', async (nth) => {
    // GIVEN a set of one, and a second server
    cluster = await Cluster.start(2);
    await cluster.reconcile(0, 3, { MONGO_MEMBERS: '1' });
    expect(cluster.world.primary?.config?.members).toHaveLength(1);
    const growing = cluster.spawn('reconcile.js', 0);
    let reconfigs = 0;
    cluster.onCommand = (seen) => {
      if (seen.name === 'replSetReconfig' && ++reconfigs === nth) growing.child.kill('SIGKILL');
    };
    // WHEN
    expect((await growing.done).signal).toBe('SIGKILL');
    cluster.onCommand = () => undefined;
    await cluster.reconcile(0, 5);
    // THEN
    settled(cluster);
  });

  test('an unreachable peer holds the initiation back, until it is there', async () => {
    // GIVEN
    cluster = await Cluster.start(3);
    cluster.world.server(cluster.host(2)).alive = false;
    // WHEN
    const waiting = await cluster.reconcile(0, 2);
    // THEN
    expect(actions(waiting)).toEqual(['WAIT']);
    expect(waiting.output).toContain(`${cluster.host(2)} is UNREACHABLE`);
    // WHEN
    cluster.world.server(cluster.host(2)).alive = true;
    await cluster.reconcile(0, 4);
    // THEN
    settled(cluster);
  });

  test('the volume of ordinal 0 is lost: it waits for the others, and comes back as one of them', async () => {
    // GIVEN
    cluster = await Cluster.start(3);
    await cluster.reconcile(0, 4);
    const lost = cluster.world.server(cluster.host(0));
    for (const ordinal of [1, 2]) cluster.world.cut(cluster.host(0), cluster.host(ordinal));
    lost.crash();
    lost.wipe();
    await until('the others elect', () => cluster.world.primary !== undefined && cluster.world.primary !== lost);
    lost.alive = true;
    // WHEN its server hears from no one, but its reconciler does
    const waiting = await cluster.reconcile(0, 2);
    // THEN
    expect(waiting.output).toContain('a replica set exists');
    // WHEN
    cluster.world.heal();
    await until('it copies the data', () => lost.hasData);
    await Promise.all([0, 1, 2].map((ordinal) => cluster.reconcile(ordinal, 3)));
    // THEN
    settled(cluster);
  });

  test('a member replaced: taken out by hand, its pod new and empty, joins without a vote and is promoted', async () => {
    // GIVEN
    cluster = await Cluster.start(3);
    await cluster.reconcile(0, 4);
    const primary = cluster.world.primary!;
    const replaced = cluster.world.server(cluster.hosts.filter((host) => host !== primary.host)[0]!);
    const { config } = primary;
    const members = config!.members.filter((member) => member.host !== replaced.host);
    primary.config = { ...config!, version: config!.version + 1, members };
    replaced.wipe();
    // WHEN
    const finished = await cluster.reconcile(cluster.hosts.indexOf(primary.host), 6);
    // THEN
    settled(cluster);
    expect(finished.output).toMatch(/add [0-9.:]+ without a vote[^]*promote/);
  });

  test('its own server goes and comes back: it waits, and goes on over a new connection', async () => {
    // GIVEN
    cluster = await Cluster.start(1);
    const { child, done } = cluster.spawn('reconcile.js', 0);
    const configs = (): number => cluster.seen.filter((seen) => seen.name === 'replSetGetConfig').length;
    await until('it settles', () => configs() > 1);
    // WHEN
    const server = cluster.world.server(cluster.host(0));
    server.crash();
    await sleep(5 * SECOND);
    const before = configs();
    server.alive = true;
    await until('it is back', () => configs() > before + 1);
    child.kill('SIGTERM');
    // THEN
    expect(actions(await done).slice(-3)).toEqual(['SETTLED', 'WAIT', 'SETTLED']);
  });

  test('the root user has another password: reported on every change, never altered', async () => {
    cluster = await Cluster.start(1);
    await cluster.reconcile(0, 3);
    cluster.world.server(cluster.host(0)).users = [{ name: 'root', password: 'older' }];
    const finished = await cluster.reconcile(0, 2);
    expect(actions(finished)).toEqual(['CREATE_USER PASSWORD_DIFFERS']);
    expect(cluster.world.server(cluster.host(0)).users).toEqual([{ name: 'root', password: 'older' }]);
  });

  test('SIGTERM ends it at once', async () => {
    cluster = await Cluster.start(1);
    const { child, done } = cluster.spawn('reconcile.js', 0, { MONGO_RECONCILE_INTERVAL_SECONDS: '60' });
    await until('it sleeps', () => cluster.seen.some((seen) => seen.name === 'replSetInitiate'));
    await sleep(SECOND);
    const start = Date.now();
    child.kill('SIGTERM');
    expect((await done).code).toBe(0);
    expect(Date.now() - start).toBeLessThan(10 * SECOND);
  });

  test('a wrong environment ends it with the name of the variable', async () => {
    cluster = await Cluster.start(1);
    const finished = await cluster.reconcile(0, 1, { MONGO_MEMBER_PATTERN: 'mongo' });
    expect(finished.code).toBe(1);
    expect(finished.output).toContain('MONGO_MEMBER_PATTERN is wrong: got \\"mongo\\"');
  });
});

describe('ready.js', () => {
  test('ready while primary or secondary, not before', async () => {
    cluster = await Cluster.start(2);
    expect((await cluster.spawn('ready.js', 0).done).code).toBe(1);
    await cluster.reconcile(0, 4);
    for (const ordinal of [0, 1]) expect((await cluster.spawn('ready.js', ordinal).done).code).toBe(0);
    cluster.world.server(cluster.host(1)).alive = false;
    expect((await cluster.spawn('ready.js', 1).done).code).toBe(1);
  });
});

describe('step-down.js', () => {
  test('the primary hands over; a secondary and a dead server are no reason to fail', async () => {
    // GIVEN
    cluster = await Cluster.start(3);
    await cluster.reconcile(0, 4);
    const old = cluster.world.primary!.host;
    // WHEN
    const finished = await cluster.spawn('step-down.js', cluster.hosts.indexOf(old)).done;
    // THEN
    expect(finished).toMatchObject({ code: 0, output: expect.stringContaining('"ok":1') as string });
    expect(cluster.world.primary?.host).not.toBe(old);
    expect((await cluster.spawn('step-down.js', cluster.hosts.indexOf(old)).done).output).toBe('');
    cluster.world.server(old).alive = false;
    expect((await cluster.spawn('step-down.js', cluster.hosts.indexOf(old)).done).code).toBe(0);
  });
});

describe('members-to-dump.js', () => {
  const choose = (hosts: string[]) =>
    cluster.spawn('members-to-dump.js', 0, { MONGO_DUMP_HOSTS: hosts.join(' ') }).done;
  const lines = ({ output }: Finished): string[] => output.trim().split('\n');

  test('prints the secondaries that have caught up, and then the primary', async () => {
    // GIVEN
    cluster = await Cluster.start(3);
    expect(await choose(cluster.hosts)).toEqual({
      code: 1,
      signal: null,
      output: `none of ${cluster.hosts.join(', ')} is primary or secondary\n`,
    });
    await cluster.reconcile(0, 4);
    const [first, second, third] = cluster.hosts;
    expect(cluster.world.primary?.host).toBe(first);

    // THEN
    const before = cluster.seen.length;
    const all = await choose(cluster.hosts);
    expect([all.code, lines(all)]).toEqual([0, [third, second, first]]);
    expect(new Set(cluster.seen.slice(before).map(({ name }) => name))).not.toContain('saslStart');

    // WHEN one has stopped to follow, and one is down
    cluster.world.cut(first!, third!);
    cluster.world.cut(second!, third!);
    cluster.world.server(first!).optime += 100;
    await until('the other follows', () => cluster.world.server(second!).optime > 100);
    expect(lines(await choose(cluster.hosts))).toEqual([second, first]);
    cluster.world.server(second!).alive = false;

    // THEN
    expect(lines(await choose(cluster.hosts))).toEqual([first]);
  });

  test('without hosts it says so', async () => {
    cluster = await Cluster.start(1);
    const finished = await choose([]);
    expect([finished.code, finished.output]).toEqual([1, expect.stringContaining('MONGO_DUMP_HOSTS is wrong')]);
  });
});
