import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a test does to a node, which Kubernetes itself cannot be asked for. */
export interface NodeFaults {
  /** The power goes: every process of the node ends at once. */
  crash(node: string): Promise<void>;
  /** The node boots, with the disk it had. */
  start(node: string): Promise<void>;
  /** The node's link goes down: it reaches nobody, and nobody reaches it. */
  partition(node: string): Promise<void>;
  heal(node: string): Promise<void>;
  /** Every API server ends, or starts again. */
  stopApiServer(): Promise<void>;
  startApiServer(): Promise<void>;
}

const run = promisify(execFile);

/** Of `npm run cluster`. */
const OWN: NodeFaults = {
  crash: (node) => cluster('node', 'crash', number(node)),
  start: (node) => cluster('node', 'start', number(node)),
  partition: (node) => cluster('node', 'partition', number(node)),
  heal: (node) => cluster('node', 'heal', number(node)),
  stopApiServer: () => cluster('component', 'stop', 'kube-apiserver'),
  startApiServer: () => cluster('component', 'start', 'kube-apiserver'),
};

const number = (node: string): string => node.replace(/^node/, '');

async function cluster(...command: string[]): Promise<void> {
  const main = join(__dirname, '../cluster/main.ts');
  const args = ['-r', 'ts-node/register/transpile-only', main, ...command];
  await run(process.execPath, args, { cwd: join(__dirname, '../..') });
}

const MANIFESTS = '/etc/kubernetes/manifests';

/** Of kind, whose nodes are containers of Docker. Not run where Docker is missing, which includes this project's CI. */
const KIND: NodeFaults = {
  crash: (node) => docker('kill', node),
  start: (node) => docker('start', node),
  partition: (node) => docker('network', 'disconnect', 'kind', node),
  heal: (node) => docker('network', 'connect', 'kind', node),
  stopApiServer: () => docker('exec', 'kind-control-plane', 'mv', `${MANIFESTS}/kube-apiserver.yaml`, '/root/'),
  startApiServer: () => docker('exec', 'kind-control-plane', 'mv', '/root/kube-apiserver.yaml', MANIFESTS),
};

async function docker(...args: string[]): Promise<void> {
  await run('docker', args);
}

/** The faults that this cluster's nodes can be put through: NODE_FAULTS is `cluster`, `kind`, or not set for none. */
export function nodeFaults(): NodeFaults | undefined {
  switch (process.env['NODE_FAULTS']) {
    case 'cluster':
      return OWN;
    case 'kind':
      return KIND;
    default:
      return undefined;
  }
}
