import { resolve } from 'node:path';
import { SCRIPTS } from './modules';

interface Hello {
  readonly ok: number;
  readonly secondary?: boolean;
  readonly isWritablePrimary?: boolean;
  readonly lastWrite?: { readonly lastWriteDate: Date };
}

interface DumpOrderModule {
  readonly dumpOrder: (hellos: Record<string, Hello>) => string[];
  readonly FRESH_MS: number;
}

const { dumpOrder, FRESH_MS } = jest.requireActual<DumpOrderModule>(resolve(SCRIPTS, 'dump-order.js'));

const NOW = 1_700_000_000_000;
const at = (behind: number) => ({ lastWrite: { lastWriteDate: new Date(NOW - behind) } });
const primary = { ok: 1, isWritablePrimary: true, secondary: false, ...at(0) };
const secondary = (behind = 0): Hello => ({ ok: 1, isWritablePrimary: false, secondary: true, ...at(behind) });
const down = { ok: 0 };
const recovering = { ok: 1, isWritablePrimary: false, secondary: false, ...at(0) };

test.each<[string, Record<string, Hello>, string[]]>([
  ['the last secondary first, the primary last', { a: primary, b: secondary(), c: secondary() }, ['c', 'b', 'a']],
  ['wherever the primary is', { a: secondary(), b: secondary(), c: primary }, ['b', 'a', 'c']],
  ['only those that are in service', { a: primary, b: down, c: recovering }, ['a']],
  ['a secondary that is a little behind', { a: primary, b: secondary(FRESH_MS) }, ['b', 'a']],
  ['none that is far behind', { a: primary, b: secondary(FRESH_MS + 1) }, ['a']],
  ['none that is far behind another, without a primary', { a: secondary(), b: secondary(FRESH_MS + 1) }, ['a']],
  ['the only one', { a: primary }, ['a']],
  ['nobody', { a: down, b: recovering }, []],
  ['one that does not say how far it is, rather than none', { a: { ok: 1, secondary: true } }, ['a']],
])('takes %s', (_, hellos, order) => {
  expect(dumpOrder(hellos)).toEqual(order);
});
