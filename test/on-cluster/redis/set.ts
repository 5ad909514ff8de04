import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transpileModule, ModuleKind, ScriptTarget } from 'typescript';
import { setTimeout as sleep } from 'node:timers/promises';
import { PRODUCTION, productionSecret } from '../../live/redis/production';
import { DEFINITIONS } from '../definitions';
import { readDocument } from '../documents';
import { apply, explain, get, kubectl, readyNodes, shell, tryKubectl, until } from '../kubectl';
import { type FaultyPod } from '../pod-faults';
import { type Entry, parseHistory } from './history';

const ROOT = join(__dirname, '../../..');
const { password: PASSWORD = '', sentinelPassword: SENTINEL_PASSWORD = '' } = PRODUCTION;
/** What a rotation changes it to. */
export const ROTATED = 'rotated-%&/()=?;~';

interface Pod extends FaultyPod {
  readonly status: FaultyPod['status'] & {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

export interface RedisSetOptions {
  /** What is applied. @default - dist/production-redis.k8s.yaml as it is */
  readonly objects?: readonly object[];
  /** @default 3 */
  readonly members?: number;
  /** How many the clients look at: a set that grows has more than it starts with. @default - members */
  readonly watched?: number;
  /** Starts the clients before the set, and does not wait until it is ready. @default false */
  readonly clientsFirst?: boolean;
}

/** A production Redis in a namespace that enforces Pod Security `restricted`, with clients on every node. */
export class RedisSet {
  readonly namespace = 'redis';

  private constructor(
    private count: number,
    private readonly watched: number,
  ) {}

  get members(): readonly string[] {
    return memberNames(this.count);
  }

  /** The set has so many members from now on. */
  resize(count: number): void {
    this.count = count;
  }

  /** Makes the set in a namespace of its own; an earlier one is deleted with its data. */
  static async create(options: RedisSetOptions = {}): Promise<RedisSet> {
    const { members = 3, watched = members } = options;
    const set = new RedisSet(members, watched);
    await set.delete();
    await apply([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: set.namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      },
      ...DEFINITIONS,
      productionSecret(PASSWORD, '', set.namespace),
    ]);
    await kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    if (options.clientsFirst === true) await set.startClients();
    await apply(options.objects ?? readDocument('production-redis'));
    if (options.clientsFirst === true) return set;
    await set.ready(300);
    await set.startClients();
    await set.writable(60);
    return set;
  }

  /** Waits until every member is ready. */
  ready(seconds: number): Promise<void> {
    return until(
      'all members are ready',
      seconds,
      async () => {
        const pods = await this.membersThere();
        return pods.length === this.members.length && pods.every(isReady);
      },
      () => explain(this.namespace),
    );
  }

  async pods(selector: string): Promise<readonly Pod[]> {
    const list = await get<{ items: readonly Pod[] }>('pods', '-n', this.namespace, '-l', selector);
    return list.items;
  }

  pod(name: string): Promise<Pod> {
    return get<Pod>('pod', name, '-n', this.namespace);
  }

  /** Addresses by which others reach a member: its pod's and its Service's. */
  async addresses(name: string): Promise<string[]> {
    const service = await get<{ spec: { clusterIP: string } }>('service', name, '-n', this.namespace);
    return [(await this.pod(name)).status.podIP, service.spec.clusterIP].filter((ip) => ip !== undefined);
  }

  others(name: string): string[] {
    return this.members.filter((member) => member !== name);
  }

  /** Deletes pods at once, without their grace period. */
  async crash(...names: string[]): Promise<void> {
    await kubectl(this.inNamespace('delete', 'pod', ...names, '--force', '--grace-period=0', '--wait=false'));
  }

  /** The first of these members that calls itself a master, asked ten times a second. */
  async promoted(names: readonly string[], seconds: number): Promise<string> {
    const ask = 'REDISCLI_AUTH=$(cat "$REDIS_PASSWORD_FILE") redis-cli ROLE | head -n 1';
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
      const roles = await Promise.all(
        names.map((name) => tryKubectl([...this.inNamespace('exec', name, '-c', 'redis'), '--', 'sh', '-c', ask])),
      );
      const found = names.find((_, index) => roles[index]?.stdout.trim() === 'master');
      if (found !== undefined) return found;
    }
    throw new Error(`no replica was promoted within ${seconds} s`);
  }

  /** Whether every member lets a client in with this password. */
  async takes(password: string): Promise<boolean> {
    const args = ['env', `REDISCLI_AUTH=${password}`, 'redis-cli', 'PING'];
    const answers = await Promise.all(
      this.members.map((name) => tryKubectl([...this.inNamespace('exec', name, '-c', 'redis'), '--', ...args])),
    );
    return answers.every(({ stdout }) => stdout.trim() === 'PONG');
  }

  membersThere(): Promise<readonly Pod[]> {
    return this.pods('app.kubernetes.io/name=redis,app.kubernetes.io/instance=redis');
  }

  /** Members, and how often each of their containers was started. */
  async starts(): Promise<string> {
    const path = '{range .items[*]}{.metadata.uid} {.status.containerStatuses[*].restartCount}{"\n"}{end}';
    return kubectl(this.inNamespace('get', 'pods', '-l', 'app.kubernetes.io/name=redis', `-o=jsonpath=${path}`));
  }

  async cordon(nodes: readonly string[]): Promise<void> {
    if (nodes.length > 0) await kubectl(['cordon', ...new Set(nodes)]);
  }

  async uncordon(nodes: readonly string[]): Promise<void> {
    if (nodes.length > 0) await kubectl(['uncordon', ...new Set(nodes)]);
  }

  /** Runs a script of the set inside a member. */
  script(member: string, ...command: string[]): Promise<string> {
    return kubectl([...this.inNamespace('exec', member, '-c', 'redis'), '--', 'sh', ...command]);
  }

  private async startClients(): Promise<void> {
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
    await apply((await readyNodes()).map((node) => this.clientOn(node)));
    await kubectl(this.inNamespace('wait', 'pod', '-l', 'app=client', '--for=condition=Ready', '--timeout=120s'));
  }

  /** What the clients on these nodes have seen. */
  async history(nodes: readonly string[]): Promise<Entry[]> {
    const texts = await Promise.all(
      nodes.map((node) => kubectl([...this.inNamespace('exec', `client-${node}`), '--', 'cat', '/tmp/history.jsonl'])),
    );
    return texts.flatMap(parseHistory);
  }

  /** Members that the latest looks of the clients on these nodes saw take a write. */
  private async seen(nodes: readonly string[]): Promise<string[]> {
    const script = 'grep \'"look"\' /tmp/history.jsonl | tail -n 1';
    const texts = await Promise.all(nodes.map((node) => shell(this.namespace, `client-${node}`, script)));
    const looks = texts.flatMap(({ stdout }) => parseHistory(stdout)).sort((a, b) => b.at - a.at);
    return [...(looks[0]?.look ?? [])];
  }

  /** Waits until a member, but not `except`, takes writes. Seconds that it took; undefined when none does in time. */
  async writable(seconds: number, except?: string): Promise<number | undefined> {
    const begun = Date.now();
    const nodes = await readyNodes();
    for (; Date.now() - begun < seconds * 1000; await sleep(300)) {
      const seen = await this.seen(nodes);
      if (seen.length > 0 && !seen.includes(except ?? '')) return (Date.now() - begun) / 1000;
    }
    return undefined;
  }

  /** The one member that takes writes. */
  async master(): Promise<{ readonly name: string; readonly node: string }> {
    let name = '';
    await until('one member takes writes', 90, async () => {
      const seen = await this.seen(await readyNodes());
      name = seen[0] ?? '';
      return seen.length === 1;
    });
    return { name, node: (await this.pod(name)).spec.nodeName };
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
              WAIT: `${Math.floor(this.count / 2)}`,
              MEMBERS: memberNames(this.watched).join(','),
              PASSWORDS: `${PASSWORD}\n${ROTATED}`,
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

const memberNames = (count: number): string[] => Array.from({ length: count }, (_, n) => `redis-${n}`);

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;

/** A TypeScript file as the JavaScript that a pod runs; files that it imports lie beside it there. */
function program(file: string): string {
  const { outputText } = transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
  });
  return outputText.replace(/require\("[./a-z-]*\/([a-z-]+)"\)/g, 'require("./$1")');
}
