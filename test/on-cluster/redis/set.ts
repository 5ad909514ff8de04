import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transpileModule, ModuleKind, ScriptTarget } from 'typescript';
import { DEFINITIONS } from '../definitions';
import { apply, explain, get, kubectl, readyNodes, tryKubectl, until } from '../kubectl';
import { type Entry, parseHistory } from './history';

const ROOT = join(__dirname, '../../..');
const PASSWORD = 'data-%&/()=?;~';
const SENTINEL_PASSWORD = 'watch-only';

interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly nodeName: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** dist/production-redis.k8s.yaml as it is, in a namespace that enforces Pod Security `restricted`, with clients. */
export class RedisSet {
  readonly namespace = 'redis';
  readonly members = ['redis-0', 'redis-1', 'redis-2'];

  /** Makes the set in a namespace of its own; an earlier one is deleted with its data. */
  static async create(): Promise<RedisSet> {
    const set = new RedisSet();
    await set.delete();
    await apply([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: set.namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      },
      ...DEFINITIONS,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'redis-credentials', namespace: set.namespace },
        stringData: { 'redis-password': PASSWORD, 'sentinel-password': SENTINEL_PASSWORD },
      },
    ]);
    await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    await kubectl(['apply', '-f', join(ROOT, 'dist/production-redis.k8s.yaml')]);
    await set.ready(300);
    return set;
  }

  /** Waits until every member is ready. */
  ready(seconds: number): Promise<void> {
    return until(
      'all members are ready',
      seconds,
      async () => {
        const pods = await this.pods('app.kubernetes.io/name=redis,app.kubernetes.io/instance=redis');
        return pods.length === this.members.length && pods.every(isReady);
      },
      () => explain(this.namespace),
    );
  }

  async pods(selector: string): Promise<readonly Pod[]> {
    const list = await get<{ items: readonly Pod[] }>('pods', '-n', this.namespace, '-l', selector);
    return list.items;
  }

  /** Starts one client on each node. */
  async startClients(): Promise<void> {
    await apply([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'client', namespace: this.namespace },
        data: {
          'client.js': program(join(__dirname, 'client.ts')),
          'resp.js': program(join(ROOT, 'test/live/redis/resp.ts')),
        },
      },
    ]);
    const nodes = await readyNodes();
    await apply(nodes.map((node) => this.clientOn(node)));
    await kubectl([...this.inNamespace('wait', 'pod'), '-l', 'app=client', '--for=condition=Ready', '--timeout=120s']);
    await until('a client writes', 60, async () =>
      (await this.history(nodes)).some(({ acknowledged }) => acknowledged),
    );
  }

  /** What the clients on these nodes have seen. */
  async history(nodes: readonly string[]): Promise<Entry[]> {
    const texts = await Promise.all(
      nodes.map((node) => kubectl([...this.inNamespace('exec', `client-${node}`), '--', 'cat', '/tmp/history.jsonl'])),
    );
    return texts.flatMap(parseHistory);
  }

  /** The member that the latest look of any client on these nodes saw take a write. */
  async master(nodes: readonly string[]): Promise<{ readonly name: string; readonly node: string }> {
    let name: string | undefined;
    await until('a member takes writes', 90, async () => {
      const looks = (await this.history(nodes)).filter(({ look }) => look !== undefined);
      const latest = looks.sort((a, b) => b.at - a.at)[0];
      name = latest?.look?.length === 1 ? latest.look[0] : undefined;
      return name !== undefined;
    });
    const pod = await get<Pod>('pod', name ?? '', '-n', this.namespace);
    return { name: pod.metadata.name, node: pod.spec.nodeName };
  }

  /** Those of the keys that are not stored, as a client on the node sees it. */
  async missing(node: string, keys: readonly string[]): Promise<string[]> {
    const args = [...this.inNamespace('exec', `client-${node}`), '-i', '--', 'node', '/client/client.js', 'lookup'];
    return JSON.parse(await kubectl(args, keys.join('\n'))) as string[];
  }

  async delete(): Promise<void> {
    await tryKubectl(['delete', 'namespace', this.namespace, '--ignore-not-found', '--timeout=180s']);
  }

  inNamespace(...args: string[]): string[] {
    return [...args, '-n', this.namespace];
  }

  private clientOn(node: string): object {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `client-${node}`,
        namespace: this.namespace,
        labels: { app: 'client', 'cdk8s-patterns/redis-client': 'redis' },
      },
      spec: {
        nodeName: node,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 1,
        // A node that is lost and comes back keeps its client, and with it what that client knows.
        tolerations: [{ operator: 'Exists' }],
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 10001,
          fsGroup: 10001,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: 'client',
            image: 'node:20-slim',
            command: ['node', '/client/client.js'],
            env: Object.entries({
              CLIENT: node,
              MEMBERS: this.members.join(','),
              PASSWORD,
              SENTINEL_PASSWORD,
            }).map(([name, value]) => ({ name, value })),
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            volumeMounts: [
              { name: 'client', mountPath: '/client' },
              { name: 'tmp', mountPath: '/tmp' },
            ],
          },
        ],
        volumes: [
          { name: 'client', configMap: { name: 'client' } },
          { name: 'tmp', emptyDir: {} },
        ],
      },
    };
  }
}

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;

/** A TypeScript file as the JavaScript that a pod runs; files that it imports lie beside it there. */
function program(file: string): string {
  const { outputText } = transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
  });
  return outputText.replace(/require\("[./a-z-]*\/([a-z-]+)"\)/g, 'require("./$1")');
}
