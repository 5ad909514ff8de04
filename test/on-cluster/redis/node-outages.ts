import { setTimeout as sleep } from 'node:timers/promises';
import { readyNodes, until } from '../kubectl';
import { type NodeFaults } from '../node-faults';
import { type ClusterFault, type Moment } from './moment';

/** Nodes and parts of Kubernetes that stop. */
export const NODE_OUTAGES: readonly ClusterFault[] = [
  {
    id: 'node-crash',
    title: "the master's node loses power for 60 s",
    sparesReplica: true,
    needsNodes: true,
    run: (moment) => outage(moment, 'crash', 'start'),
  },
  {
    id: 'node-partition',
    title: "the master's node is cut off for 60 s, clients and observers on both sides",
    sparesReplica: true,
    needsNodes: true,
    run: (moment) => outage(moment, 'partition', 'heal'),
  },
  {
    id: 'api-server-down',
    title: "the API server is down for 60 s, the master's process is killed meanwhile",
    sparesReplica: true,
    needsNodes: true,
    async run({ set, master, nodes, pods }) {
      // The way to the process leads through the API server: the process is told before when to end.
      await pods.killLater(await set.pod(master.name), 'redis', 10);
      await faults(nodes).stopApiServer();
      await sleep(60_000);
      await faults(nodes).startApiServer();
    },
  },
  {
    id: 'kubelet-restart',
    title: 'the kubelets of all nodes are killed and start again',
    sparesReplica: true,
    async run({ set, pods }) {
      for (const node of await readyNodes()) await pods.killProgram(node, 'kubelet');
      await sleep(20_000);
      await set.ready(120);
    },
  },
  {
    id: 'kube-proxy-restart',
    title: 'kube-proxy of all nodes is killed and starts again, then the master’s process is killed',
    sparesReplica: true,
    async run({ set, master, pods }) {
      for (const node of await readyNodes()) await pods.killProgram(node, 'kube-proxy');
      await pods.kill(await set.pod(master.name), 'redis');
      await sleep(20_000);
    },
  },
];

function faults(nodes: NodeFaults | undefined): NodeFaults {
  if (nodes === undefined) throw new Error('NODE_FAULTS names no way to touch nodes');
  return nodes;
}

async function outage({ master, nodes }: Moment, begin: 'crash' | 'partition', end: 'start' | 'heal'): Promise<void> {
  await faults(nodes)[begin](master.node);
  await sleep(60_000);
  await faults(nodes)[end](master.node);
  await until(`${master.node} is Ready`, 180, async () => (await readyNodes()).includes(master.node));
}
