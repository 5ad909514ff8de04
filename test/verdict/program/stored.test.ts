import { type Manifest } from '../../../lib/testing/equivalence/manifest';
import { KUBERNETES_VERSIONS } from '../../../lib/verdict/kubernetes-version';
import { hasVerdictPackage } from '../../../lib/verdict/verdict-package';
import { VerdictServer } from '../../../lib/verdict/verdict-server';
import { corpus } from './corpus';

/**
 * Manifests of the corpus that a server refuses: the corpus was stored without validation, and shows what decoding and
 * defaults make of them.
 */
const REFUSED: Readonly<Record<string, string>> = {
  'apps/deployment-ephemeral': 'ephemeral containers not allowed in pod template',
  'apps/deployment-recreate-leftover': "may not be specified when strategy `type` is 'Recreate'",
  'apps/stateful-set-on-delete': "only allowed for updateStrategy 'RollingUpdate'",
  'certificates/csr': 'PEM block type must be CERTIFICATE REQUEST',
};

/** What the stored forms differ in between 1.33 with every feature gate on and a server of its default settings. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'apps/stateful-set': 'maxUnavailable is behind a gate; claim templates keep apiVersion and kind in JSON',
  'autoscaling/hpa-v1': 'the corpus has it in the storage version autoscaling/v2',
  'batch/job': 'the corpus has no labels on the Job itself',
  'core/pod-volumes': 'the image volume is behind a gate',
};

/** Takes away what one run of a server and the next differ in, and what the corpus leaves out. */
function comparable(manifest: Manifest): unknown {
  return JSON.parse(JSON.stringify(manifest), (name, value: unknown) => {
    const isLeftOut = ['generation', 'uid', 'lastPhaseTransitionTime', 'ipFamilies', 'ipFamilyPolicy', 'clusterIPs'];
    if (isLeftOut.includes(name) || (name === 'creationTimestamp' && value === null)) return undefined;
    return /controller-uid$/.test(name) ? 'uid' : value;
  });
}

const VERSIONS = KUBERNETES_VERSIONS.filter((version) => version === '1.34' && hasVerdictPackage(version));
const CASES = corpus();

describe.each(VERSIONS)('Kubernetes %s', (version) => {
  test.each(CASES.map((each) => [each.name, each] as const))('stores %s as the corpus has it', (name, each) => {
    // WHEN
    const { outcome, problems = [], stored } = VerdictServer.of(version).ask({ object: each.manifest, stored: true });

    // THEN
    const refused = REFUSED[name];
    if (refused !== undefined) {
      expect(problems).toEqual([expect.objectContaining({ message: expect.stringContaining(refused) as string })]);
      return;
    }
    expect({ outcome, problems }).toEqual({ outcome: 'accepted', problems: [] });
    if (OTHERWISE[name] === undefined) expect(comparable(stored as Manifest)).toEqual(comparable(each.stored));
    else expect(comparable(stored as Manifest)).not.toEqual(comparable(each.stored));
  });
});

test('a version was asked', () => {
  expect(VERSIONS).toEqual(['1.34']);
});
