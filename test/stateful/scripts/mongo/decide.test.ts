import { type Member } from './double/documents';
import { decideModule, type Decision, type Spec, type View } from './modules';

const { decide, countResyncing, ordinalOf } = decideModule;
const PATTERN = 'mongo-%d.mongo.shop.svc:27017';
const host = (ordinal: number): string => PATTERN.replace('%d', String(ordinal));
const SECONDARY = 2;
const STARTUP2 = 5;
const DOWN = -1;

const spec = (extra: Partial<Spec> = {}): Spec => ({
  setName: 'rs0',
  pattern: PATTERN,
  members: 3,
  ordinal: 0,
  user: 'root',
  ...extra,
});

/** Ordinal 0 as the primary of what is given; a state per member, 2 by default. */
function primary(members: Partial<Member>[], states: number[] = [], extra: Partial<View> = {}): View {
  return {
    self: {
      phase: 'MEMBER',
      primary: true,
      setName: 'rs0',
      host: host(0),
      user: 'PRESENT',
      config: { _id: 'rs0', version: 7, members },
      committed: true,
      states: Object.fromEntries(members.map((m, i) => [m.host!, i === 0 ? 1 : (states[i] ?? SECONDARY)])),
    },
    peers: {},
    resyncing: {},
    ...extra,
  };
}

const voter = (ordinal: number): Partial<Member> => ({ _id: ordinal, host: host(ordinal), votes: 1, priority: 1 });
const passive = (ordinal: number): Partial<Member> => ({ ...voter(ordinal), votes: 0, priority: 0 });
const voting = (decision: Decision): string[] =>
  decision.config!.members.filter((m) => m.votes !== 0).map((m) => m.host!);

describe('decide, as primary', () => {
  test('a configuration that is not on a majority yet is waited for', () => {
    const view = primary([voter(0), passive(1)]);
    const flux = { ...view, self: { ...view.self, committed: false } };
    expect(decide(spec(), flux)).toMatchObject({ kind: 'WAIT', reason: expect.stringContaining('majority') as string });
  });

  test('one promotion at a time, and the version counts up by one', () => {
    const decision = decide(spec(), primary([voter(0), passive(1), passive(2)]));
    expect(decision).toMatchObject({ kind: 'RECONFIG', config: { version: 8 } });
    expect(voting(decision)).toEqual([host(0), host(1)]);
  });

  test('a member that copies the data is not promoted', () => {
    const decision = decide(spec(), primary([voter(0), passive(1), voter(2)], [1, STARTUP2]));
    expect(decision).toMatchObject({ kind: 'WAIT', reason: `${host(1)} has not caught up` });
  });

  test('a member joins with an _id that was in nobody else’s place', () => {
    const peers = { [host(1)]: { phase: 'UNINITIALISED' }, [host(2)]: { phase: 'REMOVED' } };
    const decision = decide(spec(), primary([{ ...voter(0), _id: 4 }], [], { peers }));
    expect(decision.config!.members.slice(1)).toEqual([{ _id: 5, host: host(1), votes: 0, priority: 0 }]);
    const full = decide(spec(), primary([{ ...voter(0), _id: 255 }], [], { peers }));
    expect(full.config!.members[1]).toMatchObject({ _id: 0 });
  });

  test.each(['UNREACHABLE', 'MEMBER', 'UNKNOWN'])('a peer that is %s does not join', (phase) => {
    const decision = decide(spec({ members: 2 }), primary([voter(0)], [], { peers: { [host(1)]: { phase } } }));
    expect(decision).toMatchObject({ kind: 'WAIT', reason: `${host(1)} is not in the set: it is ${phase}` });
  });

  test('removal starts with the highest ordinal', () => {
    const decision = decide(spec({ members: 3 }), primary([0, 1, 2, 3, 4].map(voter)));
    expect(decision.config!.members.map((m) => m.host)).toEqual([0, 1, 2, 3].map(host));
  });

  test('a removal that would leave no healthy majority waits', () => {
    const decision = decide(spec({ members: 3 }), primary([0, 1, 2, 3].map(voter), [1, DOWN, DOWN]));
    expect(decision).toMatchObject({ kind: 'WAIT', reason: expect.stringContaining('no healthy majority') as string });
  });

  test('a voter that copies everything anew loses its vote after three rounds, unless the set would stop', () => {
    const copying = (states: number[], rounds: number) =>
      decide(spec(), primary([0, 1, 2].map(voter), states, { resyncing: { [host(2)]: rounds } }));
    expect(copying([1, SECONDARY, STARTUP2], 2).kind).toBe('SETTLED');
    expect(voting(copying([1, SECONDARY, STARTUP2], 3))).toEqual([host(0), host(1)]);
    expect(copying([1, DOWN, STARTUP2], 3).kind).toBe('SETTLED');
  });

  test('rounds in STARTUP2 are counted while they follow one another', () => {
    expect(countResyncing({ a: 2, b: 2 }, { a: STARTUP2, b: SECONDARY, c: STARTUP2 })).toEqual({ a: 3, c: 1 });
    expect(countResyncing({ a: 2 }, undefined)).toEqual({});
  });

  test('arbiters, hidden and delayed members, and hosts of others are left alone', () => {
    const members = [
      voter(0),
      { ...passive(1), hidden: true } as Partial<Member>,
      { ...passive(2), secondaryDelaySecs: 3600 } as Partial<Member>,
      { _id: 8, host: 'elsewhere.example:27017', votes: 0, priority: 0 },
    ];
    expect(decide(spec(), primary(members)).kind).toBe('SETTLED');
  });

  test('no eighth vote', () => {
    const members = [0, 1, 2, 3, 4, 5, 6].map(voter);
    expect(decide(spec({ members: 8 }), primary([...members, passive(7)])).kind).toBe('SETTLED');
  });

  test('beyond the range itself, it hands over as soon as somebody can take over', () => {
    const own = (states: number[]) => {
      const view = primary([voter(4), voter(0)], states);
      return decide(spec({ members: 1, ordinal: 4 }), { ...view, self: { ...view.self, host: host(4) } });
    };
    expect(own([1, SECONDARY]).kind).toBe('STEP_DOWN');
    expect(own([1, STARTUP2]).kind).toBe('WAIT');
  });

  test('nothing of the configuration that it does not know is lost', () => {
    const view = primary([voter(0), { ...passive(1), tags: { zone: 'a' } } as Partial<Member>]);
    Object.assign(view.self.config!, { settings: { electionTimeoutMillis: 5000 }, protocolVersion: 1 });
    const { config } = decide(spec(), view);
    expect(config).toMatchObject({ settings: { electionTimeoutMillis: 5000 }, protocolVersion: 1 });
    expect(config!.members[1]).toMatchObject({ tags: { zone: 'a' } });
  });
});

describe('decide, otherwise', () => {
  const self = (extra: Partial<View['self']>): View => ({
    self: { phase: 'MEMBER', ...extra },
    peers: {},
    resyncing: {},
  });

  test('a secondary leaves everything to the primary', () => {
    expect(decide(spec(), self({ setName: 'rs0', primary: false })).kind).toBe('SETTLED');
  });

  test.each([
    ['another set', self({ setName: 'other', primary: true }), 'belongs to replica set other'],
    ['no replica set', self({ phase: 'UNKNOWN' }), 'no replica set member'],
  ])('%s is a problem to report', (_, view, reason) => {
    expect(decide(spec(), view)).toMatchObject({
      kind: 'WAIT',
      problem: true,
      reason: expect.stringContaining(reason) as string,
    });
  });

  test.each([
    [host(12), 12],
    ['mongo-012.mongo.shop.svc:27017', -1],
    ['mongo-1.mongo.shop.svc:27018', -1],
    ['other-1.mongo.shop.svc:27017', -1],
    ['mongo-.mongo.shop.svc:27017', -1],
  ])('the ordinal in %s is %d', (name, ordinal) => {
    expect(ordinalOf(PATTERN, name)).toBe(ordinal);
  });
});
