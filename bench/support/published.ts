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
  process.env[BUILD] = path.join(ROOT, 'build');
}

/** Transpiles the benches, so that a measuring process contains no compiler, and returns the path of one of them. */
export function compiledBench(file: string): string {
  return path.join(transpile(['bench']), 'bench', file.replace(/\.ts$/, '.js'));
}

/**
 * A module of the library as it is published. `buildPackage` must have run in this process or in the one that started it.
 *
 * @param file its path below lib/, without an extension
 */
export function published<T = typeof Library>(file = 'index'): T {
  const build = process.env[BUILD];
  if (build === undefined || !fs.existsSync(build)) {
    throw new Error(
      `${BUILD} must name the folder of the built library, got ${String(build)}: call buildPackage first`,
    );
  }
  return require(path.join(build, file)) as T;
}
