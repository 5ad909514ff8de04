import { apply, explain, inNamespace, kubectl, shell, tryKubectl, until } from './kubectl';

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 },
    containers: [
      {
        name: 'main',
        image: 'busybox:1.36',
        command: ['sleep', '100000'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
});

test('the default StorageClass makes a volume for a claim, keeps it for the next pod, and removes it with the claim', async () => {
  await inNamespace('storage', async (namespace) => {
    // GIVEN a claim without a class, and a pod that writes to it without being root
    await apply([claim, pod('first')], '-n', namespace);
    const ready = async (name: string): Promise<void> => {
      const waited = await tryKubectl([
        'wait',
        `pod/${name}`,
        '-n',
        namespace,
        '--for=condition=Ready',
        '--timeout=120s',
      ]);
      if (waited.code !== 0) throw new Error(await explain(namespace));
    };
    await ready('first');
    expect((await shell(namespace, 'first', 'echo kept >/data/file')).stderr).toBe('');
    const volume = await kubectl(['get', 'pvc', 'data', '-n', namespace, '-o=jsonpath={.spec.volumeName}']);

    // WHEN another pod takes its place
    await kubectl(['delete', 'pod', 'first', '-n', namespace]);
    await apply([pod('second')], '-n', namespace);
    await ready('second');

    // THEN
    expect((await shell(namespace, 'second', 'cat /data/file')).stdout).toBe('kept\n');

    // WHEN the claim is deleted
    await kubectl(['delete', 'pod/second', 'pvc/data', '-n', namespace]);

    // THEN
    await until('the volume is removed', 120, async () => (await tryKubectl(['get', 'pv', volume])).code !== 0);
  });
});
