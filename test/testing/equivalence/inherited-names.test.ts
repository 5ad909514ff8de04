import fc from 'fast-check';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { ManifestError } from '../../../lib/testing/equivalence/manifest-error';

/** Names that every JavaScript object inherits. */
const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

const NUMBER_OF_RUNS = { numRuns: Number(process.env.EQUIVALENCE_RUNS ?? 60) };

/** A JSON object with one member of any name. */
const member = (name: string, value: unknown): object =>
  JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`) as object;

const configMap = (data?: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  ...(data && { data }),
});

/** The same manifest as text and as an object: both entry points. */
const entries = (manifest: Manifest) => [[manifest], JSON.stringify(manifest)];

describe.each(INHERITED)('a data key %s', (name) => {
  test('is a difference where only one side has it', () => {
    for (const [i, actual] of entries(configMap(member(name, 'polluted'))).entries()) {
      const without = entries(configMap())[i] as string;
      expect(equivalent(actual, without).differences).toMatchObject([{ missing: 'expected' }]);
      expect(equivalent(without, actual).differences).toMatchObject([{ missing: 'actual' }]);
    }
  });

  test('is a difference where its values differ, and the verdict holds both', () => {
    for (const [i, actual] of entries(configMap(member(name, 'x'))).entries()) {
      const other = entries(configMap(member(name, 'y')))[i] as string;
      expect(equivalent(actual, other).differences).toMatchObject([
        { path: `data.${name}`, actual: 'x', expected: 'y' },
      ]);
    }
  });

  test('stays beside another', () => {
    for (const actual of entries(configMap({ a: 'x', ...member(name, 'x') }))) {
      expect(equivalent(actual, [configMap({ a: 'x' })]).differences).toMatchObject([
        { path: `data.${name}`, actual: 'x', expected: undefined, missing: 'expected' },
      ]);
    }
  });
});

test.each(INHERITED)('%s as apiVersion, kind, name, label, field and rename does no harm', (name) => {
  const base = configMap({ a: 'x' });
  const others: Manifest[] = [
    { ...base, apiVersion: name },
    { ...base, kind: name },
    { ...base, metadata: { name } },
    { ...base, metadata: { name: 'a', labels: member(name, 'x') as Record<string, string> } },
    { ...base, ...member(name, { a: 'x' }) },
    { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec: member(name, { x: 1 }) },
  ];
  for (const other of others) {
    for (const source of entries(other)) {
      expect(equivalent(source, source)).toMatchObject({ outcome: 'same' });
      expect(equivalent(source, [base], { rename: { x: 'y' } }).equivalent).toBe(false);
    }
  }
});

test('no key is lost by either entry point', () => {
  const key = fc.oneof(fc.constantFrom(...INHERITED), fc.stringMatching(/^[a-z._-]{1,8}$/));
  const data = fc.uniqueArray(fc.tuple(key, fc.constantFrom('x', 'y')), { maxLength: 4, selector: ([name]) => name });
  const made = data.map((pairs) => Object.fromEntries(pairs));
  fc.assert(
    fc.property(made, made, (one, other) => {
      const same = JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
      for (const [i, actual] of entries(configMap(one)).entries()) {
        try {
          expect(equivalent(actual, entries(configMap(other))[i] as string).equivalent).toBe(same);
        } catch (error) {
          if (!(error instanceof ManifestError)) throw error;
        }
      }
    }),
    NUMBER_OF_RUNS,
  );
});
