import { type Manifest } from '../testing/equivalence/manifest';
import { isClusterScoped } from '../kubernetes/scope';

/** What the objects of a chart have in common: the chart says it once, and each of them inherits it. */
export interface Inherited {
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
}

/** The namespace and the labels that all manifests have. A single manifest keeps its own. */
export function inheritedBy(manifests: readonly Manifest[]): Inherited {
  const [first, ...others] = manifests;
  if (first === undefined || others.length === 0) return {};
  const namespace = first.metadata?.namespace;
  const isShared =
    namespace !== undefined &&
    manifests.every(({ kind, metadata }) => metadata?.namespace === namespace && !isClusterScoped(kind));
  const labels = Object.entries(first.metadata?.labels ?? {}).filter(([key, value]) =>
    others.every(({ metadata }) => metadata?.labels?.[key] === value),
  );
  return {
    ...(isShared ? { namespace } : {}),
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
  };
}

/** The manifest without what it inherits. */
export function withoutInherited(manifest: Manifest, inherited: Inherited): Manifest {
  const metadata = { ...manifest.metadata };
  if (inherited.namespace !== undefined) delete metadata.namespace;
  if (inherited.labels !== undefined && metadata.labels !== undefined) {
    const own = Object.entries(metadata.labels).filter(([key]) => !Object.hasOwn(inherited.labels ?? {}, key));
    if (own.length === 0) delete metadata.labels;
    else metadata.labels = Object.fromEntries(own);
  }
  return { ...manifest, metadata };
}
