import { App } from 'cdk8s';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FleetApp } from '../../lib/fleet/fleet-app';
import { buildFleet, manifests } from './fixture';

/** One measurement, made in a process of its own and printed as JSON. */
export interface Measurement {
  /** Milliseconds of `synth()`, or of writing for the floor. */
  readonly wall: number;
  /** The same in processor time, of all threads: what other processes on the machine disturb least. */
  readonly cpu: number;
  /** Peak resident memory of the process, in MB. */
  readonly memory: number;
}

export type Subject = 'stock' | 'fleet' | 'floor';

function prepare(subject: Subject, count: number, chained: boolean, outdir: string): () => void {
  if (subject === 'floor') {
    const objects = Array.from({ length: count }, (_, i) => manifests(i));
    return () => {
      fs.mkdirSync(outdir, { recursive: true });
      objects.forEach((chart, i) => {
        fs.writeFileSync(path.join(outdir, `svc-${i}.json`), chart.map((each) => JSON.stringify(each)).join('\n'));
      });
    };
  }
  const app = subject === 'stock' ? new App({ outdir }) : new FleetApp({ outdir });
  buildFleet(app, count, chained);
  return () => app.synth();
}

const [subject, count, shape, outdir] = process.argv.slice(2) as [Subject, string, 'independent' | 'chain', string];
const run = prepare(subject, Number(count), shape === 'chain', outdir);
const started = performance.now();
const before = process.cpuUsage();
run();
const { user, system } = process.cpuUsage(before);
const measurement: Measurement = {
  wall: performance.now() - started,
  cpu: (user + system) / 1000,
  memory: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(measurement));
