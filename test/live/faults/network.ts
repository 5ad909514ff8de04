import { sleep } from '../runner/shell';
import { type Fault } from './fault';

/** Members that cannot reach each other. */
export const PARTITIONS: readonly Fault[] = [
  {
    id: 'partition-master',
    title: 'master cut from all others for 30 s, clients on both sides',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      context.pin(master);
      await sleep(1000);
      context.begin();
      await context.cluster.partition([master], context.target.others(master));
      await sleep(30_000);
      await context.cluster.heal();
      await sleep(8000);
      await context.settled(60);
      return {};
    },
  },
  {
    id: 'partition-minority',
    title: 'the master and all replicas but a majority cut off for 30 s, clients on both sides',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      const replicas = context.replicas(master);
      const minority = [master, ...replicas.slice(0, Math.floor((replicas.length + 1) / 2) - 1)];
      if (minority.length === 1) return { notApplicable: true, note: 'the minority is the master alone' };
      context.pin(master);
      await sleep(1000);
      context.begin();
      const majority = context.target.members().filter((pod) => !minority.includes(pod));
      await context.cluster.partition(minority, majority);
      await sleep(30_000);
      await context.cluster.heal();
      await sleep(8000);
      await context.settled(60);
      return {};
    },
  },
  {
    id: 'partition-replica',
    title: 'a replica cut from all others for 20 s',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      const [replica] = context.replicas(master);
      if (replica === undefined) return { notApplicable: true, note: 'no replica' };
      await context.cluster.partition([replica], context.target.others(replica));
      await sleep(20_000);
      await context.cluster.heal();
      await sleep(5000);
      await context.settled(60);
      return {};
    },
  },
  {
    id: 'partition-sentinels',
    title: 'no Sentinel reaches another for 25 s, the master’s process is killed meanwhile',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      const pods = context.target.sentinels();
      await context.cluster.partition(pods, pods, context.target.access.sentinelPort);
      await sleep(5000);
      context.begin();
      master.container(context.redisContainer(master)).kill();
      await sleep(20_000);
      await context.cluster.heal();
      const seconds = await context.writable(60);
      await context.settled(60);
      await sleep(3000);
      return { note: seconds === undefined ? '' : `writable ${seconds.toFixed(1)} s after the Sentinels met again` };
    },
  },
  {
    id: 'dns-dead',
    title: 'DNS dead, then the master’s pod is lost and comes back while DNS stays dead',
    sparesReplica: true,
    async run(context) {
      const master = await context.master();
      context.cluster.dns.dead = true;
      context.cluster.report('fault: DNS is dead');
      await sleep(6000);
      context.begin();
      await context.cluster.crash(master.name, true);
      const failover = await context.writable(60, master.name);
      context.cluster.release();
      await sleep(15_000);
      await context.cluster.heal();
      await context.settled(60);
      await sleep(3000);
      return { note: failover === undefined ? 'no failover within 60 s' : '' };
    },
  },
];
