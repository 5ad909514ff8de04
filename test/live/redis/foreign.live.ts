import { FAULTS, runFault } from '../faults/run';
import { anySubject } from '../faults/subjects';
import { Cluster } from '../runner/cluster';
import { parseManifests } from '../runner/manifests';
import { type RedisAccess, RedisTarget } from './target';

/** Somebody else's layout: a password, and the Sentinel in a Deployment of its own. */
const MANIFESTS = parseManifests(
  `
apiVersion: v1
kind: Service
metadata: {name: cache, namespace: shop}
spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: cache}, ports: [{port: 6379}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: cache, namespace: shop}
spec:
  replicas: 2
  serviceName: cache
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
      - name: server
        image: example.com/mirror/redis:7
        command:
        - sh
        - -c
        - |
          set -- --requirepass secret --masterauth secret
          [ "$HOSTNAME" = cache-0 ] || set -- "$@" --replicaof cache-0.cache 6379
          exec redis-server "$@"
        ports: [{containerPort: 6379}]
        readinessProbe: {tcpSocket: {port: 6379}, periodSeconds: 1}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: watch, namespace: shop}
spec:
  selector: {matchLabels: {app: watch}}
  template:
    metadata: {labels: {app: watch}}
    spec:
      containers:
      - name: sentinel
        image: redis:7-alpine
        command:
        - sh
        - -c
        - |
          printf '%s\\n' 'sentinel resolve-hostnames yes' 'sentinel monitor main cache-0.cache 6379 1' \\
            'sentinel auth-pass main secret' 'sentinel down-after-milliseconds main 2000' >/data/sentinel.conf
          exec redis-sentinel /data/sentinel.conf
        ports: [{containerPort: 26379}]
`,
  'foreign',
);
const ACCESS: RedisAccess = { name: 'cache', namespace: 'shop', port: 6379, sentinelPort: 26379, password: 'secret' };

test('the Sentinels are found wherever they run, and clients go where these say', async () => {
  // GIVEN
  const cluster = await Cluster.start({ backoffSeconds: 1 });
  const target = new RedisTarget(cluster, ACCESS);
  try {
    cluster.apply(MANIFESTS);
    const master = () => cluster.pods().find(({ name }) => name === 'cache-0');
    await cluster.until('the master is known', 30, async () => (await target.discover()) !== undefined);
    await cluster.until('all members are ready', 30, () => cluster.ready(target.workload));

    // WHEN
    const sentinels = target.sentinels().map(({ name }) => name.replace(/-.*/, ''));
    const others = target.others(cluster.pod('cache-0')).map(({ name }) => name.replace(/^watch-.*/, 'watch'));
    const before = await target.discover();
    await cluster.until('the replica is known', 15, async () => {
      const [watched] = await target.sentinelMasters(target.sentinels()[0] ?? cluster.pod('cache-0'));
      return watched?.get('num-slaves') === '1';
    });
    const first = master()?.ip;
    await cluster.crash('cache-0', true);
    await cluster.until(
      'the replica was promoted',
      30,
      async () => (await target.discover()) === cluster.pod('cache-1').ip,
    );

    // THEN
    expect(sentinels).toEqual(['watch']);
    expect(others.sort()).toEqual(['cache-1', 'watch']);
    expect(before).toBe(first);
  } finally {
    await cluster.stop();
  }
});

test('a set that refuses the client is not put through a fault: the result says what it answers and what to do', async () => {
  // GIVEN
  const fault = FAULTS.find(({ id }) => id === 'rolling-restart');
  if (fault === undefined) throw new Error('no such fault');
  const withoutPassword = {
    ...anySubject('foreign', MANIFESTS, { ...ACCESS, password: undefined }),
    patienceSeconds: 5,
  };

  // WHEN
  const result = await runFault(withoutPassword, fault, () => undefined);

  // THEN
  expect(result.seconds).toBe(Infinity);
  expect(result.note).toBe(
    'not put through it: cache-0: NOAUTH Authentication required. (--password); cache-1: NOAUTH Authentication required. (--password)',
  );
});
