import { createHash } from 'node:crypto';
import { type Difference } from './equivalence/difference';
import { type EquivalenceVerdict } from './equivalence/equivalent';
import { isFields, type Manifest } from './equivalence/manifest';
import { type Normalisation } from './equivalence/normalisation';

/** Fields of a Secret that hold its values. */
const HOLDERS = ['data', 'stringData'];

/** A verdict with the values of Secrets replaced by digests, so that it can be printed where others read. */
export function hideSecrets(verdict: EquivalenceVerdict): EquivalenceVerdict {
  const { normalisations, deviations } = verdict;
  return {
    ...verdict,
    differences: verdict.differences.map(hideIn),
    normalisations: {
      get actual() {
        return normalisations.actual.map(hideChange);
      },
      get expected() {
        return normalisations.expected.map(hideChange);
      },
    },
    deviations: {
      ...deviations,
      used: deviations.used.map((each) => ({ ...each, differences: each.differences.map(hideIn) })),
    },
  };
}

/** A manifest with the values of a Secret replaced by digests. */
export function hideSecretValues(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Secret') return manifest;
  const hidden = HOLDERS.flatMap((name) =>
    isFields(manifest[name]) ? [[name, digests(manifest[name])] as const] : [],
  );
  return { ...manifest, ...Object.fromEntries(hidden) };
}

function hideIn(difference: Difference): Difference {
  if (!isSecret(difference.object)) return difference;
  const { path, actual, expected } = difference;
  return { ...difference, actual: hideAt(path, actual), expected: hideAt(path, expected) };
}

function hideChange(change: Normalisation): Normalisation {
  if (!isSecret(change.object)) return change;
  return { ...change, from: hideAt(change.path, change.from), to: hideAt(change.path, change.to) };
}

function isSecret(object: string): boolean {
  return object.startsWith('Secret ');
}

/** The value at a path of a Secret. */
function hideAt(path: string, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (path === '' && isFields(value)) return hideSecretValues(value as unknown as Manifest);
  return HOLDERS.some((holder) => path === holder || path.startsWith(`${holder}.`) || path.startsWith(`${holder}[`))
    ? digests(value)
    : value;
}

function digests(value: unknown): unknown {
  if (typeof value === 'string') {
    return `sha256:${createHash('sha256').update(value).digest('hex').slice(0, 12)}`;
  }
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, digests(member)]));
}
