import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl } from '../kubectl';
import { productionManifests } from '../../live/redis/production';
import { type ClusterFault, FAILOVER, held, type Moment } from './moment';
import { type RedisSetOptions } from './set';

const SENTINEL_PORT = 26379;

/** A set of so many members, as the library makes it. */
export const larger = (members: number) => (): RedisSetOptions => ({
  members,
  objects: productionManifests({ members, namespace: 'redis' }),
});

/** Members that cannot reach each other, or nobody's name. */
export const PARTITIONS: readonly ClusterFault[] = [
  {
    id: 'partition-master',
    title: 'the master is cut off from the other members for 30 s, no client is',
    sparesReplica: true,
    run: (moment) => cutOff(moment, [moment.master.name], 30),
  },
  {
    id: 'partition-minority',
    title: 'of five members the master and a replica are cut off from the others for 30 s',
    sparesReplica: true,
    set: larger(5),
    run: (moment) => cutOff(moment, [moment.master.name, moment.set.others(moment.master.name)[0] ?? ''], 30),
  },
  {
    id: 'partition-replica',
    title: 'a replica is cut off from the other members for 20 s',
    sparesReplica: true,
    run: (moment) => cutOff(moment, [moment.set.others(moment.master.name)[0] ?? ''], 20),
  },
  {
    id: 'partition-sentinels',
    title: 'no Sentinel reaches another for 25 s, the master’s process is killed meanwhile',
    sparesReplica: true,
    async run({ set, master, pods, begin }) {
      const members = await Promise.all(set.members.map((name) => set.pod(name)));
      for (const member of members) {
        const others = await Promise.all(set.others(member.metadata.name).map((name) => set.addresses(name)));
        await pods.cut(member, others.flat(), SENTINEL_PORT);
      }
      await sleep(5000);
      begin();
      await pods.kill(await set.pod(master.name), 'redis');
      await sleep(20_000);
      await pods.heal(members);
      const seconds = await set.writable(60);
      return { note: seconds === undefined ? 'no failover' : `writable ${seconds.toFixed(1)} s after they met again` };
    },
  },
  {
    id: 'dns-down',
    title: 'CoreDNS is down, then the master’s pod is lost and comes back while it stays down',
    sparesReplica: true,
    async run({ set, master, begin }) {
      const scale = (n: number) => kubectl(['scale', 'deployment/coredns', '-n', 'kube-system', `--replicas=${n}`]);
      await scale(0);
      try {
        await sleep(10_000);
        begin();
        const seconds = await held(set, [master.name], async () => {
          await set.crash(master.name);
          return set.writable(FAILOVER, master.name);
        });
        await sleep(15_000);
        return { note: seconds === undefined ? `no failover within ${FAILOVER} s` : '' };
      } finally {
        await scale(2);
        await kubectl(['rollout', 'status', 'deployment/coredns', '-n', 'kube-system', '--timeout=120s']);
      }
    },
  },
];

async function cutOff({ set, pods, begin }: Moment, minority: readonly string[], seconds: number): Promise<void> {
  const majority = set.members.filter((name) => !minority.includes(name));
  const addresses = (await Promise.all(majority.map((name) => set.addresses(name)))).flat();
  const members = await Promise.all(minority.map((name) => set.pod(name)));
  begin();
  for (const member of members) await pods.cut(member, addresses);
  await sleep(seconds * 1000);
  await pods.heal(members);
  await sleep(8000);
}
