import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { transpile } from './transpile';
import type * as Library from '../../lib';

const ROOT = path.resolve(__dirname, '..', '..');
const BUILD = 'CDK8S_PATTERNS_BUILD';

/** Builds the package as it is published, and names the build to the measuring processes. */
export function buildPackage(): void {
  execFileSync('npm', ['run', '--silent', 'prepack'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  process.env[BUILD] = path.join(ROOT, 'build', 'index.js');
}

/** Transpiles the benches, so that a measuring process contains no compiler, and returns the path of one of them. */
export function compiledBench(file: string): string {
  return path.join(transpile(['bench']), 'bench', file.replace(/\.ts$/, '.js'));
}

/** The library as it is published. Only for processes that `buildPackage` has named the build to. */
export function published(): typeof Library {
  const build = process.env[BUILD];
  if (build === undefined || !fs.existsSync(build)) {
    throw new Error(`${BUILD} must name the built library, got ${String(build)}: call buildPackage first`);
  }
  // oxlint-disable-next-line typescript/no-require-imports
  return require(build) as typeof Library;
}
