import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { applyDefaults } from '../../../lib/testing/equivalence/apply-defaults';
import { canonical } from '../../../lib/testing/equivalence/canonical';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { isFields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';
import { ManifestError } from '../../../lib/testing/equivalence/manifest-error';
import { normalizeManifest } from '../../../lib/testing/equivalence/normalize';
import { parse } from '../../../lib/testing/equivalence/parse';
import { prune } from '../../../lib/testing/equivalence/prune';
import { knownKinds } from '../../../lib/kubernetes/schema/kinds';
import { arbitraryManifest } from './arbitrary-manifest';
import { mutations } from './mutations';

/** Cases per property. CI runs at least 10,000 over all of them: EQUIVALENCE_RUNS=1500. */
const numRuns = Number(process.env.EQUIVALENCE_RUNS ?? 60);
const manifest = arbitraryManifest();

function reordered(value: Json, keep: (index: number) => number): Json {
  if (Array.isArray(value)) return value.map((item) => reordered(item, keep));
  if (!isFields(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, reordered(member as Json, keep)] as const);
  return Object.fromEntries(
    members
      .map((member, index) => [keep(index), member] as const)
      .sort(([a], [b]) => a - b)
      .map(([, member]) => member),
  );
}

const asJson = (value: Manifest): string => JSON.stringify(value);

describe('properties', () => {
  test('every kind is made', () => {
    const kinds = new Set(fc.sample(manifest, 2000).map((made) => made.kind));
    for (const { kind } of knownKinds()) expect(kinds).toContain(kind);
  });

  test('reflexive', () => {
    fc.assert(
      fc.property(manifest, (made) => {
        expect(equivalent([made], [made]).differences).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('symmetric', () => {
    fc.assert(
      fc.property(manifest, fc.nat(), (made, seed) => {
        const changed = changeOne(made, seed);
        const [there, back] = [tell([made], [changed]), tell([changed], [made])];
        expect(there).toEqual(back);
      }),
      { numRuns },
    );
  });

  test('idempotent: the canonical form of a canonical form is itself', () => {
    fc.assert(
      fc.property(manifest, (made) => {
        const once = normalizeManifest(made);
        expect(normalizeManifest(once)).toEqual(once);
      }),
      { numRuns },
    );
  });

  test('every step alone keeps the verdict, on either side', () => {
    fc.assert(
      fc.property(manifest, (made) => {
        for (const step of [
          (given: Manifest) => prune(given),
          (given: Manifest) => applyDefaults(prune(given)),
          canonical,
        ]) {
          expect(equivalent([step(made)], [made]).differences).toEqual([]);
          expect(equivalent([made], [step(made)]).differences).toEqual([]);
        }
      }),
      { numRuns },
    );
  });

  test('unmoved by the order of members', () => {
    fc.assert(
      fc.property(manifest, fc.infiniteStream(fc.nat()), (made, order) => {
        const shuffled = reordered(made as unknown as Json, () => order.next().value as number) as unknown as Manifest;
        expect(equivalent([shuffled], [made]).differences).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('unmoved by YAML or JSON, block or flow, quoted or plain', () => {
    fc.assert(
      fc.property(
        manifest,
        fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
        fc.boolean(),
        (made, style, flow) => {
          const yaml = stringify(made, {
            version: '1.1',
            defaultStringType: style as 'PLAIN',
            defaultKeyType: 'PLAIN',
            collectionStyle: flow ? 'flow' : 'block',
          });
          expect(equivalent(yaml, asJson(made)).differences).toEqual([]);
        },
      ),
      { numRuns },
    );
  });

  test('any mutation of a field that matters is found', () => {
    fc.assert(
      fc.property(manifest, fc.nat(), (made, seed) => {
        const all = [...mutations(made)];
        const mutation = all[seed % all.length];
        if (mutation && tell([mutation.manifest], [made])) throw new Error(`not found: ${mutation.description}`);
      }),
      { numRuns },
    );
  });

  test('any mutation of a documented manifest is found', () => {
    const root = join(__dirname, '../../documented');
    const made = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .flatMap((file) => parse(readFileSync(join(root, file), 'utf8')));
    fc.assert(
      fc.property(fc.constantFrom(...made), fc.nat(), (given, seed) => {
        const all = [...mutations(given)];
        const mutation = all[seed % all.length];
        if (mutation) expect(tell([mutation.manifest], [given])).toBe(false);
      }),
      { numRuns },
    );
  });
});

/** The manifest with one of its places changed. */
function changeOne(made: Manifest, seed: number): Manifest {
  const all = [...mutations(made)];
  return all[seed % all.length]?.manifest ?? made;
}

/** The verdict; a value that no API server takes counts as a difference. */
function tell(actual: Manifest[], expected: Manifest[]): boolean {
  try {
    return equivalent(actual, expected).equivalent;
  } catch (error) {
    if (error instanceof ManifestError) return false;
    throw error;
  }
}
