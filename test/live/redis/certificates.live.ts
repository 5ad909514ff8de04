import { X509Certificate } from 'node:crypto';
import * as tls from 'node:tls';
import { Cluster } from '../runner/cluster';
import { sleep } from '../runner/shell';
import { type KubeObject, type StatefulSetObject } from '../runner/types';
import { Authority } from './authority';
import { PRODUCTION, productionManifests } from './production';
import { RedisTarget } from './target';

const RESTART_SECONDS = 12;

test('the production Redis: members adopt a renewed certificate, Redis goes on, and the Sentinels restart one after the other', async () => {
  // GIVEN
  const authority = new Authority();
  const cluster = await Cluster.start({ backoffSeconds: 1 });
  const target = new RedisTarget(cluster, PRODUCTION);
  const [first, second] = [authority.certificate('redis-tls'), authority.certificate('redis-tls')];
  try {
    cluster.apply([first, ...productionManifests({ tlsSecret: 'redis-tls' }).map(restartedSoon)]);
    await cluster.until('all members are ready', 90, () => cluster.ready(target.workload));
    const { port, sentinelPort } = PRODUCTION;
    const served = async () =>
      Promise.all(
        target.members().flatMap(({ ip }) => [port, sentinelPort].map((each) => fingerprint(ip ?? '', each))),
      );
    const restarts = (container: string) => target.members().map((pod) => pod.container(container).restarts);
    expect(new Set(await served())).toEqual(new Set([fingerprintOf(first)]));

    // WHEN
    const before = [restarts('redis'), restarts('sentinel')];
    let down = 0;
    cluster.apply([second]);
    await cluster.until('every server has the new certificate', 120, async () => {
      const answers = await served();
      down = Math.max(down, answers.filter((answer) => answer === undefined).length);
      return answers.every((answer) => answer === fingerprintOf(second));
    });

    // THEN
    expect(down).toBeLessThanOrEqual(1);
    expect(restarts('redis')).toEqual(before[0]);
    expect(restarts('sentinel')).toEqual(before[1]?.map((count) => count + 1));

    // AND a key that does not belong to the certificate is refused, and the servers go on with the former pair
    const mixed = { ...second, stringData: { ...dataOf(second), 'tls.key': dataOf(first)['tls.key'] } };
    cluster.apply([mixed]);
    await sleep(10_000);
    const [pod] = target.members();
    expect(await fingerprint(pod?.ip ?? '', port)).toBe(fingerprintOf(second));
    expect(pod?.container('redis').restarts).toBe(before[0]?.[0]);
  } finally {
    await cluster.stop();
  }
});

/** The Sentinels wait shorter for each other. */
function restartedSoon(object: KubeObject): KubeObject {
  if (object.kind !== 'StatefulSet') return object;
  const { spec } = object as StatefulSetObject;
  const containers = spec.template.spec.containers.map((container) => ({
    ...container,
    env: [...(container.env ?? []), { name: 'SENTINEL_RESTART_SECONDS', value: `${RESTART_SECONDS}` }],
  }));
  return Object.assign({}, object, {
    spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, containers } } },
  });
}

function dataOf(secret: KubeObject): Record<string, string> {
  return (secret as KubeObject & { stringData: Record<string, string> }).stringData;
}

function fingerprintOf(secret: KubeObject): string {
  return new X509Certificate(dataOf(secret)['tls.crt'] ?? '').fingerprint256;
}

/** Of the certificate that a server shows. Undefined where it does not answer. */
function fingerprint(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = tls.connect({ host, port, rejectUnauthorized: false, timeout: 2000 });
    socket.once('secureConnect', () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256);
      socket.destroy();
    });
    for (const end of ['timeout', 'error']) {
      socket.once(end, () => {
        socket.destroy();
        resolve(undefined);
      });
    }
  });
}
