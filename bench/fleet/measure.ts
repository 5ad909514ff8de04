import { type SubjectName, SUBJECTS, type Run } from './subjects';

/** One measurement, made in a process of its own and printed as JSON. */
export interface Measurement {
  /** Milliseconds of `synth()`. */
  readonly wall: number;
  /** Processor time of `synth()` in milliseconds, of all threads: other processes on the machine disturb it least. */
  readonly cpu: number;
  /** Processor time of construction and `synth()` together. */
  readonly total: number;
  /** Processor time of `synth()` after a change of one chart; 0 for subjects that are not measured so. */
  readonly again: number;
  /** Peak resident memory of the process, in MB. */
  readonly memory: number;
}

const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const [subject, count, outdir] = process.argv.slice(2) as [SubjectName, string, string];
const run: Run = SUBJECTS[subject](Number(count), outdir);
const start = process.cpuUsage();
run.construct();
const constructed = process.cpuUsage();
const clock = performance.now();
run.synthesize();
const wall = performance.now() - clock;
const cpu = cpuSince(constructed);
const total = cpuSince(start);
const memory = process.resourceUsage().maxRSS / 1024;
const changed = process.cpuUsage();
run.resynthesize?.();
const measurement: Measurement = { wall, cpu, total, again: run.resynthesize ? cpuSince(changed) : 0, memory };
process.stdout.write(JSON.stringify(measurement));
