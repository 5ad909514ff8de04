import { sleep } from '../runner/shell';
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
