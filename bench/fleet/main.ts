import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { transpile } from '../support/transpile';
import { lineChart, type Series } from '../support/line-chart';
import { type Measurement, type Subject } from './measure';

/**
 * Stock App, FleetApp and the floor side by side: time and memory by number of charts, and along chains.
 *
 * Each measurement is a process of its own; rounds go through all of them in turn, so that what else the machine does
 * falls on all alike. Each writes to a directory of its own, and nothing is removed before the end: ext4 looks at every
 * inode that was freed in the last minutes before it makes a file, which takes ten times as long as making it. Some cases
 * are measured on a file system in memory, too, where there is one. Usage: bench:fleet [rounds, default 3]
 */

type Place = 'memory' | 'disk';

const ROUNDS = Number(process.argv[2] ?? 3);
const COUNTS = [500, 2000, 5000, 10_000];
const STOCK_CHAINS = [10, 14, 18, 20, 22, 24, 26];
const MEMORY = '/dev/shm';
const HAS_MEMORY = fs.existsSync(MEMORY);

interface Case {
  readonly place: Place;
  readonly subject: Subject;
  readonly count: number;
  readonly shape: 'independent' | 'chain';
}

const key = ({ place, subject, count, shape }: Case) => `${subject} ${count} ${shape}, ${place}`;

function cases(round: number): Case[] {
  const independent = (['fleet', 'floor'] as const).flatMap((subject) => [
    ...COUNTS.map((count): Case => ({ place: 'disk', subject, count, shape: 'independent' })),
    ...(HAS_MEMORY ? [{ place: 'memory', subject, count: 5000, shape: 'independent' } as const] : []),
  ]);
  const chains = [...STOCK_CHAINS, 5000].map((count): Case => ({
    place: 'disk',
    subject: 'fleet',
    count,
    shape: 'chain',
  }));
  // Most of a minute for 5,000 charts, and its time does not hang on chance: stock is measured once.
  const stock: Case[] = [
    ...independent.filter(({ subject, count }) => subject === 'fleet' && count <= 5000),
    ...chains.filter(({ count }) => count < 5000),
  ].map((each) => ({ ...each, subject: 'stock' }));
  return [...independent, ...chains, ...(round === 0 ? stock : [])];
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

const script = path.join(transpile(['lib/fleet', 'bench/fleet']), 'bench', 'fleet', 'measure.js');
const rooms: Record<Place, string> = {
  disk: fs.mkdtempSync(path.join(path.dirname(path.dirname(script)), 'out-')),
  memory: HAS_MEMORY ? fs.mkdtempSync(path.join(MEMORY, 'bench-fleet-')) : '',
};
const measured = new Map<string, Measurement[]>();
try {
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of cases(round)) {
      process.stderr.write(`\r\x1b[Kround ${round + 1}/${ROUNDS}: ${key(each)}`);
      const outdir = path.join(rooms[each.place], `${round} ${key(each)}`);
      const args = [script, each.subject, `${each.count}`, each.shape, outdir];
      const json = execFileSync(process.execPath, args, { encoding: 'utf8' });
      measured.set(key(each), [...(measured.get(key(each)) ?? []), JSON.parse(json) as Measurement]);
    }
  }
} finally {
  Object.values(rooms).forEach((room) => room && fs.rmSync(room, { recursive: true, force: true }));
  process.stderr.write('\r\x1b[K');
}

function result(
  subject: Subject,
  count: number,
  shape: Case['shape'],
  what: keyof Measurement,
  place: Place = 'disk',
): number {
  return median(measured.get(key({ place, subject, count, shape }))!.map((measurement) => measurement[what]));
}

const seconds = (ms: number) => (ms < 99.5 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);

function row(count: number, subjects: Subject[], shape: Case['shape'], place: Place = 'disk'): string {
  const cells = subjects.map((subject) => {
    if (!measured.has(key({ place, subject, count, shape }))) {
      return '–';
    }
    const [wall, cpu, memory] = (['wall', 'cpu', 'memory'] as const).map((w) =>
      result(subject, count, shape, w, place),
    );
    return `${seconds(wall!)} (cpu ${seconds(cpu!)}), ${memory!.toFixed(0)} MB`;
  });
  return `| ${count.toLocaleString('en')}${place === 'disk' ? '' : ' (in memory)'} | ${cells.join(' | ')} |`;
}

const load = os.loadavg().map((each) => each.toFixed(1));
console.log(`node ${process.version}, ${os.cpus().length} cores, load ${load.join(' ')}, ${ROUNDS} rounds, medians\n`);
console.log('| charts of two objects | App | FleetApp | JSON.stringify and write |\n| ---: | ---: | ---: | ---: |');
console.log(COUNTS.map((count) => row(count, ['stock', 'fleet', 'floor'], 'independent')).join('\n'));
if (HAS_MEMORY) {
  console.log(row(5000, ['stock', 'fleet', 'floor'], 'independent', 'memory'));
}
console.log('\n| chain of charts | App | FleetApp |\n| ---: | ---: | ---: |');
console.log([...STOCK_CHAINS, 5000].map((count) => row(count, ['stock', 'fleet'], 'chain')).join('\n'));

interface Target {
  readonly what: string;
  readonly limit: string;
  readonly value: (what: 'wall' | 'cpu') => number;
  readonly met: (value: number) => boolean;
}

const fleet = (count: number, what: keyof Measurement) => result('fleet', count, 'independent', what);
const floor = (count: number, what: keyof Measurement) => result('floor', count, 'independent', what);
const targets: Target[] = [
  {
    what: '5,000 charts: App / FleetApp',
    limit: '>= 70',
    value: (what) => result('stock', 5000, 'independent', what) / fleet(5000, what),
    met: (value) => value >= 70,
  },
  {
    what: '5,000 charts: FleetApp / floor',
    limit: '<= 2.5',
    value: (what) => fleet(5000, what) / floor(5000, what),
    met: (value) => value <= 2.5,
  },
  {
    what: 'FleetApp: 10,000 / 5,000 charts',
    limit: '<= 2.2',
    value: (what) => fleet(10_000, what) / fleet(5000, what),
    met: (value) => value <= 2.2,
  },
  {
    what: 'FleetApp: chain of 5,000 / 5,000 independent',
    limit: '< 2.5',
    value: (what) => result('fleet', 5000, 'chain', what) / fleet(5000, what),
    met: (value) => value < 2.5,
  },
];
console.log('\n| target | limit | by the clock | by processor time |\n| :--- | ---: | ---: | ---: |');
for (const { what, limit, value, met } of targets) {
  const verdict = met(value('wall')) ? 'met' : 'MISSED';
  console.log(`| ${what} | ${limit} | ${value('wall').toFixed(2)} ${verdict} | ${value('cpu').toFixed(2)} |`);
}
if (HAS_MEMORY) {
  const ratio = (a: Subject, b: Subject) => (w: 'wall' | 'cpu') =>
    (result(a, 5000, 'independent', w, 'memory') / result(b, 5000, 'independent', w, 'memory')).toFixed(2);
  for (const [what, at] of [
    ['App / FleetApp', ratio('stock', 'fleet')],
    ['FleetApp / floor', ratio('fleet', 'floor')],
  ] as const) {
    console.log(`| 5,000 charts (in memory): ${what} | | ${at('wall')} | ${at('cpu')} |`);
  }
}
for (const count of COUNTS) {
  const limit = 2 * floor(count, 'memory') + 100;
  const used = fleet(count, 'memory');
  const verdict = used <= limit ? 'met' : 'MISSED';
  console.log(
    `| ${count.toLocaleString('en')} charts: peak memory, MB | <= ${limit.toFixed(0)} | ${used.toFixed(0)} ${verdict} | |`,
  );
}

const curve = (label: string, subject: Subject, shape: Case['shape'], counts: number[]): Series => ({
  label,
  points: counts
    .filter((count) => measured.has(key({ place: 'disk', subject, count, shape })))
    .map((count) => ({ x: count, y: result(subject, count, shape, 'wall') / 1000 })),
});
const svg = lineChart({
  title: 'Time of synth() by number of charts (both axes logarithmic)',
  x: 'charts of two objects',
  y: 'seconds',
  series: [
    curve('App', 'stock', 'independent', COUNTS),
    curve('App, each chart depends on the one before', 'stock', 'chain', STOCK_CHAINS),
    curve('FleetApp', 'fleet', 'independent', COUNTS),
    curve('FleetApp, each chart depends on the one before', 'fleet', 'chain', [...STOCK_CHAINS, 5000]),
    curve('floor: JSON.stringify and write', 'floor', 'independent', COUNTS),
  ],
});
const plot = path.resolve(__dirname, '..', '..', 'docs', 'fleet.svg');
fs.mkdirSync(path.dirname(plot), { recursive: true });
fs.writeFileSync(plot, svg);
console.log('\ndocs/fleet.svg written');
