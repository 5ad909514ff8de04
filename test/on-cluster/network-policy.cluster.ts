import { apply, explain, inNamespace, kubectl, readyNodes, shell, until } from './kubectl';

const PORT = 8080;

const pod = (name: string, labels: Record<string, string>, node: string, command: string[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels },
  spec: {
    terminationGracePeriodSeconds: 0,
    nodeSelector: { 'kubernetes.io/hostname': node },
    containers: [{ name: 'main', image: 'node:20-slim', command, imagePullPolicy: 'IfNotPresent' }],
  },
});

const policy = (name: string, spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec,
});

test('a default-deny policy keeps every client out, on the same node and on another, until one is let in', async () => {
  const [first = '', second = first] = await readyNodes();
  const serve = ['node', '-e', `require('http').createServer((q, r) => r.end('served')).listen(${PORT})`];

  await inNamespace('policies', async (namespace) => {
    // GIVEN a server, and clients on its node and on another
    await apply(
      [
        pod('server', { app: 'server' }, first, serve),
        pod('near', { app: 'near' }, first, ['sleep', '100000']),
        pod('far', { app: 'far' }, second, ['sleep', '100000']),
      ],
      '-n',
      namespace,
    );
    await kubectl(['wait', 'pod', '--all', '-n', namespace, '--for=condition=Ready', '--timeout=120s']).catch(
      async (error: unknown) => {
        throw new Error(`${String(error)}\n${await explain(namespace)}`);
      },
    );
    const address = await kubectl(['get', 'pod', 'server', '-n', namespace, '-o=jsonpath={.status.podIP}']);
    const ask = `fetch('http://${address}:${PORT}', { signal: AbortSignal.timeout(2000) })`;
    const served = async (client: string): Promise<boolean> => {
      const script = `node -e "${ask}.then((r) => r.text()).then(console.log, () => console.log('no answer'))"`;
      return (await shell(namespace, client, script)).stdout.trim() === 'served';
    };
    await until('both clients are served without a policy', 60, async () => {
      return (await served('near')) && (await served('far'));
    });

    // WHEN
    await apply([policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })], '-n', namespace);

    // THEN
    await until('neither client is served', 30, async () => !(await served('near')) && !(await served('far')));

    // WHEN one of them is let in
    await apply(
      [
        policy('server', {
          podSelector: { matchLabels: { app: 'server' } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'far' } } }], ports: [{ port: PORT }] }],
        }),
        policy('far', {
          podSelector: { matchLabels: { app: 'far' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ podSelector: { matchLabels: { app: 'server' } } }], ports: [{ port: PORT }] }],
        }),
      ],
      '-n',
      namespace,
    );

    // THEN
    await until('the client that a policy names is served', 30, () => served('far'));
    expect(await served('near')).toBe(false);
  });
});
