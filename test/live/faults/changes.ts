import { sleep } from '../runner/shell';
import { type RedisTarget } from '../redis/target';
import { type Fault } from './fault';

/** What an operator does on purpose. */
export const CHANGES: readonly Fault[] = [
  {
    id: 'rolling-restart',
    title: 'rolling restart',
    sparesReplica: true,
    async run(context) {
      await context.roll(context.restarted());
      await sleep(3000);
      return {};
    },
  },
  {
    id: 'rolling-config',
    title: 'rolling change of the configuration',
    sparesReplica: true,
    async run(context) {
      await context.roll(context.variants.reconfigured());
      await sleep(3000);
      return {};
    },
  },
  {
    id: 'redis-to-valkey',
    title: 'rolling change from Redis 7 to Valkey 9, then crash the master',
    sparesReplica: true,
    async run(context) {
      const { upgraded } = context.variants;
      if (upgraded === undefined) return { notApplicable: true, note: 'there is no next server' };
      await context.roll(upgraded());
      const settled = await context.settled(90);
      await sleep(3000);
      const master = await context.master();
      await context.cluster.crash(master.name, true);
      const failover = await context.writable(45, master.name);
      context.cluster.release();
      await context.settled(60);
      return { note: settled && failover !== undefined ? '' : 'not ready again, or no failover afterwards' };
    },
  },
  {
    id: 'failover-by-hand',
    title: 'failover on purpose, five times',
    sparesReplica: true,
    async run(context) {
      const command = context.variants.failoverCommand;
      if (command === undefined) return { notApplicable: true, note: 'no command is documented' };
      for (let round = 0; round < 5; round++) {
        const before = await context.master();
        await context.exec(before, command, 90);
        await context.writable(30, before.name);
        await context.settled(60);
      }
      return {};
    },
  },
  {
    id: 'reinstall',
    title: 'uninstalled with its claims kept, and installed again',
    sparesReplica: true,
    async run(context) {
      const { cluster, target, manifests } = context;
      await context.rest();
      const { workload } = target;
      // The observer looks for the set meanwhile, so it stays, without a pod.
      cluster.apply([Object.assign({}, workload, { spec: { ...workload.spec, replicas: 0 } })]);
      await context.within(120, () => target.members().length === 0 && cluster.podsOf(workload).length === 0);
      for (const object of manifests.filter(({ kind }) => kind === 'Service')) await cluster.delete(object);
      cluster.apply(manifests);
      const settled = await context.settled(90);
      const master = settled ? await context.master() : undefined;
      await context.load();
      if (master !== undefined) {
        await cluster.crash(master.name, true);
        await context.writable(45, master.name);
        cluster.release();
        await context.settled(60);
      }
      return { note: settled ? '' : `not ready again: ${await target.refusals()}` };
    },
  },
  {
    id: 'rotate-password',
    title: 'rotation of the password, then crash the master',
    sparesReplica: true,
    async run(context) {
      const { cluster, target, variants } = context;
      const { passwords } = variants;
      const old = target.access.password ?? '';
      if (passwords === undefined) return { notApplicable: true, note: 'no rotation is documented' };
      const adopted = (valid: string, invalid?: string) =>
        context.within(60, async () => {
          const members = target.members();
          const answers = await Promise.all(
            members.map(
              async (pod) =>
                (await target.takes(pod, valid)) && (invalid === undefined || !(await target.takes(pod, invalid))),
            ),
          );
          return answers.every(Boolean);
        });
      const begun = members(target).join();
      cluster.apply([passwords(old, 'rotated')]);
      const first = await adopted('rotated');
      cluster.apply([passwords('rotated', old)]);
      await sleep(5000);
      target.usePassword('rotated');
      cluster.apply([passwords('rotated', '')]);
      const last = await adopted('rotated', old);
      const same = begun === members(target).join();
      await sleep(3000);
      const master = await context.master();
      await cluster.crash(master.name, true);
      const failover = await context.writable(45, master.name);
      cluster.release();
      await context.settled(60);
      const notes = [
        first === undefined ? 'the new password was never valid' : '',
        last === undefined ? 'the old password is still valid' : '',
        same ? '' : 'containers were restarted',
        failover === undefined ? 'no failover afterwards' : '',
      ];
      return { note: notes.filter((note) => note !== '').join('; ') };
    },
  },
  {
    id: 'scale-down-unprepared',
    title: 'scale down by two members without scale-down.sh, the master among them',
    sparesReplica: true,
    async run(context) {
      const { cluster, target, variants } = context;
      const members = target.workload.spec.replicas ?? 3;
      if (members < 5) return { notApplicable: true, note: 'three members are the least' };
      const last = target.members().at(-1);
      for (let round = 0; round < 20 && (await context.master()) !== last; round++) {
        const [pod] = context.replicas(await context.master());
        if (pod !== undefined && variants.failoverCommand !== undefined) {
          await context.exec(pod, variants.failoverCommand, 90);
        }
        await context.settled(60);
      }
      context.begin();
      cluster.apply(variants.scaled(members - 2));
      await sleep(5000);
      await context.within(150, () => target.members().length === members - 2);
      await context.settled(150);
      return { note: last === undefined ? '' : `${last.name} was the master` };
    },
  },
  {
    id: 'scale',
    title: 'scale up by two members and down again, then crash the master',
    sparesReplica: true,
    async run(context) {
      const { cluster, target, variants } = context;
      const members = target.workload.spec.replicas ?? 3;
      cluster.apply(variants.scaled(members + 2));
      await sleep(2000);
      const up = await rolled(150);
      const [stays] = target.members();
      const command = variants.scaleDownCommand;
      if (command !== undefined && stays !== undefined) {
        cluster.report((await context.exec(stays, command('prepare', members), 150)).trim());
      }
      cluster.apply(variants.scaled(members));
      await sleep(2000);
      const down = await rolled(150);
      const [again] = target.members();
      if (command !== undefined && again !== undefined) {
        cluster.report((await context.exec(again, command('finish', members), 150)).trim());
      }
      const master = await context.master();
      await cluster.crash(master.name, true);
      const failover = await context.writable(45, master.name);
      cluster.release();
      await context.settled(60);
      const notes = [up ? '' : `not ready with ${members + 2} members`, down ? '' : `not ready with ${members} again`];
      notes.push(
        failover === undefined ? 'no failover afterwards within 45 s' : `failover afterwards ${failover.toFixed(1)} s`,
      );
      return { note: notes.filter((note) => note !== '').join('; ') };

      /** All members are of the newest template and ready, twice over two seconds: an update may just be between two pods. */
      async function rolled(seconds: number): Promise<boolean> {
        let since: number | undefined;
        const done = await context.within(seconds + context.allowance, () => {
          const revisions = new Set(target.members().map((pod) => pod.identity.revision));
          const now =
            cluster.ready(target.workload) && revisions.size === 1 && context.observer.writable().length === 1;
          since = now ? (since ?? Date.now()) : undefined;
          return since !== undefined && Date.now() - since > 2000;
        });
        return done !== undefined;
      }
    },
  },
];

/** Members and how often each of their containers was started. */
function members(target: RedisTarget): string[] {
  return target.members().map((pod) => `${pod.name}:${pod.containers.map(({ restarts }) => restarts).join('/')}`);
}
