import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl, readyNodes, tryKubectl, until } from '../kubectl';
import { type NodeFaults } from '../node-faults';
import { type RedisSet } from './set';

/** What a fault is told: the set, its master before the fault, and the means to touch nodes. */
export interface Moment {
  readonly set: RedisSet;
  readonly master: { readonly name: string; readonly node: string };
  readonly nodes: NodeFaults | undefined;
}

export interface ClusterFault {
  readonly id: string;
  readonly title: string;
  /** Whether a replica that could have confirmed a write with WAIT 1 is spared, so that such a write must survive. */
  readonly sparesReplica: boolean;
  /** Needs what only `NodeFaults` can do. */
  readonly needsNodes?: boolean;
  /** Brings the fault about and ends it. The set gets its time to recover afterwards. */
  run(this: void, moment: Moment): Promise<void>;
}

/** Faults that go through the API of a real Kubernetes, or through its nodes. */
export const CLUSTER_FAULTS: readonly ClusterFault[] = [
  {
    id: 'delete-force',
    title: "the master's pod is deleted with --force",
    sparesReplica: true,
    run: ({ set, master }) => deletePods(set, [master.name]),
  },
  {
    id: 'delete-two',
    title: 'the master and a replica are deleted with --force at once',
    sparesReplica: false,
    run: ({ set, master }) => {
      const [replica = ''] = set.members.filter((name) => name !== master.name);
      return deletePods(set, [master.name, replica]);
    },
  },
  {
    id: 'rolling-restart',
    title: 'rolling restart under load',
    sparesReplica: true,
    async run({ set }) {
      await kubectl(set.inNamespace('rollout', 'restart', 'statefulset/redis'));
      await kubectl(set.inNamespace('rollout', 'status', 'statefulset/redis', '--timeout=300s'));
    },
  },
  {
    id: 'drain',
    title: 'each node is drained in turn, the PodDisruptionBudget in force',
    sparesReplica: true,
    async run({ set }) {
      for (const node of await readyNodes()) {
        const pods = '--pod-selector=app.kubernetes.io/name=redis';
        const flags = ['--ignore-daemonsets', '--delete-emptydir-data', '--force', pods, '--timeout=180s'];
        try {
          await kubectl(['drain', node, ...flags]);
        } finally {
          await kubectl(['uncordon', node]);
        }
        await set.ready(180);
      }
    },
  },
  {
    id: 'evict-two',
    title: 'two members are evicted at once: the budget refuses one',
    sparesReplica: true,
    async run({ set, master }) {
      const [replica = ''] = set.members.filter((name) => name !== master.name);
      const codes = await Promise.all([master.name, replica].map((name) => evict(set.namespace, name)));
      if (codes.filter((code) => code === 0).length !== 1) {
        throw new Error(`expected one eviction and one refusal, got exit codes ${codes.join(', ')}`);
      }
    },
  },
  {
    id: 'dns-down',
    title: 'CoreDNS is down for a minute, the master is lost meanwhile',
    sparesReplica: true,
    async run({ set, master }) {
      const scale = (n: number) => kubectl(['scale', 'deployment/coredns', '-n', 'kube-system', `--replicas=${n}`]);
      await scale(0);
      try {
        await sleep(10_000);
        await deletePods(set, [master.name]);
        await sleep(50_000);
      } finally {
        await scale(2);
        await kubectl(['rollout', 'status', 'deployment/coredns', '-n', 'kube-system', '--timeout=120s']);
      }
    },
  },
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
];

async function deletePods({ namespace }: RedisSet, names: readonly string[]): Promise<void> {
  await kubectl(['delete', 'pod', ...names, '-n', namespace, '--force', '--grace-period=0', '--wait=false']);
}

async function evict(namespace: string, name: string): Promise<number> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  return (await tryKubectl(['create', '--raw', path, '-f', '-'], JSON.stringify(eviction))).code;
}

async function outage({ master, nodes }: Moment, begin: 'crash' | 'partition', end: 'start' | 'heal'): Promise<void> {
  if (nodes === undefined) throw new Error('NODE_FAULTS names no way to touch nodes');
  await nodes[begin](master.node);
  await sleep(60_000);
  await nodes[end](master.node);
  await until(`${master.node} is Ready`, 180, async () => (await readyNodes()).includes(master.node));
}
