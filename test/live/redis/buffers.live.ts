import * as net from 'node:net';
import { Cluster } from '../runner/cluster';
import { sleep } from '../runner/shell';
import { PRODUCTION, productionManifests } from './production';
import { RedisTarget } from './target';

const MEBIBYTE = 1024 * 1024;
/** As productionManifests says. */
const MEMORY_LIMIT = 1024 * MEBIBYTE;

test('the production Redis: a client that sends commands and never reads the replies is disconnected before the memory limit is reached', async () => {
  // GIVEN
  const cluster = await Cluster.start({ backoffSeconds: 1 });
  const target = new RedisTarget(cluster, PRODUCTION);
  try {
    cluster.apply(productionManifests());
    await cluster.until('all members are ready', 90, () => cluster.ready(target.workload));
    const [master] = target.members();
    if (master === undefined) throw new Error('there is no member');
    await cluster.until('writes are taken', 30, async () => (await target.ask(master, ['SET', 'k', 'v'])) === 'OK');
    expect(await target.ask(master, ['SET', 'large', 'x'.repeat(4 * MEBIBYTE)], 5000)).toBe('OK');

    // WHEN
    const socket = net.connect({ host: master.ip ?? '', port: PRODUCTION.port });
    let closed = false;
    socket.on('close', () => (closed = true)).on('error', () => (closed = true));
    socket.pause();
    socket.write(`AUTH ${PRODUCTION.password}\r\n`);
    let most = 0;
    for (let round = 0; round < 60 && !closed; round++) {
      socket.write('GET large\r\n'.repeat(10)); // 40 MiB of replies
      await sleep(200);
      most = Math.max(most, await usedMemory());
    }

    // THEN
    expect(closed).toBe(true);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(MEMORY_LIMIT / 2);
    expect(master.container('redis').restarts).toBe(0);
    expect(await target.ask(master, ['SET', 'k', 'w'])).toBe('OK');

    async function usedMemory(): Promise<number> {
      const info = await target.ask(master!, ['INFO', 'memory']);
      return Number(/used_memory:([0-9]+)/.exec(typeof info === 'string' ? info : '')?.[1] ?? 0);
    }
  } finally {
    await cluster.stop();
  }
});
