import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type KubernetesVersion } from './kubernetes-version';
import { type WasmModule, WasmModuleClass } from './web-assembly';

/** The npm package with the API server's code of a version. */
export function verdictPackage(version: KubernetesVersion): string {
  return `cdk8s-patterns-kubernetes-${version}`;
}

/** The file of the package that holds it, compressed. */
export const VERDICT_FILE = 'verdict.wasm.br';

/** Names a folder with such packages that are not installed, such as one they were built into. */
const FOLDER_VARIABLE = 'CDK8S_PATTERNS_KUBERNETES';

/** An optional package is not installed. */
export class VerdictPackageError extends Error {
  public constructor(version: KubernetesVersion) {
    super(
      `the API server's code of Kubernetes ${version} is not installed: ` +
        `run npm install --save-dev ${verdictPackage(version)}`,
    );
    this.name = 'VerdictPackageError';
  }
}

/** Whether the package of a version can be found. */
export function hasVerdictPackage(version: KubernetesVersion): boolean {
  return verdictFile(version) !== undefined;
}

/**
 * Compiles the module of a version.
 *
 * @throws VerdictPackageError when its package is not installed
 */
export function compileVerdict(version: KubernetesVersion): WasmModule {
  const file = verdictFile(version);
  if (file === undefined) throw new VerdictPackageError(version);
  return new WasmModuleClass(brotliDecompressSync(readFileSync(file)));
}

/** Looks into the named folder, then from the project that runs, then from where this package is installed. */
function verdictFile(version: KubernetesVersion): string | undefined {
  const name = verdictPackage(version);
  const folder = process.env[FOLDER_VARIABLE];
  if (folder !== undefined && folder !== '') {
    const file = join(folder, name, VERDICT_FILE);
    if (existsSync(file)) return file;
  }
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(from).resolve(`${name}/${VERDICT_FILE}`);
    } catch {
      // Not installed there.
    }
  }
  return undefined;
}
