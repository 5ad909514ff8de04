import { type Manifest } from '../testing/equivalence/manifest';
import { type Effect } from './consequence';
import { at, textAt } from './revision';

/** The effects of an object that is in the old state only, when what applies the new state deletes it. */
export function removalEffects(manifest: Manifest): Effect[] {
  const wayOut = 'annotation helm.sh/resource-policy: keep, or argocd.argoproj.io/sync-options: Prune=false';
  switch (manifest.kind) {
    case 'PersistentVolumeClaim': {
      const text = 'its data is deleted with it, unless the volume has the reclaim policy Retain';
      return [{ severity: 'data-loss', text, wayOut }];
    }
    case 'PersistentVolume':
      return textAt(manifest, 'spec.persistentVolumeReclaimPolicy', 'Retain') === 'Retain'
        ? [{ severity: 'change', text: 'the storage behind it is kept (reclaim policy Retain)' }]
        : [{ severity: 'data-loss', text: 'the storage behind it is deleted (reclaim policy Delete)', wayOut }];
    case 'Namespace':
      return [{ severity: 'data-loss', text: 'every object in it is deleted, with the data of its claims', wayOut }];
    case 'CustomResourceDefinition': {
      const text = `every ${textAt(manifest, 'spec.names.kind', 'object of the kind')} of the cluster is deleted`;
      return [{ severity: 'data-loss', text, wayOut }];
    }
    case 'StatefulSet': {
      const deletes = textAt(manifest, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted', 'Retain') === 'Delete';
      const claims = at(manifest, 'spec.volumeClaimTemplates');
      if (!Array.isArray(claims) || claims.length === 0)
        return [{ severity: 'downtime', text: 'its pods are deleted' }];
      if (deletes) {
        const text = 'its pods are deleted, and their claims too, since whenDeleted is Delete';
        return [{ severity: 'data-loss', text, wayOut }];
      }
      const text = 'its pods are deleted; their claims are kept, and nothing uses them';
      return [{ severity: 'downtime', text, wayOut }];
    }
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'Pod':
      return [{ severity: 'downtime', text: 'its pods are deleted' }];
    case 'Job':
      return [{ severity: 'change', text: 'its pods are deleted, one under way is ended' }];
    case 'Service':
      return [{ severity: 'downtime', text: 'its name and address are gone: its clients find nothing there' }];
    case 'Ingress':
      return [{ severity: 'downtime', text: 'its hosts and paths lead nowhere' }];
    default:
      return [{ severity: 'change', text: 'it is deleted' }];
  }
}

/** Whether Helm and Argo CD leave an object alone that the new state does not have. */
export function isKept(manifest: Manifest): boolean {
  const annotations = manifest.metadata?.annotations ?? {};
  const options = (annotations['argocd.argoproj.io/sync-options'] ?? '').split(',').map((each) => each.trim());
  return annotations['helm.sh/resource-policy'] === 'keep' || options.includes('Prune=false');
}
