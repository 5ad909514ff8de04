import { isDeepStrictEqual } from 'node:util';
import { type Fields, type Json } from '../../testing/equivalence/manifest';
import { evaluate } from '../model/evaluate';
import { call, type Expression, list, literal, object, optionalObject, withMembers } from '../model/expression';
import { enumMember, fields, fileMode, flag, items, size, text, textMap, textOf } from '../model/values';
import { claimExpression } from '../recognise/claim';
import { nameOf } from './names';
import { projectedSources, downwardApiFiles } from './projection';

/** The volumes of a pod, each declared by the first mount that names it. */
export class Volumes {
  private readonly declared = new Set<string>();

  public constructor(
    private readonly volumes: readonly Fields[],
    private readonly claimTemplates: readonly Fields[] = [],
  ) {}

  /** The inverse of `Mount`, for the mounts of one container. */
  public mounts(container: Fields): Expression | undefined {
    return list(items(container.volumeMounts).flatMap((mount) => this.mount(mount) ?? []));
  }

  /** The inverse of `VolumeDevice`, for the devices of one container. */
  public devices(container: Fields): Expression | undefined {
    return list(items(container.volumeDevices).flatMap((device) => this.device(device) ?? []));
  }

  private device({ name, devicePath }: Fields): Expression | undefined {
    if (typeof name !== 'string' || typeof devicePath !== 'string') return undefined;
    const template = this.claimTemplates.find(({ metadata }) => fields(metadata).name === name);
    const claim = template && claimTemplate(template);
    if (claim !== undefined) {
      return call('cdk8s-patterns', 'VolumeDevice', 'claimTemplate', literal(devicePath), claim);
    }
    const { claimName } = fields(this.volumes.find((volume) => volume.name === name)?.persistentVolumeClaim);
    if (typeof claimName !== 'string') return undefined;
    const options = optionalObject({ volumeName: name === claimName ? undefined : literal(name) });
    const claimOf = nameOf('PersistentVolumeClaim', claimName);
    return call('cdk8s-patterns', 'VolumeDevice', 'claim', literal(devicePath), claimOf, options);
  }

  private mount(mount: Fields): Expression | undefined {
    const { name, mountPath } = mount;
    if (typeof name !== 'string' || typeof mountPath !== 'string') return undefined;
    const own = mountOptions(mount);
    const path = literal(mountPath);
    const made = this.declared.has(name) ? undefined : this.declaration(name, path, own, mount);
    if (made === undefined) return mountCall('volume', path, literal(name), optionalObject(own));
    this.declared.add(name);
    return made;
  }

  private declaration(name: string, path: Expression, own: Options, mount: Fields): Expression | undefined {
    const template = this.claimTemplates.find(({ metadata }) => fields(metadata).name === name);
    if (template !== undefined) {
      const claim = claimTemplate(template);
      return claim && mountCall('claimTemplate', path, claim, optionalObject(own));
    }
    const volume = this.volumes.find((each) => each.name === name);
    const made = volume && declare(volume, mount);
    if (made === undefined) return undefined;
    const { method, args, options } = made;
    const unnamed = mountCall(method, path, ...args, optionalObject({ ...own, ...options }));
    const { volumeName } = evaluate(unnamed, NOWHERE) as { volumeName: string };
    if (volumeName === name) return unnamed;
    return mountCall(method, path, ...args, object({ volumeName: literal(name), ...own, ...options }));
  }
}

type Options = { readonly [name: string]: Expression | undefined };

const NOWHERE = { pathOf: (file: string) => file };

function mountCall(method: string, ...args: (Expression | undefined)[]): Expression {
  return call('cdk8s-patterns', 'Mount', method, ...args);
}

function mountOptions({ readOnly, recursiveReadOnly, subPath, subPathExpr, mountPropagation }: Fields): Options {
  return {
    readOnly: flag(readOnly),
    recursiveReadOnly: text(recursiveReadOnly),
    subPath: text(subPath),
    subPathExpr: text(subPathExpr),
    propagation: enumMember('cdk8s-plus-27', 'MountPropagation', mountPropagation),
  };
}

interface Declaration {
  readonly method: string;
  readonly args: readonly Expression[];
  readonly options: Options;
}

/** What declares a volume, or nothing for the sorts of volume that `Mount` does not know. */
function declare(volume: Fields, mount: Fields): Declaration | undefined {
  const { configMap, secret, persistentVolumeClaim, emptyDir, hostPath, nfs, projected, downwardAPI } = volume;
  if (configMap !== undefined) return filesDeclaration('configMap', 'ConfigMap', fields(configMap), 'name');
  if (secret !== undefined) return filesDeclaration('secret', 'Secret', fields(secret), 'secretName');
  if (persistentVolumeClaim !== undefined) {
    const { claimName } = fields(persistentVolumeClaim);
    if (typeof claimName !== 'string') return undefined;
    return { method: 'claim', args: [nameOf('PersistentVolumeClaim', claimName)], options: {} };
  }
  if (emptyDir !== undefined) {
    const { medium, sizeLimit } = fields(emptyDir);
    const medium_ = medium === '' ? undefined : enumMember('cdk8s-plus-27', 'EmptyDirMedium', medium);
    return { method: 'emptyDir', args: [], options: { medium: medium_, sizeLimit: size(sizeLimit) } };
  }
  if (hostPath !== undefined) {
    const { path, type } = fields(hostPath);
    if (typeof path !== 'string') return undefined;
    const kind = enumMember('cdk8s-plus-27', 'HostPathVolumeType', type);
    return { method: 'hostPath', args: [literal(path)], options: { type: kind } };
  }
  if (nfs !== undefined) {
    const { server, path, readOnly } = fields(nfs);
    // Mount.nfs makes the volume read-only exactly where the mount is.
    const fits = isDeepStrictEqual(readOnly ?? false, mount.readOnly ?? false);
    if (!fits || typeof server !== 'string' || typeof path !== 'string') return undefined;
    return { method: 'nfs', args: [literal(server), literal(path)], options: {} };
  }
  if (volume.csi !== undefined) {
    const { driver, readOnly, fsType, volumeAttributes, nodePublishSecretRef } = fields(volume.csi);
    // Mount.csi makes the volume read-only exactly where the mount is.
    const fits = isDeepStrictEqual(readOnly ?? false, mount.readOnly ?? false);
    if (!fits || typeof driver !== 'string') return undefined;
    const attributes = textMap(volumeAttributes);
    const secretName = text(fields(nodePublishSecretRef).name);
    return { method: 'csi', args: [literal(driver)], options: { fsType: text(fsType), attributes, secretName } };
  }
  if (volume.ephemeral !== undefined) {
    const { metadata, spec } = fields(fields(volume.ephemeral).volumeClaimTemplate);
    const { labels, annotations } = fields(metadata);
    const claim = claimExpression(fields(spec));
    const props = claim && withMembers(claim, { labels: textMap(labels), annotations: textMap(annotations) });
    return props && { method: 'ephemeral', args: [props], options: {} };
  }
  if (volume.image !== undefined) {
    const { reference, pullPolicy } = fields(volume.image);
    if (typeof reference !== 'string') return undefined;
    const policy = enumMember('cdk8s-plus-27', 'ImagePullPolicy', pullPolicy);
    return { method: 'image', args: [literal(reference)], options: { pullPolicy: policy } };
  }
  if (projected !== undefined) {
    const { sources, defaultMode } = fields(projected);
    const made = projectedSources(items(sources));
    return made && { method: 'projected', args: [made], options: { mode: fileMode(defaultMode) } };
  }
  if (downwardAPI !== undefined) {
    const { items: files, defaultMode } = fields(downwardAPI);
    const made = downwardApiFiles(items(files));
    return made && { method: 'downwardApi', args: [made], options: { mode: fileMode(defaultMode) } };
  }
  return undefined;
}

function filesDeclaration(method: string, kind: string, source: Fields, nameField: string): Declaration | undefined {
  const name = source[nameField];
  if (typeof name !== 'string') return undefined;
  const options = {
    items: projectionItems(source.items),
    mode: fileMode(source.defaultMode),
    optional: flag(source.optional),
  };
  return { method, args: [nameOf(kind, name)], options };
}

/** `items` of a ConfigMap or Secret volume: paths by key. */
function projectionItems(value: Json | undefined): Expression | undefined {
  const entries = items(value).map(({ key, path }) => [textOf(key), textOf(path)] as const);
  return textMap(Object.fromEntries(entries));
}

function claimTemplate(template: Fields): Expression | undefined {
  const { name, labels, annotations } = fields(template.metadata);
  const claim = claimExpression(fields(template.spec));
  return (
    claim &&
    withMembers(object({ name: text(name), ...Object.fromEntries(claim.members) }), {
      labels: textMap(labels),
      annotations: textMap(annotations),
    })
  );
}
