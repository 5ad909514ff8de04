import { sleep } from '../runner/shell';
import { type FaultContext } from './context';
import { type Fault } from './fault';

const FAILOVER = 45;

/** Members that stop, with and without their data. */
export const OUTAGES: readonly Fault[] = [
  {
    id: 'bootstrap',
    title: 'parallel bootstrap of empty volumes',
    sparesReplica: true,
    async run(context) {
      const settled = await context.settled(60);
      const first = context.observer.samples.find(({ writable }) => writable.length > 0);
      const seconds = first === undefined ? 'none in 60' : ((first.at - context.since) / 1000).toFixed(1);
      await context.load();
      return { seconds, note: settled ? '' : 'not all members became ready' };
    },
  },
  {
    id: 'kill-master',
    title: 'kill the master 20 times (SIGKILL of its process and crash of its pod in turn)',
    sparesReplica: true,
    async run(context) {
      const times: number[] = [];
      for (let kill = 0; kill < 20; kill++) {
        const master = await context.master();
        const begun = Date.now();
        if (kill % 2 === 0) master.container(context.redisContainer(master)).kill();
        else await context.cluster.crash(master.name);
        await context.within(3, () => !context.observer.writable().includes(master));
        if ((await context.writable(FAILOVER)) === undefined) break;
        times.push((Date.now() - begun) / 1000);
        await context.settled(20);
      }
      times.sort((a, b) => a - b);
      const [median, worst] = [times[Math.floor(times.length / 2)], times.at(-1)];
      return {
        seconds:
          median === undefined || worst === undefined ? 'never' : `${median.toFixed(1)} (worst ${worst.toFixed(1)})`,
        note: times.length === 20 ? '' : `no writable master after kill ${times.length + 1}`,
      };
    },
  },
  {
    id: 'old-master-returns',
    title: 'old master back with a new address after the failover',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      await context.cluster.crash(master.name, true);
      const failover = await context.writable(FAILOVER, master.name);
      await sleep(3000);
      context.cluster.release();
      await sleep(10_000);
      await context.settled(45);
      return noFailover(failover);
    },
  },
  {
    id: 'all-pods-at-once',
    title: 'all pods crash at once after a failover',
    sparesReplica: false,
    async run(context) {
      const first = await context.master();
      await context.cluster.crash(first.name, true);
      const failover = await context.writable(FAILOVER, first.name);
      await sleep(2000);
      context.cluster.release();
      await context.settled(45);
      context.begin();
      await Promise.all(context.target.members().map((pod) => context.cluster.crash(pod.name)));
      await sleep(2000);
      await context.settled(60);
      await sleep(5000);
      return noFailover(failover);
    },
  },
  {
    id: 'master-volume-lost',
    title: 'master crashes, loses its volume and is back at once',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      await context.cluster.crash(master.name, true);
      context.cluster.wipe(master);
      context.cluster.release();
      await sleep(3000);
      await context.settled(60);
      await sleep(3000);
      return {};
    },
  },
  {
    id: 'volumes-lost-but-one',
    title: 'all pods crash, every volume but one replica’s is lost',
    sparesReplica: false,
    async run(context) {
      const master = await context.master();
      const [survivor] = context.replicas(master);
      const pods = context.target.members();
      await Promise.all(pods.map((pod) => context.cluster.crash(pod.name, true)));
      for (const pod of pods) if (pod !== survivor) context.cluster.wipe(pod);
      context.cluster.release();
      await sleep(3000);
      await context.settled(75);
      await sleep(3000);
      return { note: `survivor: ${survivor?.name ?? 'none'}, a replica` };
    },
  },
  {
    id: 'disk-full',
    title: 'disk full on the master for 30 s',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      const claims = [...master.identity.claims.values()].map((claim) => `${master.identity.namespace}/${claim}`);
      if (claims.length === 0) return { notApplicable: true, note: 'no claim: nothing is kept on a disk of its own' };
      for (const claim of claims) await context.cluster.claims.fill(claim);
      await sleep(30_000);
      for (const claim of claims) await context.cluster.claims.grow(claim);
      await context.settled(60);
      await sleep(3000);
      return {};
    },
  },
  {
    id: 'liveness-during-failover',
    title: 'liveness kill of the promoted replica in the middle of a failover',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      await context.cluster.crash(master.name, true);
      const promoted = await promotedReplica(context);
      const victim = promoted ?? context.replicas(master)[0];
      if (victim !== undefined) await victim.container(context.redisContainer(victim)).restart();
      await context.writable(30);
      await sleep(2000);
      context.cluster.release();
      await context.settled(90);
      await sleep(3000);
      return { note: promoted === undefined ? 'no failover happened: another replica was killed' : '' };
    },
  },
];

/** The first replica that calls itself a master, watched ten times a second. */
async function promotedReplica(context: FaultContext) {
  const members = context.target.members();
  for (let deadline = Date.now() + FAILOVER * 1000; Date.now() < deadline; await sleep(100)) {
    for (const pod of members) if ((await context.target.info(pod)).get('role') === 'master') return pod;
  }
  return undefined;
}

function noFailover(seconds: number | undefined) {
  return { note: seconds === undefined ? `no failover within ${FAILOVER} s` : '' };
}
