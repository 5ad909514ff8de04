/**
 * The command line, as published, beside dyff on the same files in one run: processor time and the largest memory of
 * the whole process.
 *
 *     npm run bench:equivalence -- [objects…] [--check]
 *
 * With --check it fails where a target is missed: at most half of dyff's time and memory, a sixth of its time where one
 * object differs, and time that grows linearly. Without Go, dyff is left out and only the growth is checked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { measure, type Usage } from '../support/usage';
import { manifestYaml } from '../support/manifest-yaml';

interface Scenario {
  readonly name: string;
  /** The largest share of dyff's time that meets the target. */
  readonly share: number;
  readonly status: number;
  expected(documents: readonly string[]): string[];
}

const COMMAND = join(__dirname, '../../build/bin/cdk8s-patterns.js');
/** A folder of files, as a fleet is kept: one file holds so many objects. */
const PER_FILE = 10_000;

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'one object differs',
    share: 1 / 6,
    status: 1,
    expected: (documents) => documents.map((text, index) => (index === documents.length >> 1 ? changed(text) : text)),
  },
  {
    name: 'every object is written otherwise',
    share: 1 / 2,
    status: 0,
    expected: (documents) =>
      documents.map((text) => stringify((parseAllDocuments(text) as { toJS(): unknown }[])[0]?.toJS())),
  },
  {
    name: 'every member and list in reverse',
    share: 1 / 2,
    status: 0,
    expected: (documents) => documents.map((_, index) => manifestYaml(index, true)).reverse(),
  },
];

function changed(text: string): string {
  return text
    .replace('replicas: 3', 'replicas: 4')
    .replace('mode: "0555"', 'mode: "0556"')
    .replace('port: 80', 'port: 81');
}

function dyffPath(): string | undefined {
  const run = spawnSync('bash', [join(__dirname, 'dyff.sh')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return run.status === 0 ? run.stdout.trim() : undefined;
}

function write(folder: string, documents: readonly string[]): string {
  mkdirSync(folder);
  for (let from = 0; from < documents.length; from += PER_FILE) {
    writeFileSync(join(folder, `${from}.yaml`), documents.slice(from, from + PER_FILE).join('---\n'));
  }
  // dyff takes files only.
  return documents.length <= PER_FILE ? join(folder, '0.yaml') : folder;
}

const check = process.argv.includes('--check');
const given = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0);
const sizes = given.length > 0 ? given : [2_000, 10_000];
const dyff = dyffPath();
const folder = mkdtempSync(join(tmpdir(), 'equivalence-bench-'));
const misses: string[] = [];
const times = new Map<string, { size: number; seconds: number }>();

console.log(`| objects a side | scenario | cdk8s-patterns | dyff | share of the time | share of the memory |`);
console.log('|---|---|---|---|---|---|');
try {
  for (const size of sizes) {
    const documents = Array.from({ length: size }, (_, index) => manifestYaml(index, false));
    const actual = write(join(folder, `actual-${size}`), documents);
    for (const scenario of SCENARIOS) {
      const expected = write(join(folder, `${scenario.name}-${size}`), scenario.expected(documents));
      const own = measure([process.execPath, COMMAND, 'equivalent', actual, expected]);
      if (own.status !== scenario.status) throw new Error(`${scenario.name}: exit status ${own.status}`);
      const other = dyff !== undefined && size <= PER_FILE ? measure([dyff, 'between', actual, expected]) : undefined;
      const shares = other && { time: own.seconds / other.seconds, memory: own.mebibytes / other.mebibytes };
      const cell = (usage: Usage | undefined) =>
        usage ? `${usage.seconds.toFixed(2)} s, ${usage.mebibytes.toFixed(0)} MiB` : '';
      const share = (value: number | undefined) => (value === undefined ? '' : value.toFixed(2));
      console.log(
        `| ${size.toLocaleString('en')} | ${scenario.name} | ${cell(own)} | ${cell(other)} | ${share(shares?.time)} | ${share(shares?.memory)} |`,
      );
      const place = `${size} objects, ${scenario.name}`;
      if (shares && shares.time > scenario.share) misses.push(`${place}: ${shares.time.toFixed(2)} of dyff's time`);
      if (shares && shares.memory > 0.5) misses.push(`${place}: ${shares.memory.toFixed(2)} of dyff's memory`);
      if (own.mebibytes > 600) misses.push(`${place}: ${own.mebibytes.toFixed(0)} MiB, at most 600 are meant`);
      const before = times.get(scenario.name);
      if (before && own.seconds / before.seconds > (1.5 * size) / before.size)
        misses.push(`${place}: more than linear`);
      times.set(scenario.name, { size, seconds: own.seconds });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const miss of misses) console.log(`missed: ${miss}`);
if (check && misses.length > 0) process.exitCode = 1;
