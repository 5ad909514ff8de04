import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { isFields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';
import { ManifestError } from '../../../lib/testing/equivalence/manifest-error';
import { parse } from '../../../lib/testing/equivalence/parse';
import { mutations } from './mutations';

const ROOT = join(__dirname, '../../documented');
const FILES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort();

/** The same manifest with its members in reverse order, as JSON. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member as Json)]),
  );
}

/** Whether a change is told: as a difference, or as a value that no API server takes. */
function finds(changed: Manifest[], manifests: Manifest[]): boolean {
  try {
    return !equivalent(changed, manifests).equivalent;
  } catch (error) {
    if (error instanceof ManifestError) return true;
    throw error;
  }
}

describe('the documented manifests', () => {
  test('are all here', () => {
    expect(FILES).toHaveLength(68);
  });

  test.each(FILES)('%s is equivalent to itself, written as JSON in another order', (file) => {
    // GIVEN
    const text = readFileSync(join(ROOT, file), 'utf8');
    const json = parse(text).map((manifest) => JSON.stringify(reversed(manifest as unknown as Json)));

    // WHEN
    const verdict = equivalent(text, json);

    // THEN
    expect(verdict.differences).toEqual([]);
    expect(verdict.equivalent).toBe(true);
  });

  test.each(FILES)('%s differs from each of its single-field mutations', (file) => {
    // GIVEN
    const manifests = parse(readFileSync(join(ROOT, file), 'utf8'));

    for (const [index, manifest] of manifests.entries()) {
      for (const mutation of mutations(manifest)) {
        // WHEN
        const changed = manifests.map((other, position) => (position === index ? mutation.manifest : other));

        // THEN
        if (finds(changed, manifests)) continue;
        throw new Error(`not found: ${mutation.description}`);
      }
    }
  });
});
