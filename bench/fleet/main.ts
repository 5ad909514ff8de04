import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { lineChart, type Series } from '../support/line-chart';
import { buildPackage, compiledBench } from '../support/published';
import { type Measurement } from './measure';
import { type SubjectName } from './subjects';
import { type Case, cases, casesOnce, FULL, SMALL, targets } from './targets';

/**
 * Time and memory of `synth()` by number of charts, for the constructs of this library and for plain objects, in stock
 * App and FleetApp, from the package as it is published.
 *
 * Each measurement is made in a process of its own, which writes to a directory of its own in memory where there is such a
 * file system. Each round makes all of them, so that other load on the machine affects all alike. Targets are judged by
 * processor time, medians of all rounds.
 *
 * Usage: bench:fleet [--small] [rounds, default 3]. `--small` is what CI runs: small sizes and targets twice as high; it
 * writes no plot. The exit code is 1 if a target is missed.
 */

const args = process.argv.slice(2);
const isSmall = args.includes('--small');
const sizes = isSmall ? SMALL : FULL;
const rounds = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 3);
const key = ({ subject, count }: Case): string => `${subject} ${count}`;
const measured = new Map<string, Measurement[]>();

buildPackage();
const script = compiledBench('fleet/measure.ts');
const room = fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'bench-fleet-'));
try {
  for (let round = 0; round < rounds; round++) {
    for (const each of [...cases(sizes), ...(round === 0 ? casesOnce(sizes) : [])]) {
      process.stderr.write(`\r\u001b[Kround ${round + 1}/${rounds}: ${key(each)}`);
      const outdir = path.join(room, 'out');
      const json = execFileSync(process.execPath, [script, each.subject, `${each.count}`, outdir], {
        encoding: 'utf8',
      });
      fs.rmSync(outdir, { recursive: true, force: true });
      measured.set(key(each), [...(measured.get(key(each)) ?? []), JSON.parse(json) as Measurement]);
    }
  }
} finally {
  fs.rmSync(room, { recursive: true, force: true });
  process.stderr.write('\r\u001b[K');
}

function result(each: Case, what: keyof Measurement): number {
  const values = measured.get(key(each))!.map((measurement) => measurement[what]);
  return values.sort((a, b) => a - b)[values.length >> 1]!;
}

const seconds = (ms: number): string => (ms < 99.5 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);

function table(title: string, counts: number[], subjects: readonly SubjectName[]): void {
  console.log(`\n| ${title} | ${subjects.join(' | ')} |\n| ---: |${' ---: |'.repeat(subjects.length)}`);
  for (const count of counts) {
    const cells = subjects.map((subject) => {
      const each = { subject, count };
      return measured.has(key(each)) ? `${seconds(result(each, 'cpu'))}, ${result(each, 'memory').toFixed(0)} MB` : '–';
    });
    console.log(`| ${count.toLocaleString('en')} | ${cells.join(' | ')} |`);
  }
}

const load = os.loadavg().map((each) => each.toFixed(1));
console.log(`node ${process.version}, ${os.cpus().length} cores, load ${load.join(' ')}, ${rounds} rounds, medians`);
console.log('Processor time of synth() and peak memory of the process.');
table(
  'charts of one deployment',
  [...sizes.stock, ...sizes.fleet],
  [
    'stock: cdk8s-plus',
    'stock: constructs',
    'stock: constructs, MINIMAL',
    'fleet: constructs',
    'fleet: constructs, unchecked',
    'fleet: the same objects',
  ],
);
table('charts of two plain objects', sizes.objects, ['stock: objects', 'fleet: objects', 'floor']);
table(
  'chain of charts',
  [...sizes.chains, sizes.objects.at(-1)!],
  ['stock: chain of objects', 'fleet: chain of objects'],
);
table('workloads of a Helm chart', sizes.helm, ['helm']);

const tested: Case = { subject: 'stock: constructs, one chart tested', count: sizes.stock.at(-1)! };
console.log(
  `\nTesting.synth() of one chart of ${tested.count}: first ${seconds(result(tested, 'cpu'))}, after a change ${seconds(result(tested, 'again'))}`,
);

console.log('\n| target | limit | measured |\n| :--- | ---: | ---: |');
for (const { what, of, to, measure, limit } of targets(sizes)) {
  const value = result(of, measure[0]) / result(to, measure[1]);
  const isMet = value <= limit;
  console.log(`| ${what} | ${limit.toFixed(2)} | ${value.toFixed(2)} ${isMet ? 'met' : 'MISSED'} |`);
  if (!isMet) {
    process.exitCode = 1;
  }
}

const curve = (label: string, subject: SubjectName, counts: number[]): Series => ({
  label,
  points: counts
    .filter((count) => measured.has(key({ subject, count })))
    .map((count) => ({ x: count, y: result({ subject, count }, 'cpu') / 1000 })),
});

if (!isSmall) {
  const svg = lineChart({
    title: 'Processor time of synth() by number of charts (both axes logarithmic)',
    x: 'charts',
    y: 'seconds',
    series: [
      curve('App, one cdk8s-plus Deployment with a Service a chart', 'stock: cdk8s-plus', sizes.stock),
      curve('App, one ProbedDeployment with a Service a chart', 'stock: constructs', sizes.stock),
      curve('FleetApp, one ProbedDeployment with a Service a chart', 'fleet: constructs', [
        ...sizes.stock,
        ...sizes.fleet,
      ]),
      curve('App, two plain objects a chart', 'stock: objects', sizes.objects),
      curve('FleetApp, two plain objects a chart', 'fleet: objects', sizes.objects),
      curve('App, each chart depends on the one before', 'stock: chain of objects', sizes.chains),
      curve('FleetApp, each chart depends on the one before', 'fleet: chain of objects', [
        ...sizes.chains,
        sizes.objects.at(-1)!,
      ]),
    ],
  });
  const plot = path.resolve(__dirname, '..', '..', 'docs', 'fleet.svg');
  fs.writeFileSync(plot, svg);
  console.log('\ndocs/fleet.svg written');
}
