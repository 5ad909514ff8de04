import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { apiServerReady, type Component, startComponent } from './control-plane';
import { machinePid, stopInMachine } from './machine';
import { crashNode, healNode, nodeNumbers, nodeRuns, onNode, partitionNode, startNode } from './node';
import { missingPrerequisites } from './prerequisites';
import { buildPrograms, PROGRAMS } from './programs';
import { DEFAULT_KUBERNETES, KUBECONFIG, programsOf } from './settings';
import { down, kubectl, readyNodes, runningVersion, up } from './up';

const USAGE = `npm run cluster -- COMMAND

A real Kubernetes of several nodes on this machine, in a network namespace without a link to the outside.

  up [--nodes 3] [--kubernetes ${DEFAULT_KUBERNETES}]   make a cluster; one that runs is replaced;
                                         with 0 nodes, an API server alone
  down                                   end it and remove what it made
  status                                 nodes and pods; exits with 1 when no cluster runs
  kubeconfig                             print the path of the administrator's kubeconfig
  run COMMAND [ARG…]                     run a command where the cluster's addresses are reached, with KUBECONFIG set
  build [PROGRAM…]                       build programs into the cache: ${PROGRAMS.join(', ')}
  node crash|start|partition|heal N      power failure, boot, link down, link up
  node run N COMMAND [ARG…]              run a command on a node
  component stop|start NAME              end or start a program of the control plane

CLUSTER=NAME in the environment names one of several clusters.
`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'up': {
      const missing = missingPrerequisites();
      if (missing.length > 0) {
        console.error(missing.join('\n'));
        return 2;
      }
      const { values } = parseArgs({
        args: rest,
        options: { nodes: { type: 'string' }, kubernetes: { type: 'string' } },
      });
      const nodes = Number(values.nodes ?? 3);
      if (!Number.isInteger(nodes) || nodes < 0 || nodes > 9)
        throw new Error(`--nodes ${values.nodes}: allowed are 0 to 9`);
      await up(values.kubernetes ?? DEFAULT_KUBERNETES, nodes, console.log);
      return 0;
    }
    case 'down':
      await down();
      return 0;
    case 'status':
      return status();
    case 'kubeconfig':
      console.log(KUBECONFIG);
      return machinePid() === undefined ? 1 : 0;
    case 'run':
      return inNetwork(rest);
    case 'build':
      await buildPrograms(DEFAULT_KUBERNETES, console.log, rest.length === 0 ? PROGRAMS : rest);
      return 0;
    case 'node':
      return node(rest);
    case 'component':
      return component(rest);
    default:
      console.error(USAGE);
      return 2;
  }
}

async function status(): Promise<number> {
  if (machinePid() === undefined) {
    console.log('no cluster runs');
    return 1;
  }
  console.log(`Kubernetes ${runningVersion()}, nodes Ready: ${(await readyNodes()).join(', ')}`);
  for (const n of nodeNumbers()) if (!(await nodeRuns(n))) console.log(`node${n} is off`);
  console.log(await kubectl('get', 'pods', '-A', '-o', 'wide'));
  return 0;
}

/** Runs a command in the cluster's network, and in every other namespace of the caller. */
function inNetwork(command: readonly string[]): Promise<number> {
  const pid = machinePid();
  if (pid === undefined) throw new Error('no cluster runs: npm run cluster -- up');
  const env = {
    ...process.env,
    KUBECONFIG,
    KUBERNETES_VERSION: runningVersion(),
    PATH: `${programsOf(runningVersion())}:${process.env['PATH']}`,
  };
  const child = spawn('nsenter', [`--net=/proc/${pid}/ns/net`, '--', ...command], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function node(args: readonly string[]): Promise<number> {
  const [what, number, ...command] = args;
  const n = Number(number);
  if (!nodeNumbers().includes(n)) throw new Error(`node ${number}: allowed are ${nodeNumbers().join(', ') || 'none'}`);
  if (what === 'crash') await crashNode(n);
  else if (what === 'start') await startNode(runningVersion(), n);
  else if (what === 'partition') await partitionNode(n);
  else if (what === 'heal') await healNode(n);
  else if (what === 'run') process.stdout.write(await onNode(n, ...command));
  else throw new Error(`node ${what}: allowed are crash, start, partition, heal and run`);
  return 0;
}

async function component(args: readonly string[]): Promise<number> {
  const [what, name = ''] = args;
  if (what === 'stop') await stopInMachine(name);
  else if (what === 'start') {
    startComponent(runningVersion(), name as Component);
    if (name === 'kube-apiserver') await apiServerReady(runningVersion());
  } else throw new Error(`component ${what}: allowed are stop and start`);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
