/**
 * How long `check` takes, as published, with the installed packages of the API server's code: the whole process for one
 * object and for 1,000, and each further object.
 *
 *     npm run bench:verdict -- [--check]
 *
 * The targets are 2.5 s for one object and 5 s for 1,000. With --check it fails at twice these. Processor time counts,
 * since other processes may share the machine: on two free cores it is more than the time that passes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KUBERNETES_VERSIONS } from '../../lib/verdict/kubernetes-version';
import { hasVerdictPackage } from '../../lib/verdict/verdict-package';
import { manifestYaml } from '../support/manifest-yaml';
import { measure, type Usage } from '../support/usage';

const COMMAND = join(__dirname, '../../build/bin/cdk8s-patterns.js');

/** Seconds of processor time that meet the target, by the number of objects. */
const TARGETS: ReadonlyMap<number, number> = new Map([
  [1, 2.5],
  [1000, 5],
]);

/** Runs of each size; the fastest counts, since the others were disturbed. */
const RUNS = 3;

const versions = KUBERNETES_VERSIONS.filter(hasVerdictPackage);
if (versions.length === 0) throw new Error('no package is there: npm run kubernetes:package -- 1.34');

const folder = mkdtempSync(join(tmpdir(), 'verdict-bench-'));
const missed: string[] = [];
try {
  for (const version of versions) {
    const seconds = new Map<number, number>();
    for (const [size, target] of TARGETS) {
      const file = join(folder, `${size}.yaml`);
      writeFileSync(file, Array.from({ length: size }, (_, index) => manifestYaml(index, false)).join('---\n'));
      const runs = Array.from({ length: RUNS }, () =>
        accepting(measure([process.execPath, COMMAND, 'check', file, '--kubernetes', version])),
      );
      const best = Math.min(...runs.map((run) => run.seconds));
      const memory = Math.min(...runs.map((run) => run.mebibytes));
      seconds.set(size, best);
      console.log(
        `Kubernetes ${version}, ${size} object${size === 1 ? '' : 's'}: ${best.toFixed(2)} s, ${memory.toFixed(0)} MiB`,
      );
      if (best > 2 * target)
        missed.push(`Kubernetes ${version}, ${size}: ${best.toFixed(2)} s, at most ${2 * target} s`);
    }
    const each = ((seconds.get(1000)! - seconds.get(1)!) / 999) * 1000;
    console.log(`Kubernetes ${version}, each further object: ${each.toFixed(2)} ms`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.includes('--check') && missed.length > 0) {
  console.error(`missed: ${missed.join('; ')}`);
  process.exitCode = 1;
}

function accepting(usage: Usage): Usage {
  if (usage.status !== 0) throw new Error(`check ended with ${usage.status}, expected 0`);
  return usage;
}
