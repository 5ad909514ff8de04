import { acknowledged, type Entry, findings, parseHistory } from './history';

const look = (at: number, ...members: string[]): Entry => ({ client: 'a', at, begun: at, look: members });

describe('findings', () => {
  test('the longest gap is the time between two looks that saw a writable member', () => {
    const found = findings([look(0, 'm0'), look(1000), look(4000, 'm1'), look(4200, 'm1')], 0);

    expect(found).toEqual({ longestGap: 4, looks: 4, twoMasters: 0, twoMastersSeconds: 0 });
  });

  test('a set that takes no write at the end has an endless gap', () => {
    expect(findings([look(0, 'm0'), look(1000), look(5000)], 0).longestGap).toBe(Infinity);
  });

  test('two members in one look are two masters', () => {
    expect(findings([look(0, 'm0', 'm1')], 0).twoMasters).toBe(1);
  });

  test('two clients that see different members at the same time see two masters together', () => {
    const entries = [0, 200, 400, 600].flatMap((at) => [look(at, 'm0'), { ...look(at + 1, 'm1'), client: 'b' }]);

    expect(findings(entries, 0)).toMatchObject({ twoMasters: 0, twoMastersSeconds: 0.6 });
  });

  test('what happened before the fault does not count', () => {
    expect(findings([look(0, 'm0', 'm1'), look(1000, 'm0')], 500)).toMatchObject({ looks: 1, twoMasters: 0 });
  });
});

test('a history is read up to a line that was cut short, and unconfirmed writes are not acknowledged', () => {
  const entries = parseHistory(
    '{"client":"a","at":1,"begun":0,"write":"k0","wait":1,"acknowledged":true}\n' +
      '{"client":"a","at":2,"begun":1,"write":"k1","wait":1,"acknowledged":false}\n' +
      '{"client":"a","at":3,"beg',
  );

  expect(acknowledged(entries, true)).toEqual(['k0']);
  expect(acknowledged(entries, false)).toEqual([]);
});
