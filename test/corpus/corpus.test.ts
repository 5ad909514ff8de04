import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULTS } from '../../lib/testing/equivalence/apply-defaults';
import { equivalent } from '../../lib/testing/equivalence/equivalent';
import { ManifestError } from '../../lib/testing/equivalence/manifest-error';
import { parse } from '../../lib/testing/equivalence/parse';
import { normalize } from '../../lib/testing/equivalence/normalize';
import { currentVersion } from '../../lib/testing/equivalence/upgrade';
import { knownKinds } from '../../lib/kubernetes/schema/kinds';
import { mutations } from '../testing/equivalence/mutations';

const NAMES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length))
  .sort();

const SOURCE = { upgradeDefaults: 'source' } as const;

const written = (name: string): string => readFileSync(join(__dirname, `${name}.yaml`), 'utf8');
const stored = (name: string): string => readFileSync(join(__dirname, `${name}.stored.json`), 'utf8');

/** Changes that the API server undoes or drops, and why. */
const UNDONE: readonly RegExp[] = [
  // Of the secrets of a service account it keeps the name.
  /^ServiceAccount secrets\.0\.kind/,
  // Without ClientIP there is no configuration of it.
  /^Service spec\.sessionAffinityConfig/,
  // The topology of an endpoint is a map: any member will do, and v1 drops all but the zone.
  /^EndpointSlice endpoints\.0\.topology: a member more/,
  // serviceAccountName wins over serviceAccount, and stringData over data.
  /^Secret data\.a: other text/,
];

describe('the corpus', () => {
  test('has at least 60 manifests', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(60);
  });

  test('has every kind that the engine knows', () => {
    const seen = new Set(
      NAMES.flatMap((name) => parse(stored(name)).map(({ apiVersion, kind }) => `${apiVersion}/${kind}`)),
    );
    const missing = knownKinds().filter(
      ({ apiVersion, kind }) => currentVersion(apiVersion, kind) === apiVersion && !seen.has(`${apiVersion}/${kind}`),
    );
    expect(missing).toEqual([]);
  });

  test('makes every defaulting rule fire', () => {
    // GIVEN
    const fired = new Set<string>();
    for (const name of NAMES) {
      for (const { step, path, reason } of normalize(written(name), SOURCE).normalisations) {
        if (step === 'default')
          fired.add(
            `${reason} ${path
              .split(/[.[\]]+/)
              .filter((part) => part !== '' && !part.includes('='))
              .at(-1)}`,
          );
      }
    }

    // WHEN
    const silent = DEFAULTS.filter((rule) => 'set' in rule)
      .map((rule) => `${rule.source} ${rule.set.split('.').at(-1)}`)
      .filter((rule) => !fired.has(rule));

    // THEN
    expect(silent).toEqual([]);
  });

  test.each(NAMES)('%s is what the API server stores for it', (name) => {
    // WHEN
    const verdict = equivalent(written(name), stored(name), SOURCE);

    // THEN
    expect(verdict.differences).toEqual([]);
  });

  test.each(NAMES)('%s differs from what is stored once a field changes', (name) => {
    const [manifest] = parse(written(name));
    if (manifest === undefined) throw new Error('no manifest');
    for (const mutation of mutations(manifest)) {
      if (UNDONE.some((pattern) => pattern.test(mutation.description))) continue;
      let found = true;
      try {
        found = !equivalent(mutation.manifest, stored(name), SOURCE).equivalent;
      } catch (error) {
        if (!(error instanceof ManifestError)) throw error;
      }
      if (!found) throw new Error(`not found: ${mutation.description}`);
    }
  });
});
