import { isFields, type Manifest } from '../testing/equivalence/manifest';

/** The kinds that decide what an API server accepts besides its own code, as `group Kind`. */
const DECIDING: ReadonlySet<string> = new Set([
  ' Namespace',
  'apiextensions.k8s.io CustomResourceDefinition',
  'admissionregistration.k8s.io ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io ValidatingAdmissionPolicyBinding',
]);

/** The manifests that decide what an API server accepts: those of the kinds above, and parameters of policies. */
export function clusterObjects(manifests: readonly Manifest[]): Manifest[] {
  const parameterKinds = new Set(
    manifests
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicy')
      .map(({ spec }) => (isFields(spec) && isFields(spec.paramKind) ? keyOf(spec.paramKind) : '')),
  );
  return manifests.filter((manifest) => DECIDING.has(groupKindOf(manifest)) || parameterKinds.has(keyOf(manifest)));
}

function groupKindOf({ apiVersion, kind }: Manifest): string {
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return `${group} ${kind}`;
}

function keyOf({ apiVersion, kind }: { readonly apiVersion?: unknown; readonly kind?: unknown }): string {
  return `${String(apiVersion)} ${String(kind)}`;
}
