import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { removeControlGroups } from './control-groups';
import { startControlPlane, tail } from './control-plane';
import { imageStore } from './images/store';
import { machine, machinePid, startInMachine, startMachine, stopMachine } from './machine';
import { makeNode, startNode } from './node';
import { API_SERVER, buildPrograms, PROGRAMS } from './programs';
import { KUBECONFIG, NETWORK, programsOf, STATE } from './settings';
import { until } from './until';

const VERSION_FILE = join(STATE, 'kubernetes');

/** Version of Kubernetes that the cluster runs. */
export function runningVersion(): string {
  if (!existsSync(VERSION_FILE))
    throw new Error('no cluster runs, or its start was interrupted: npm run cluster -- up');
  return readFileSync(VERSION_FILE, 'utf8');
}

/** Runs kubectl against the cluster. */
export function kubectl(...args: string[]): Promise<string> {
  return machine(join(programsOf(runningVersion()), 'kubectl'), `--kubeconfig=${KUBECONFIG}`, ...args);
}

/** Makes a cluster of so many nodes, or an API server alone for none; what an earlier one left is removed first. */
export async function up(version: string, nodes: number, report: (line: string) => void): Promise<void> {
  await buildPrograms(version, report, nodes === 0 ? API_SERVER : PROGRAMS);
  const images = nodes === 0 ? '' : await imageStore(version, report);
  await down();
  const start = Date.now();
  const lap = (what: string): void => report(`${((Date.now() - start) / 1000).toFixed(1)} s: ${what}`);

  await startMachine();
  writeFileSync(VERSION_FILE, version);
  const numbers = Array.from({ length: nodes }, (_, index) => index + 1);
  for (const n of numbers) makeNode(n, images);
  lap('nodes have their images');
  await startControlPlane(version, numbers);
  writeFileSync(KUBECONFIG, readFileSync(join(STATE, 'pki', 'admin.kubeconfig')), { mode: 0o600 });
  lap('control plane ready');
  if (nodes === 0) return;

  startInMachine('registry', [
    process.execPath,
    join(__dirname, 'images', 'registry.js'),
    images,
    NETWORK.host,
    `${NETWORK.registryPort}`,
  ]);
  for (const n of numbers) await startNode(version, n);
  await kubectl('apply', '-f', join(__dirname, 'addons'));
  startInMachine('local-path-provisioner', [
    join(programsOf(version), 'local-path-provisioner'),
    'start',
    `--kubeconfig=${KUBECONFIG}`,
    '--namespace=kube-system',
    '--service-account-name=local-path-provisioner',
    '--helper-image=busybox:1.36',
  ]);
  await until(
    'all nodes are Ready',
    120,
    async () => (await readyNodes()).length === nodes,
    () => numbers.map((n) => tail(`node${n}-kubelet`)).join('\n'),
  );
  lap('nodes Ready');
  await kubectl('-n', 'kube-system', 'rollout', 'status', 'deployment/coredns', '--timeout=120s');
  await kubectl('wait', '--for=create', 'serviceaccount/default', '--timeout=60s');
  lap('DNS ready');
}

/** Names of the nodes that are Ready. */
export async function readyNodes(): Promise<string[]> {
  const path = '{range .items[*]}{.metadata.name}{"="}{.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  const lines = (await kubectl('get', 'nodes', `-o=jsonpath=${path}`)).trim().split('\n');
  return lines.filter((line) => line.endsWith('=True')).map((line) => line.replace('=True', ''));
}

/** Ends the cluster and removes everything of it but the cache of programs and images. */
export async function down(): Promise<void> {
  if (machinePid() !== undefined) await stopMachine();
  await removeControlGroups();
  if (existsSync(STATE)) execFileSync('rm', ['-rf', STATE]);
}
