import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl, until } from '../kubectl';
import { type ClusterFault, failover, FAILOVER, held } from './moment';
import { type RedisSet } from './set';

/** Members that stop, with and without their data. */
export const OUTAGES: readonly ClusterFault[] = [
  {
    id: 'bootstrap',
    title: 'parallel bootstrap of empty volumes',
    sparesReplica: true,
    set: () => ({ clientsFirst: true }),
    async run({ set }) {
      await set.ready(300);
    },
  },
  {
    id: 'kill-master',
    title: 'kill the master 4 times (SIGKILL of its process and forced deletion of its pod in turn)',
    sparesReplica: true,
    async run({ set, pods }) {
      const seconds: number[] = [];
      for (let kill = 0; kill < 4; kill++) {
        const { name } = await set.master();
        const begun = Date.now();
        if (kill % 2 === 0) await pods.kill(await set.pod(name), 'redis');
        else await set.crash(name);
        // A server that is back before the Sentinels miss it stays the master.
        await sleep(2000);
        if ((await set.writable(FAILOVER)) === undefined) throw new Error(`no writable master after kill ${kill + 1}`);
        seconds.push((Date.now() - begun) / 1000);
        await set.ready(120);
      }
      return { note: `back after ${seconds.map((s) => s.toFixed(0)).join(', ')} s` };
    },
  },
  {
    id: 'delete-force',
    title: "the master's pod is deleted with --force",
    sparesReplica: true,
    run: ({ set, master }) => set.crash(master.name),
  },
  {
    id: 'delete-two',
    title: 'the master and a replica are deleted with --force at once',
    sparesReplica: false,
    run: ({ set, master }) => set.crash(master.name, set.others(master.name)[0] ?? ''),
  },
  {
    id: 'old-master-returns',
    title: 'old master back with a new address after the failover',
    sparesReplica: true,
    async run(moment) {
      await failover(moment);
    },
  },
  {
    id: 'all-pods-at-once',
    title: 'all pods are deleted with --force at once after a failover',
    sparesReplica: false,
    async run(moment) {
      await failover(moment);
      await moment.set.ready(120);
      moment.begin();
      await moment.set.crash(...moment.set.members);
    },
  },
  {
    id: 'master-volume-lost',
    title: 'the master loses its pod and its volume',
    sparesReplica: true,
    run: ({ set, master }) => loseVolumes(set, [master.name]),
  },
  {
    id: 'volumes-lost-but-one',
    title: "all pods are lost, and every volume but one replica's",
    sparesReplica: false,
    async run({ set, master }) {
      const [survivor = ''] = set.others(master.name);
      await loseVolumes(set, set.others(survivor), [survivor]);
      return { note: `survivor: ${survivor}, a replica` };
    },
  },
  {
    id: 'liveness-during-failover',
    title: 'the promoted replica is killed in the middle of a failover',
    sparesReplica: true,
    async run({ set, master, pods }) {
      await held(set, [master.name], async () => {
        await set.crash(master.name);
        const promoted = await set.promoted(set.others(master.name), FAILOVER);
        await pods.kill(await set.pod(promoted), 'redis');
        if ((await set.writable(90, master.name)) === undefined) throw new Error('not within 90 s');
      });
    },
  },
];

/** Deletes members with their claims, and others without. */
async function loseVolumes(set: RedisSet, lost: readonly string[], kept: readonly string[] = []): Promise<void> {
  await held(set, [...lost, ...kept], async () => {
    await kubectl(set.inNamespace('delete', 'pvc', ...lost.map((name) => `data-${name}`), '--wait=false'));
    await set.crash(...lost, ...kept);
    await until('the claims are gone or new', 60, async () => {
      const path = '-o=jsonpath={range .items[*]}{.metadata.name}={.metadata.deletionTimestamp}{"\\n"}{end}';
      const claims = (await kubectl(set.inNamespace('get', 'pvc', path))).split('\n');
      return !claims.some((line) => lost.some((name) => line.startsWith(`data-${name}=2`)));
    });
    // A pod that was made before its claim was gone waits for a claim that nobody makes.
    await set.crash(...lost);
  });
}
