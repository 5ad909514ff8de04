import { hostOf, Model, USER } from './model';
import { roundModule } from './modules';

const once = (model: Model, ordinal: number, members = model.servers) =>
  roundModule.round(model.askFrom(ordinal), model.settings(ordinal, members), {});

describe('round', () => {
  test.each([1, 2, 3, 5, 9])('%d empty servers become one set, whose user is made once', async (servers) => {
    // GIVEN
    const model = new Model(servers);
    // WHEN
    const rounds = await model.settle();
    // THEN
    expect(rounds).toBeGreaterThan(0);
    expect(model.world.initiations).toBe(1);
    expect(model.summary()).toHaveLength(servers);
    expect(model.summary().filter((line) => !line.includes('no vote'))).toHaveLength(Math.min(servers, 7));
    for (const server of model.world.servers.values()) expect(server.users).toEqual([USER]);
  });

  test('without credentials no user is made', async () => {
    const model = new Model(3, false);
    await model.settle();
    expect(model.summary()).toHaveLength(3);
    expect(model.world.server(hostOf(0)).users).toEqual([]);
  });

  test('ordinal 0 does not initiate while one peer is away, and nobody else ever does', async () => {
    const model = new Model(3);
    model.world.server(hostOf(2)).alive = false;
    expect((await once(model, 0)).decision).toMatchObject({
      kind: 'WAIT',
      reason: expect.stringContaining('mongo-2') as string,
    });
    model.world.server(hostOf(2)).alive = true;
    expect((await once(model, 1)).decision.kind).toBe('WAIT');
    expect((await once(model, 0)).decision.kind).toBe('INITIATE');
  });

  test.each([0, 1, 2])(
    'member %d loses its volume: no second set, and it is a voter with the data again',
    async (lost) => {
      // GIVEN
      const model = new Model(3);
      await model.settle();
      // WHEN
      model.world.server(hostOf(lost)).wipe();
      const rounds = await model.settle();
      // THEN
      expect(rounds).toBeGreaterThanOrEqual(0);
      expect(model.world.initiations).toBe(1);
      expect(model.world.server(hostOf(lost)).users).toEqual([USER]);
      expect(model.summary().join()).not.toContain('no vote');
    },
  );

  test('a wiped ordinal 0 that only reaches empty or removed members does not initiate', async () => {
    // GIVEN a set scaled to one, its other members removed with their data
    const model = new Model(3);
    await model.settle();
    await model.settle(1);
    expect(model.world.server(hostOf(1)).self).toBeUndefined();
    // WHEN
    model.world.server(hostOf(0)).wipe();
    const { decision } = await once(model, 0);
    // THEN
    expect(decision).toMatchObject({
      kind: 'WAIT',
      problem: true,
      reason: expect.stringContaining('removed') as string,
    });
  });

  test('a wiped ordinal 0 asked to be alone still hears of a set beyond the range', async () => {
    const model = new Model(3);
    await model.settle();
    model.world.server(hostOf(0)).wipe();
    expect((await once(model, 0, 1)).decision).toMatchObject({
      kind: 'WAIT',
      reason: expect.stringContaining('exists') as string,
    });
  });

  test('the server refuses what the look could not tell: a removed member with another password', async () => {
    // GIVEN
    const model = new Model(3);
    await model.settle();
    await model.settle(1);
    for (const ordinal of [1, 2]) model.world.server(hostOf(ordinal)).users = [{ name: 'root', password: 'other' }];
    model.world.server(hostOf(0)).wipe();
    // WHEN
    const { decision, outcome } = await once(model, 0);
    // THEN
    expect(decision.kind).toBe('INITIATE');
    expect(outcome).toEqual({ result: 'FAILED', code: 110 });
    expect(model.world.initiations).toBe(1);
  });

  test('a member removed by hand and emptied is added without a vote, and promoted when it has the data', async () => {
    // GIVEN
    const model = new Model(3);
    await model.settle();
    const primary = model.world.primary!;
    const gone = model.world.server(hostOf(primary.host === hostOf(2) ? 1 : 2));
    primary.config = {
      ...primary.config!,
      version: primary.config!.version + 1,
      members: primary.config!.members.filter((member) => member.host !== gone.host),
    };
    gone.wipe();
    model.world.tick();
    // WHEN
    const added = await once(model, Number(/\d/.exec(primary.host)![0]));
    // THEN
    expect(added.decision.config?.members.at(-1)).toMatchObject({ host: gone.host, votes: 0, priority: 0 });
    await model.settle();
    expect(model.summary().join()).not.toContain('no vote');
  });

  test('scale 3, 5, 3, 1, 3: one voter at a time, the primary hands over before it is removed', async () => {
    const model = new Model(5);
    for (const members of [3, 5, 3, 1, 3]) {
      await model.settle(members);
      expect(model.summary()).toHaveLength(members);
    }
    expect(model.world.unsafeReconfigs).toBe(0);
    expect(model.world.initiations).toBe(1);
  });

  test('a primary beyond the members asked for steps down first', async () => {
    // GIVEN
    const model = new Model(5);
    await model.settle();
    model.world.handOver(hostOf(4));
    model.world.tick();
    // WHEN
    await model.settle(3);
    // THEN
    expect(model.summary().map((line) => line.split(' ')[0])).toEqual(['mongo-0', 'mongo-1', 'mongo-2']);
  });

  test('a user with another password is left alone and reported', async () => {
    // GIVEN
    const model = new Model(1);
    await model.settle();
    model.world.server(hostOf(0)).users = [{ name: 'root', password: 'older' }];
    // WHEN
    const { decision, outcome } = await once(model, 0);
    // THEN
    expect(decision.kind).toBe('CREATE_USER');
    expect(outcome).toEqual({ result: 'PASSWORD_DIFFERS', code: 13 });
    expect(model.world.server(hostOf(0)).users).toEqual([{ name: 'root', password: 'older' }]);
  });
});
