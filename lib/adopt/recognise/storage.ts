import { type Recogniser } from '../model/proposal';
import { object } from '../model/expression';
import { enumMember, fields, size, text } from '../model/values';
import { accessModes, claimExpression } from './claim';
import { metadataProps } from './metadata';
import { specOf } from './workload';

/** PersistentClaim. */
export const persistentClaim: Recogniser = {
  kinds: ['PersistentVolumeClaim'],
  propose: (manifest) => {
    const claim = claimExpression(specOf(manifest));
    if (claim === undefined) return [];
    const props = object({ ...metadataProps(manifest), ...Object.fromEntries(claim.members) });
    return [{ construct: 'PersistentClaim', props, covers: [manifest] }];
  },
};

/** NfsVolume. */
export const nfsVolume: Recogniser = {
  kinds: ['PersistentVolume'],
  propose: (manifest) => {
    const spec = specOf(manifest);
    const { server, path } = fields(spec.nfs);
    const storage = size(fields(spec.capacity).storage);
    if (typeof server !== 'string' || typeof path !== 'string' || storage === undefined) return [];
    const { name, labels } = metadataProps(manifest);
    const props = object({
      name,
      labels,
      server: text(server),
      path: text(path),
      storage,
      accessModes: accessModes(spec),
      storageClassName: text(spec.storageClassName),
      reclaimPolicy: enumMember('cdk8s-plus-27', 'PersistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy),
    });
    return [{ construct: 'NfsVolume', props, covers: [manifest] }];
  },
};
