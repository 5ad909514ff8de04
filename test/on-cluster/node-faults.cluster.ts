import { apply, explain, inNamespace, kubectl, readyNodes, tryKubectl, until } from './kubectl';
import { nodeFaults } from './node-faults';

const nodes = nodeFaults();

/** One pod that stays on its node, and answers from a process of its own. */
const pod = (node: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'stays' },
  spec: {
    nodeName: node,
    terminationGracePeriodSeconds: 0,
    tolerations: [{ operator: 'Exists' }],
    containers: [{ name: 'main', image: 'busybox:1.36', command: ['sleep', '100000'] }],
  },
});

(nodes === undefined ? describe.skip : describe)('a node of the cluster', () => {
  test.each([
    ['loses power and boots', 'crash', 'start', 1],
    ['loses its link and gets it back', 'partition', 'heal', 0],
  ] as const)('%s: it is NotReady, then Ready, and its pod runs', async (_, begin, end, restarts) => {
    if (nodes === undefined) return;
    const all = await readyNodes();
    const node = all.at(-1) ?? '';
    await inNamespace('node-faults', async (namespace) => {
      // GIVEN
      await apply([pod(node)], '-n', namespace);
      await kubectl(['wait', 'pod/stays', '-n', namespace, '--for=condition=Ready', '--timeout=60s']);

      // WHEN
      await nodes[begin](node);

      // THEN
      try {
        await until(`${node} is not Ready`, 90, async () => !(await readyNodes()).includes(node));
      } finally {
        await nodes[end](node);
      }
      await until(`${node} is Ready`, 90, async () => (await readyNodes()).includes(node));
      const count = '-o=jsonpath={.status.containerStatuses[0].ready} {.status.containerStatuses[0].restartCount}';
      await until(
        `the pod runs, restarted ${restarts} times`,
        90,
        async () =>
          (await kubectl(['get', 'pod', 'stays', '-n', namespace, count])) === `true ${restarts}` &&
          (await tryKubectl(['exec', 'stays', '-n', namespace, '--', 'true'])).code === 0,
        () => explain(namespace),
      );
    });
  });
});
