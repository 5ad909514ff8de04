import { setTimeout as sleep } from 'node:timers/promises';
import { PRODUCTION, productionManifests, productionSecret } from '../../live/redis/production';
import { completed, readDocument } from '../documents';
import { apply, kubectl, readyNodes, tryKubectl, until } from '../kubectl';
import { type ClusterFault, failover } from './moment';
import { larger } from './partitions';
import { type RedisSet, ROTATED } from './set';

const PASSWORD = PRODUCTION.password ?? '';
const NAMESPACE = 'redis';

/** What an operator does on purpose. */
export const CHANGES: readonly ClusterFault[] = [
  {
    id: 'rolling-restart',
    title: 'rolling restart under load',
    sparesReplica: true,
    async run({ set }) {
      await kubectl(set.inNamespace('rollout', 'restart', 'statefulset/redis'));
      await rolled(set);
    },
  },
  {
    id: 'rolling-config',
    title: 'rolling change of the configuration',
    sparesReplica: true,
    set: () => ({ objects: productionManifests({ namespace: NAMESPACE }) }),
    async run({ set }) {
      await apply(productionManifests({ namespace: NAMESPACE, redisConf: 'slowlog-max-len 200' }));
      await rolled(set);
    },
  },
  {
    id: 'redis-to-valkey',
    title: 'rolling change from Redis 7 to Valkey 9, then the master is lost',
    sparesReplica: true,
    set: () => ({ objects: productionManifests({ namespace: NAMESPACE }) }),
    async run(moment) {
      await apply(productionManifests({ namespace: NAMESPACE, valkey: true }));
      await rolled(moment.set);
      await failover(moment);
    },
  },
  {
    id: 'failover-by-hand',
    title: 'failover on purpose, five times',
    sparesReplica: true,
    async run({ set }) {
      for (let round = 0; round < 5; round++) {
        const { name } = await set.master();
        await set.script(name, '/scripts/failover.sh');
        if ((await set.writable(30, name)) === undefined) throw new Error('no failover within 30 s');
        await set.ready(60);
      }
    },
  },
  {
    id: 'reinstall',
    title: 'uninstalled with its claims kept, installed again, then the master is lost',
    sparesReplica: true,
    async run(moment) {
      const { set } = moment;
      const kept = readDocument('production-redis').filter(({ kind }) => kind !== 'PersistentVolumeClaim');
      // The clients' way through the policies stays closed meanwhile: nobody writes.
      const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: kept });
      await kubectl(['delete', '--wait=true', '--timeout=180s', '-f', '-'], list);
      await until('the members are gone', 180, async () => (await set.membersThere()).length === 0);
      await apply(kept);
      await set.ready(240);
      await set.writable(60);
      await failover(moment);
    },
  },
  {
    id: 'rotate-password',
    title: 'rotation of the password, then the master is lost',
    sparesReplica: true,
    async run(moment) {
      const { set } = moment;
      const before = await set.starts();
      await apply([productionSecret(PASSWORD, ROTATED, NAMESPACE)]);
      await until('the new password is valid too', 180, () => set.takes(ROTATED));
      await apply([productionSecret(ROTATED, PASSWORD, NAMESPACE)]);
      await sleep(5000);
      await apply([productionSecret(ROTATED, '', NAMESPACE)]);
      await until('the old password is not valid any more', 180, async () => !(await set.takes(PASSWORD)));
      const restarted = (await set.starts()) === before ? '' : 'containers were restarted';
      await failover(moment);
      return { note: restarted };
    },
  },
  {
    id: 'scale',
    title: 'scale up by two members and down again, then the master is lost',
    sparesReplica: true,
    set: () => ({ objects: productionManifests({ namespace: NAMESPACE }), watched: 5 }),
    async run(moment) {
      const { set } = moment;
      await apply(productionManifests({ namespace: NAMESPACE, members: 5 }));
      await rolled(set);
      await set.script('redis-0', '/scripts/scale-down.sh', 'prepare', '3');
      await apply(productionManifests({ namespace: NAMESPACE, members: 3 }));
      await rolled(set);
      await set.script('redis-0', '/scripts/scale-down.sh', 'finish', '3');
      await failover(moment);
    },
  },
  {
    id: 'scale-down-unprepared',
    title: 'scale down from five members to three without scale-down.sh, the master among those that go',
    sparesReplica: true,
    set: larger(5),
    async run({ set, begin }) {
      for (let round = 0; round < 20 && (await set.master()).name !== 'redis-4'; round++) {
        await set.script('redis-0', '/scripts/failover.sh');
        await set.ready(60);
      }
      const { name } = await set.master();
      begin();
      await apply(productionManifests({ namespace: NAMESPACE, members: 3 }));
      set.resize(3);
      await rolled(set);
      return { note: `${name} was the master` };
    },
  },
  {
    id: 'restore',
    title: 'backup, then a restore of it over the running set, by the CronJobs’ Jobs',
    sparesReplica: true,
    async run({ set, begin }) {
      await kubectl(set.inNamespace('create', 'job', 'backup-now', '--from=cronjob/redis-backup'));
      await completed(set.namespace, 'backup-now');
      begin();
      await apply([await restoreJob(set)]);
      await completed(set.namespace, 'restore-now', 300);
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
          await set.uncordon([node]);
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
      const both = [master.name, set.others(master.name)[0] ?? ''];
      const codes = await Promise.all(both.map((name) => evict(set.namespace, name)));
      if (codes.filter((code) => code === 0).length !== 1) {
        throw new Error(`expected one eviction and one refusal, got exit codes ${codes.join(', ')}`);
      }
    },
  },
];

interface Job {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly env: object[] }[] } };
  };
}

/** The Job of the CronJob, which replaces keys that are there. */
async function restoreJob(set: RedisSet): Promise<object> {
  const args = ['create', 'job', 'restore-now', '--from=cronjob/redis-restore', '--dry-run=client', '-o=json'];
  const job = JSON.parse(await kubectl(set.inNamespace(...args))) as Job;
  for (const { env } of job.spec.template.spec.containers) env.push({ name: 'RESTORE_OVER', value: 'yes' });
  return job;
}

async function rolled(set: RedisSet): Promise<void> {
  await kubectl(set.inNamespace('rollout', 'status', 'statefulset/redis', '--timeout=300s'));
}

async function evict(namespace: string, name: string): Promise<number> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  return (await tryKubectl(['create', '--raw', path, '-f', '-'], JSON.stringify(eviction))).code;
}
