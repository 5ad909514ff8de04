import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { RedisAnnounce } from '../../../lib';
import { FaultContext } from '../faults/context';
import { production } from '../faults/subjects';
import { Cluster } from '../runner/cluster';
import { Authority } from './authority';
import { PRODUCTION, productionManifests } from './production';
import { RedisTarget } from './target';

const FOLDER = path.join(__dirname, '../../../lib/stateful/scripts/redis');
const SCRIPTS = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.sh'));

function output(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: FOLDER, encoding: 'utf8' });
  return `${status} ${stdout}${stderr}`;
}

test('shellcheck finds nothing in the scripts, and dash and busybox can read them', () => {
  expect(SCRIPTS.length).toBeGreaterThan(5);
  expect(output('shellcheck', '-x', ...SCRIPTS)).toBe('0 ');
  for (const script of SCRIPTS) {
    expect(output('dash', '-n', script)).toBe('0 ');
    expect(output('busybox', 'sh', '-n', script)).toBe('0 ');
  }
});

test('start, probes, failover and handover run under busybox ash too, with names announced', async () => {
  // GIVEN
  const manifests = productionManifests({ alpine: true, announce: RedisAnnounce.NAME });
  const context = await FaultContext.start({ ...production(), manifests }, () => undefined);
  try {
    expect(await context.settled(60)).toBe(true);
    await context.load();

    // WHEN
    const crashed = await context.master();
    await context.cluster.crash(crashed.name);
    const failover = await context.writable(45, crashed.name);
    const settled = await context.settled(60);
    const handed = await context.master();
    await handed.remove();
    const handover = await context.writable(30, handed.name);
    const again = await context.settled(60);

    // THEN
    const [failedOver, handedOver] = [failover !== undefined, handover !== undefined];
    expect({ failedOver, settled, handedOver, again }).toEqual({
      failedOver: true,
      settled: true,
      handedOver: true,
      again: true,
    });
    expect(await context.verdict()).toMatchObject({ twoMasters: 0, waitLost: 0 });
  } finally {
    await context.stop();
  }
});

test('with TLS the members replicate and fail over, and nothing listens without it', async () => {
  // GIVEN
  const cluster = await Cluster.start({ backoffSeconds: 1 });
  const target = new RedisTarget(cluster, PRODUCTION);
  try {
    cluster.apply([new Authority().certificate('redis-tls'), ...productionManifests({ tlsSecret: 'redis-tls' })]);
    const ready = () => cluster.ready(target.workload);
    await cluster.until('all members are ready', 90, ready);
    const tls = 'redis-cli --tls --cacert /tls/ca.crt --cert /tls/tls.crt --key /tls/tls.key';
    const role = async (pod: string) => {
      const command = `REDISCLI_AUTH=$(cat /auth/redis-password) ${tls} ROLE | head -n 1`;
      return (await cluster.pod(pod).container('redis').running?.exec(['sh', '-c', command], 5))?.stdout.trim();
    };
    expect([await role('redis-0'), await role('redis-1'), await role('redis-2')]).toEqual(['master', 'slave', 'slave']);

    // WHEN
    const plain = await target.ask(cluster.pod('redis-0'), ['PING']);
    await cluster.crash('redis-0', true);
    await cluster.until('another is master', 45, async () =>
      [await role('redis-1'), await role('redis-2')].includes('master'),
    );
    cluster.release();

    // THEN
    expect(plain).toBeUndefined();
    await cluster.until('all members are ready again', 60, ready);
    expect(await role('redis-0')).toBe('slave');
  } finally {
    await cluster.stop();
  }
});
