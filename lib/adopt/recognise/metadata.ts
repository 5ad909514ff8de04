import { type Manifest } from '../../testing/equivalence/manifest';
import { fields, text, textMap } from '../model/values';
import { type Props } from '../pod/pod';

/** The props that every construct takes of its object's metadata. */
export function metadataProps(manifest: Manifest): Props {
  const metadata = fields(manifest.metadata as never);
  return {
    name: text(metadata.name),
    namespace: text(metadata.namespace),
    labels: textMap(metadata.labels),
    annotations: textMap(metadata.annotations),
  };
}

/** Whether two manifests lie in one namespace; without one they lie in `default`. */
export function sameNamespace(a: Manifest, b: Manifest): boolean {
  return (a.metadata?.namespace ?? 'default') === (b.metadata?.namespace ?? 'default');
}
