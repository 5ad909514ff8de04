import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a process took. */
export interface Usage {
  /** Processor time. */
  readonly seconds: number;

  /** Its largest memory. */
  readonly mebibytes: number;

  /** Its exit status. */
  readonly status: number;
}

/** Runs a command and measures it with all processes that it starts. Needs python3. */
export function measure(command: readonly string[]): Usage {
  const run = spawnSync('python3', [join(__dirname, 'measure.py'), ...command], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command.join(' ')} was not measured: ${run.stderr}`);
  return JSON.parse(run.stdout) as Usage;
}
