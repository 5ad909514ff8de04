import { type Fields } from '../../testing/equivalence/manifest';
import { type ObjectExpression, list, member, object } from '../model/expression';
import { enumMember, fields, literalText, size, text, textMap } from '../model/values';
import { isDeepStrictEqual } from 'node:util';

/** The inverse of `ClaimSpecProps`, or nothing for a claim without a size that `Size` can say. */
export function claimExpression(spec: Fields): ObjectExpression | undefined {
  const storage = size(fields(fields(spec.resources).requests).storage);
  if (storage === undefined) return undefined;
  return object({
    storage,
    // The empty string has a meaning of its own: no class.
    storageClassName: literalText(spec.storageClassName),
    accessModes: accessModes(spec),
    volumeMode: enumMember('cdk8s-plus-27', 'PersistentVolumeMode', spec.volumeMode),
    volumeLabels: textMap(fields(spec.selector).matchLabels),
    volumeName: text(spec.volumeName),
  });
}

/** The access modes, or nothing for the default. */
export function accessModes(spec: Fields): ReturnType<typeof list> {
  const modes = Array.isArray(spec.accessModes) ? spec.accessModes : [];
  const members = modes.flatMap((mode) => enumMember('cdk8s-plus-27', 'PersistentVolumeAccessMode', mode) ?? []);
  const once = member('cdk8s-plus-27', 'PersistentVolumeAccessMode', 'READ_WRITE_ONCE');
  return isDeepStrictEqual(members, [once]) ? undefined : list(members);
}
