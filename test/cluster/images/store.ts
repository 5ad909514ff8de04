import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CACHE, programsOf } from '../settings';
import { until } from '../until';
import { type Image, IMAGES } from './images';

const run = promisify(execFile);
const RECIPES = join(__dirname, 'layers');
const IMAGE_CACHE = join(CACHE, 'images');

/**
 * A containerd root with all images unpacked, built unless it is in the cache. Its path.
 *
 * @param version - version of Kubernetes whose programs go into images
 */
export async function imageStore(version: string, report: (line: string) => void): Promise<string> {
  const layers = join(IMAGE_CACHE, 'layers');
  mkdirSync(layers, { recursive: true });
  const folders = new Map<string, string>();
  for (const image of IMAGES) {
    for (const [index, name] of image.layers.entries()) {
      if (folders.has(name)) continue;
      const parents = image.layers.slice(0, index).map((parent) => folders.get(parent) ?? parent);
      folders.set(name, await layer(layers, name, parents, version, report));
    }
  }
  const table = JSON.stringify([IMAGES, [...folders]]);
  const store = join(IMAGE_CACHE, `store-${digestOf(table).slice(0, 16)}`);
  if (existsSync(store)) return store;
  report('images are put together');
  removeAbandoned();
  // Another `up` may put the same images together at the same time.
  const archive = join(IMAGE_CACHE, `archive-${process.pid}`);
  const part = join(IMAGE_CACHE, `part-${process.pid}`);
  try {
    await writeArchive(archive, layers, folders);
    await unpack(archive, part);
    copyFileSync(join(archive, 'index.json'), join(part, 'index.json'));
    if (!existsSync(store)) renameSync(part, store);
  } finally {
    for (const folder of [archive, part]) rmSync(folder, { recursive: true, force: true });
  }
  return store;
}

/** Removes what runs that were killed have left. */
function removeAbandoned(): void {
  for (const name of readdirSync(IMAGE_CACHE)) {
    const pid = /^(?:archive|part|containerd)-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(IMAGE_CACHE, name), { recursive: true, force: true });
  }
}

/** Makes a folder with the files of another as hard links; databases, which their owner changes in place, are copied. */
export function cloneImages(store: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const database of ['io.containerd.metadata.v1.bolt', 'io.containerd.snapshotter.v1.overlayfs']) {
    mkdirSync(join(target, database), { recursive: true });
  }
  for (const name of readdirSync(store)) {
    if (name === 'io.containerd.metadata.v1.bolt' || name === 'index.json') continue;
    if (name !== 'io.containerd.snapshotter.v1.overlayfs') {
      execFileSync('cp', ['-al', join(store, name), target]);
      continue;
    }
    execFileSync('cp', ['-al', join(store, name, 'snapshots'), join(target, name)]);
    copyFileSync(join(store, name, 'metadata.db'), join(target, name, 'metadata.db'));
  }
  const metadata = join('io.containerd.metadata.v1.bolt', 'meta.db');
  copyFileSync(join(store, metadata), join(target, metadata));
}

/** Folder name of a layer, built unless it is there: its recipe and what lies below it are in the name. */
async function layer(
  layers: string,
  name: string,
  parents: readonly string[],
  version: string,
  report: (line: string) => void,
): Promise<string> {
  const recipe = join(RECIPES, `${name}.sh`);
  const text = readFileSync(recipe, 'utf8');
  const sources = readdirSync(RECIPES)
    .filter((file) => isPartOf(file, name) || (file === 'functions.sh' && text.includes('postgres_')))
    .map((file) => readFileSync(join(RECIPES, file), 'utf8'));
  sources.push(readFileSync(join(__dirname, 'build-layer.sh'), 'utf8'));
  const folder = `${name}-${digestOf([...sources, ...parents].join('\n')).slice(0, 12)}`;
  if (existsSync(join(layers, folder))) return folder;
  report(`layer ${name}`);
  const below = parents.length === 0 ? '-' : parents.join('+');
  await run('unshare', ['--mount', 'bash', join(__dirname, 'build-layer.sh'), layers, folder, below, recipe], {
    env: { ...process.env, PROGRAMS: programsOf(version) },
    maxBuffer: 1 << 26,
  });
  return folder;
}

/** Files that a recipe installs are named after it. */
function isPartOf(file: string, layerName: string): boolean {
  const base = layerName.replace(/-[0-9.]+$/, '');
  return (
    file === `${layerName}.sh` ||
    file.startsWith(`${base}-entrypoint`) ||
    file.startsWith(`${base}-init`) ||
    file === `${base}.js`
  );
}

/** An OCI image layout of all images; layers that several share are in it once. */
async function writeArchive(archive: string, layers: string, folders: ReadonlyMap<string, string>): Promise<void> {
  const blobs = join(archive, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const written = new Map<string, { digest: string; size: number }>();
  for (const [name, folder] of folders) {
    const part = join(blobs, 'part');
    const skip = ['./dev/*', './proc/*', './sys/*', './etc/resolv.conf', './var/lib/apt/lists/*'].map(
      (path) => `--exclude=${path}`,
    );
    execFileSync('bash', [join(__dirname, 'pack-layer.sh'), join(layers, folder), part, ...skip]);
    const digest = await fileDigest(part);
    written.set(name, { digest, size: statSync(part).size });
    renameSync(part, join(blobs, digest));
  }
  const blob = (value: object): { digest: string; size: number } => {
    const text = JSON.stringify(value);
    writeFileSync(join(blobs, digestOf(text)), text);
    return { digest: `sha256:${digestOf(text)}`, size: Buffer.byteLength(text) };
  };
  const manifests = IMAGES.flatMap((image) => {
    const parts = image.layers.map((name) => written.get(name)).filter((part) => part !== undefined);
    const config = blob(
      configOf(
        image,
        parts.map(({ digest }) => digest),
      ),
    );
    const manifest = blob({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
      layers: parts.map(({ digest, size }) => ({
        mediaType: 'application/vnd.oci.image.layer.v1.tar',
        digest: `sha256:${digest}`,
        size,
      })),
    });
    return image.names.map((name) => ({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      ...manifest,
      annotations: { 'io.containerd.image.name': fullName(name) },
    }));
  });
  writeFileSync(join(archive, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  writeFileSync(join(archive, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

function configOf(image: Image, digests: readonly string[]): object {
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...image.env };
  return {
    architecture: 'amd64',
    os: 'linux',
    config: {
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      Entrypoint: image.entrypoint,
      Cmd: image.command,
      WorkingDir: image.workingDir ?? '/',
      StopSignal: image.stopSignal,
    },
    rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
  };
}

/** Unpacks an archive into the root of a containerd that runs for this alone. */
async function unpack(archive: string, root: string): Promise<void> {
  const work = join(IMAGE_CACHE, `containerd-${process.pid}`);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const socket = join(work, 'containerd.sock');
  const config = join(work, 'config.toml');
  const log = join(work, 'log');
  writeFileSync(
    config,
    `version = 2\nroot = "${root}"\nstate = "${work}/state"\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n` +
      `[grpc]\n  address = "${socket}"\n[plugins."io.containerd.internal.v1.opt"]\n  path = "${work}/opt"\n`,
  );
  // In a mount namespace of its own: the mounts of unpacking end with it.
  const server = spawn('unshare', ['--mount', 'sh', '-c', 'exec containerd --config "$0" 2>"$1"', config, log]);
  try {
    await until('containerd answers', 30, () => Promise.resolve(existsSync(socket)));
    const tar = spawn('tar', ['-C', archive, '-cf', '-', 'oci-layout', 'index.json', 'blobs']);
    const load = spawn('ctr', ['-a', socket, '-n', 'k8s.io', 'images', 'import', '--snapshotter', 'overlayfs', '-']);
    tar.stdout.pipe(load.stdin);
    let said = '';
    load.stdout.on('data', (data: Buffer) => (said += data.toString()));
    load.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const code = await new Promise<number | null>((resolve) => load.on('close', resolve));
    if (code !== 0) throw new Error(`images could not be imported: ${said.slice(-2000)}`);
  } finally {
    const ended = new Promise((resolve) => server.on('close', resolve));
    server.kill('SIGTERM');
    await ended;
    rmSync(work, { recursive: true, force: true });
  }
  const bolt = join(root, 'io.containerd.metadata.v1.bolt', 'meta.db');
  if (!lstatSync(bolt).isFile()) throw new Error(`${bolt} is missing`);
}

/** As containerd names it: `docker.io/library/redis:7.4.2`. */
function fullName(name: string): string {
  const [first = ''] = name.split('/');
  if (!name.includes('/')) return `docker.io/library/${name}`;
  return /[.:]/.test(first) ? name : `docker.io/${name}`;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
