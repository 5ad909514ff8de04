import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { helmTool } from '../../test/helm/tools';
import { kubectlTool } from './kubectl';

/**
 * Cold time of synthesizing all applications, each way to do it, beside kubectl and Helm over the same charts.
 *
 * Every run is a fresh process; rounds go through all commands in turn. Usage: bench:cold [rounds, default 3]
 */

const ROUNDS = Number(process.argv[2] ?? 3);
const ROOT = path.resolve(__dirname, '..', '..');
const room = fs.mkdtempSync(path.join(os.tmpdir(), 'cold-'));
const dist = path.join(ROOT, 'dist');

interface Command {
  readonly name: string;
  readonly argv: string[];
}

interface Sample {
  readonly wall: number;
  readonly cpu: number;
}

/** Every file of dist/ as a base of its own, under a suffix, because stages of one document share names. */
function kustomization(): string {
  const root = path.join(room, 'kustomize');
  const bases = fs
    .readdirSync(dist)
    .filter((name) => name.endsWith('.k8s.yaml'))
    .map((name, i) => {
      const base = path.join(root, `chart-${i}`);
      fs.mkdirSync(base, { recursive: true });
      fs.copyFileSync(path.join(dist, name), path.join(base, name));
      fs.writeFileSync(path.join(base, 'kustomization.yaml'), `nameSuffix: -v${i}\nresources: [${name}]\n`);
      return `chart-${i}`;
    });
  fs.writeFileSync(path.join(root, 'kustomization.yaml'), `resources:\n${bases.map((base) => `- ${base}\n`).join('')}`);
  return root;
}

/** One script that renders every Helm chart of dist/. */
function helmTemplates(helm: string): string {
  const charts = fs.readdirSync(path.join(dist, 'helm')).map((name) => path.join(dist, 'helm', name));
  return charts.map((chart) => `${helm} template release ${chart} >/dev/null`).join(' && ');
}

const BARE = 'node, requiring cdk8s and cdk8s-plus-27';
const CLI = 'cdk8s --version';
const SYNTH = 'npm run synth';

const node = process.execPath;
const bin = (name: string) => path.join(ROOT, 'node_modules', '.bin', name);
const cdk8s = (app: string) => [node, bin('cdk8s'), 'synth', '--check-upgrade', 'false', '--output', path.join(room, 'cdk8s'), '--app', app]; // prettier-ignore
const tsNode = `${node} ${bin('ts-node')}`;
const helm = helmTool(3).path;
const commands: Command[] = [
  { name: 'kubectl kustomize, all charts', argv: [kubectlTool(), 'kustomize', kustomization()] },
  { name: 'helm template, the Helm charts only', argv: ['sh', '-c', helmTemplates(helm)] },
  { name: 'node, doing nothing', argv: [node, '-e', '0'] },
  { name: BARE, argv: [node, '-e', "require('cdk8s'); require('cdk8s-plus-27')"] },
  { name: CLI, argv: [node, bin('cdk8s'), '--version'] },
  { name: 'apps/run.js', argv: [node, 'apps/run.js'] },
  {
    name: 'apps/run.js, a file of the library changed',
    argv: ['sh', '-c', `touch lib/posture.ts && ${node} apps/run.js`],
  },
  {
    name: 'apps/run.js, the first time',
    argv: ['sh', '-c', `rm -f .cache/images/apps+main.ts.* && ${node} apps/run.js`],
  },
  { name: SYNTH, argv: ['npm', 'run', '--silent', 'synth', '--', '--output', path.join(room, 'cdk8s')] },
  {
    name: 'ts-node, transpile-only',
    argv: [node, '-r', 'ts-node/register/transpile-only', 'apps/main.ts'],
  },
  { name: 'cdk8s synth with apps/run.js', argv: cdk8s(`${node} apps/run.js`) },
  {
    name: 'cdk8s synth with ts-node, transpile-only',
    argv: cdk8s(`${node} -r ts-node/register/transpile-only apps/main.ts`),
  },
  {
    name: 'cdk8s synth with ts-node, type check (the template of cdk8s)',
    argv: cdk8s(`${tsNode} --project bench/cold/tsconfig.json apps/main.ts`),
  },
];

/** Processor time comes from the shell's own account of its children: `times` prints it in minutes and seconds. */
function run({ argv }: Command): Sample {
  const script = '"$@" >/dev/null; status=$?; times; exit $status';
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: path.join(room, 'out') },
  });
  if (status !== 0) {
    throw new Error(`${argv.join(' ')} failed with ${status}:\n${stderr}`);
  }
  const [user, system] = stdout.trim().split('\n').at(-1)!.split(' ') as [string, string];
  const ms = (time: string) => {
    const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time)!;
    return 60_000 * Number(minutes) + 1000 * Number(seconds);
  };
  return { wall: performance.now() - started, cpu: ms(user) + ms(system) };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const samples = new Map<string, Sample[]>();
try {
  run(commands.find(({ name }) => name === SYNTH)!); // makes the images of programs, as any run before did
  for (let round = 0; round < ROUNDS; round++) {
    for (const command of commands) {
      process.stderr.write(`\r\x1b[Kround ${round + 1}/${ROUNDS}: ${command.name}`);
      samples.set(command.name, [...(samples.get(command.name) ?? []), run(command)]);
    }
  }
} finally {
  process.stderr.write('\r\x1b[K');
  fs.rmSync(room, { recursive: true, force: true });
}

const load = os.loadavg().map((each) => each.toFixed(1));
console.log(`node ${process.version}, ${os.cpus().length} cores, load ${load.join(' ')}, ${ROUNDS} rounds, medians\n`);
const of = (name: string, what: keyof Sample) => median(samples.get(name)!.map((sample) => sample[what]));
const base = commands[0]!.name;
console.log(`| | clock | processor | ratio by the clock | ratio by processor |\n| :--- | ---: | ---: | ---: | ---: |`);
for (const { name } of commands) {
  const [wall, cpu] = [of(name, 'wall'), of(name, 'cpu')];
  const ratios = [wall / of(base, 'wall'), cpu / of(base, 'cpu')].map((ratio) => ratio.toFixed(2));
  console.log(`| ${name} | ${wall.toFixed(0)} ms | ${cpu.toFixed(0)} ms | ${ratios.join(' | ')} |`);
}

const [bare, cli, synth] = [BARE, CLI, SYNTH].map((name) => of(name, 'wall')) as [number, number, number];
const limit = 3 * bare + cli;
console.log(
  `\nTarget for ${SYNTH}: three times "${BARE}" and "${CLI}", ${limit.toFixed(0)} ms: ` +
    `${synth.toFixed(0)} ms, ${synth <= limit ? 'met' : 'MISSED'}`,
);
