import { finished } from '../jobs/live-cluster';
import { Cluster } from '../runner/cluster';
import { jobFrom } from '../runner/cron-job';
import { type StatefulSetObject } from '../runner/types';
import { PRODUCTION, productionManifests } from './production';
import { RedisTarget } from './target';

const KEYS = 2000;

test('the production Redis: a backup of the CronJob is there again after everything was destroyed, with its expiry', async () => {
  // GIVEN
  const manifests = productionManifests({ backup: true });
  const cluster = await Cluster.start({ backoffSeconds: 1 });
  const target = new RedisTarget(cluster, PRODUCTION);
  const ask = async (...command: string[]) => {
    for (const pod of target.members()) {
      if ((await target.info(pod)).get('role') === 'master') return target.ask(pod, command, 5000);
    }
    return undefined;
  };
  const run = async (cronJob: string, name: string) => {
    const job = jobFrom(manifests, cronJob, name);
    cluster.apply([job]);
    const { done, output } = await finished(cluster, job);
    return done === 'Complete' ? done : `${done}: ${output}`;
  };
  const writable = async () => (await ask('SET', 'probe', '1')) === 'OK';
  try {
    cluster.apply(manifests);
    await cluster.until('all members are ready', 90, () => cluster.ready(target.workload));
    await cluster.until('writes are taken', 30, writable);
    await ask('DEL', 'probe');
    const pairs = Array.from({ length: KEYS }, (_, n) => [`key:${n}`, `value ${n}`]).flat();
    expect(await ask('MSET', ...pairs)).toBe('OK');
    await ask('SET', 'with a\nnewline', 'é\u0000', 'EX', '5000');
    await ask('HSET', 'hash', 'field', 'value');
    expect(await run('redis-backup', 'backup-1')).toBe('Complete');
    const refused = await run('redis-restore', 'restore-refused');

    // WHEN
    const set = target.workload;
    await cluster.delete(set);
    for (let ordinal = 0; ordinal < 3; ordinal++) await cluster.removeClaim('default', `data-redis-${ordinal}`);
    cluster.apply(manifests.filter((object): object is StatefulSetObject => object.kind === 'StatefulSet'));
    await cluster.until('all members are ready again', 90, () => cluster.ready(target.workload));
    await cluster.until('writes are taken again', 30, writable);
    await ask('DEL', 'probe');
    const empty = await ask('DBSIZE');
    const restored = await run('redis-restore', 'restore-1');

    // THEN
    expect(refused).toContain('the set holds');
    expect(empty).toBe(0);
    expect(restored).toBe('Complete');
    const values = await ask('MGET', ...Array.from({ length: KEYS }, (_, n) => `key:${n}`));
    expect(values).toEqual(Array.from({ length: KEYS }, (_, n) => `value ${n}`));
    expect(await ask('HGET', 'hash', 'field')).toBe('value');
    expect(Number(await ask('TTL', 'with a\nnewline'))).toBeGreaterThan(4000);
  } finally {
    await cluster.stop();
  }
});
