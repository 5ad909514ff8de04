import * as fs from 'node:fs';
import * as path from 'node:path';
import { type DataLookup, field, type PodFacts, resource } from './env';
import { dataOf, quantity } from './manifests';
import { must, run } from './shell';
import { type DownwardItem, type FileSource, type Volume } from './types';

/** A volume of one pod: a directory of the machine, and whether Kubernetes mounts it read-only. */
export interface MountedVolume {
  readonly directory: string;
  readonly readOnly: boolean;
}

const DEFAULT_MODE = 0o644;

/** Persistent volume claims: each a file system of its own that outlives the pods. */
export class Claims {
  private readonly sizes = new Map<string, number>();

  constructor(private readonly root: string) {}

  /** The claim's directory, made at first use with the size it requests. Given memory is used only as it fills. */
  async directory(claim: string, request: string | number): Promise<string> {
    const directory = this.path(claim);
    if (!this.sizes.has(claim)) {
      const bytes = quantity(request);
      fs.mkdirSync(directory, { recursive: true });
      await must(['mount', '-t', 'tmpfs', '-o', `mode=755,size=${bytes}`, 'claim', directory]);
      this.sizes.set(claim, bytes);
    }
    return directory;
  }

  exists(claim: string): boolean {
    return this.sizes.has(claim);
  }

  /** As a fresh volume: everything in it is gone, the claim stays. Only while no pod uses it. */
  wipe(claim: string): void {
    const directory = this.path(claim);
    for (const name of fs.readdirSync(directory)) fs.rmSync(path.join(directory, name), { recursive: true });
  }

  /** Forgets the file system. The directory stays, because its removal can fail with EBUSY; the next use mounts a new one. */
  async remove(claim: string): Promise<void> {
    if (!this.sizes.delete(claim)) return;
    await run(['umount', '--lazy', this.path(claim)]);
  }

  /** Shrinks the claim to what it holds, so that the next block written does not fit. */
  async fill(claim: string): Promise<void> {
    const used = await must(['df', '--output=used', '--block-size=1', this.path(claim)]);
    const bytes = Number(used.trim().split('\n').at(-1));
    await must(['mount', '-o', `remount,size=${Math.max(bytes, 4096)}`, this.path(claim)]);
  }

  async grow(claim: string): Promise<void> {
    await must(['mount', '-o', `remount,size=${this.sizes.get(claim) ?? 2 ** 30}`, this.path(claim)]);
  }

  path(claim: string): string {
    return path.join(this.root, claim.replace('/', '_'));
  }
}

/** Makes a volume of a pod below `root` (claims live elsewhere). Throws where a source does not exist. */
export async function materialise(
  volume: Volume,
  root: string,
  pod: PodFacts,
  lookup: DataLookup,
  claim: (name: string) => Promise<string>,
): Promise<MountedVolume> {
  const fsGroup = pod.spec.securityContext?.fsGroup;
  if (volume.persistentVolumeClaim !== undefined) {
    const directory = await claim(volume.persistentVolumeClaim.claimName);
    const onlyOnMismatch = pod.spec.securityContext?.fsGroupChangePolicy === 'OnRootMismatch';
    if (fsGroup !== undefined && !(onlyOnMismatch && belongsTo(directory, fsGroup))) await giveTo(directory, fsGroup);
    return { directory, readOnly: volume.persistentVolumeClaim.readOnly === true };
  }
  const directory = path.join(root, volume.name);
  fs.mkdirSync(directory, { recursive: true });
  const files = filesOf(volume, pod, lookup);
  if (files !== undefined) {
    writeFiles(directory, files, fsGroup);
    return { directory, readOnly: true };
  }
  const known = ['name', 'emptyDir'];
  const other = Object.keys(volume).find((key) => !known.includes(key));
  if (other !== undefined) throw new Error(`volume "${volume.name}": the runner has no ${other} volumes`);
  const size = volume.emptyDir?.sizeLimit;
  if (size !== undefined) await must(['mount', '-t', 'tmpfs', '-o', `size=${quantity(size)}`, 'emptydir', directory]);
  fs.chmodSync(directory, 0o777);
  if (fsGroup !== undefined) {
    fs.chownSync(directory, 0, fsGroup);
    fs.chmodSync(directory, 0o2777);
  }
  return { directory, readOnly: false };
}

/** Writes the files of a ConfigMap, Secret or projected volume as their objects are now. */
export function refresh(volume: Volume, mounted: MountedVolume, pod: PodFacts, lookup: DataLookup): void {
  const files = filesOf(volume, pod, lookup);
  if (files !== undefined) writeFiles(mounted.directory, files, pod.spec.securityContext?.fsGroup);
}

/** Whether kubelet would take the root of a volume for the group's. */
function belongsTo(directory: string, group: number): boolean {
  const { gid, mode } = fs.statSync(directory);
  return gid === group && (mode & 0o2070) === 0o2070;
}

async function giveTo(directory: string, group: number): Promise<void> {
  const script = `chgrp -R ${group} "$1" && chmod -R g+rwX "$1" && find "$1" -type d -exec chmod g+s {} +`;
  await must(['sh', '-c', script, '-', directory]);
}

/** A directory inside a volume, made as kubelet does: root's, with the mode of the volume and, by its setgid bit, its group. */
export function makeSubPath(directory: string, volume: string): void {
  if (fs.existsSync(directory)) return;
  fs.mkdirSync(directory, { recursive: true });
  fs.chmodSync(directory, fs.statSync(volume).mode & 0o7777);
}

interface VolumeFile {
  readonly path: string;
  readonly content: Buffer;
  readonly mode: number;
}

function filesOf(volume: Volume, pod: PodFacts, lookup: DataLookup): VolumeFile[] | undefined {
  if (volume.configMap !== undefined) return dataFiles('ConfigMap', volume.configMap, lookup, undefined);
  if (volume.secret !== undefined) return dataFiles('Secret', volume.secret, lookup, undefined);
  if (volume.downwardAPI !== undefined) {
    return downwardFiles(volume.downwardAPI.items, pod, volume.downwardAPI.defaultMode);
  }
  return volume.projected?.sources?.flatMap((source) => {
    const mode = volume.projected?.defaultMode;
    if (source.configMap !== undefined) return dataFiles('ConfigMap', source.configMap, lookup, mode);
    if (source.secret !== undefined) return dataFiles('Secret', source.secret, lookup, mode);
    return downwardFiles(source.downwardAPI?.items, pod, mode);
  });
}

function dataFiles(
  kind: 'ConfigMap' | 'Secret',
  source: FileSource,
  lookup: DataLookup,
  projectedMode: number | undefined,
): VolumeFile[] {
  const name = source.secretName ?? source.name ?? '';
  const object = lookup(kind, name);
  if (object === undefined) {
    if (source.optional === true) return [];
    throw new Error(`${kind.toLowerCase()} "${name}" not found`);
  }
  const data = dataOf(object);
  const mode = source.defaultMode ?? projectedMode ?? DEFAULT_MODE;
  if (source.items === undefined) return [...data].map(([key, content]) => ({ path: key, content, mode }));
  return source.items.flatMap((item) => {
    const content = data.get(item.key);
    if (content !== undefined) return [{ path: item.path, content, mode: item.mode ?? mode }];
    if (source.optional === true) return [];
    throw new Error(`${kind.toLowerCase()} "${name}" has no key "${item.key}"`);
  });
}

function downwardFiles(
  items: readonly DownwardItem[] | undefined,
  pod: PodFacts,
  mode: number | undefined,
): VolumeFile[] {
  const [container] = pod.spec.containers;
  return (items ?? []).map((item) => {
    const value =
      item.fieldRef !== undefined || container === undefined || item.resourceFieldRef === undefined
        ? field(pod, item.fieldRef?.fieldPath ?? '')
        : resource(item.resourceFieldRef, container, pod);
    return { path: item.path, content: Buffer.from(value), mode: item.mode ?? mode ?? DEFAULT_MODE };
  });
}

/** kubelet's layout: keys are links through `..data`. With an fsGroup the files are that group's to read. */
function writeFiles(directory: string, files: readonly VolumeFile[], fsGroup: number | undefined): void {
  // A new folder for each version, so that `..data` changes at once, as it does in Kubernetes.
  const versioned = `..version-${process.hrtime.bigint()}`;
  for (const file of files) {
    const target = path.join(directory, versioned, file.path);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, file.content);
    fs.chmodSync(target, fsGroup === undefined ? file.mode : file.mode | 0o440);
    if (fsGroup !== undefined) fs.chownSync(target, 0, fsGroup);
    const [top = ''] = file.path.split('/');
    const link = path.join(directory, top);
    if (fs.lstatSync(link, { throwIfNoEntry: false }) === undefined) fs.symlinkSync(path.join('..data', top), link);
  }
  fs.mkdirSync(path.join(directory, versioned), { recursive: true });
  fs.symlinkSync(versioned, path.join(directory, '..next'));
  fs.renameSync(path.join(directory, '..next'), path.join(directory, '..data'));
}
