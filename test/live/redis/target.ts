import { type Cluster } from '../runner/cluster';
import { type Pod } from '../runner/pod';
import { type StatefulSetObject } from '../runner/types';
import { RedisConnection, RedisError, type Reply } from './resp';

/** How the Redis of a manifest is spoken to. */
export interface RedisAccess {
  /** Name of the StatefulSet whose pods are the members. */
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly sentinelPort: number;
  readonly password?: string;
  readonly sentinelPassword?: string;
}

/** The members of a Redis set inside a cluster. */
export class RedisTarget {
  constructor(
    readonly cluster: Cluster,
    public access: RedisAccess,
  ) {}

  /** What clients log in with from here. */
  usePassword(password: string): void {
    this.access = { ...this.access, password };
  }

  /** Whether a member lets a client in with this password. */
  async takes(pod: Pod, password: string): Promise<boolean> {
    const open = () => RedisConnection.open(pod.ip ?? '', this.access.port, password, 1000);
    return (await once(open, ['PING'], 1000)) === 'PONG';
  }

  get workload(): StatefulSetObject {
    const { name, namespace } = this.access;
    const found = this.cluster.find<StatefulSetObject>('StatefulSet', name, namespace);
    if (found === undefined) throw new Error(`the manifests hold no StatefulSet ${namespace}/${name}`);
    return found;
  }

  /** Members that have an address, by name. */
  members(): Pod[] {
    return this.cluster
      .podsOf(this.workload)
      .filter((pod) => pod.ip !== undefined)
      .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  }

  /** Pods that run a Sentinel: those of the namespace that declare its port, or else the members. */
  sentinels(): Pod[] {
    const { namespace, sentinelPort } = this.access;
    const declares = ({ identity, ip, template }: Pod) =>
      identity.namespace === namespace &&
      ip !== undefined &&
      template.spec.containers.some(({ ports }) => ports?.some((port) => port.containerPort === sentinelPort));
    const found = this.cluster.pods().filter(declares);
    return found.length === 0 ? this.members() : found;
  }

  /** Members and Sentinels but one. */
  others(pod: Pod): Pod[] {
    return [...new Set([...this.members(), ...this.sentinels()])].filter((other) => other !== pod);
  }

  /** What the members answer a client that wants to write, where none of them takes it. */
  async refusals(): Promise<string> {
    const members = this.members();
    if (members.length === 0) return `no pod of ${this.access.name} has an address`;
    const answers = await Promise.all(members.map((pod) => this.refusal(pod)));
    return members.map(({ name }, index) => `${name}: ${answers[index]}`).join('; ');
  }

  private async refusal(pod: Pod): Promise<string> {
    const reply = await this.ask(pod, ['SET', 'live:asked', '1']);
    if (reply === undefined) return `no answer on port ${this.access.port} without TLS (--port)`;
    if (!(reply instanceof RedisError)) return 'takes writes';
    return /^(NOAUTH|WRONGPASS)/.test(reply.message) ? `${reply.message} (--password)` : reply.message;
  }

  connect(host: string, timeout: number): Promise<RedisConnection> {
    return RedisConnection.open(host, this.access.port, this.access.password, timeout);
  }

  /** One command to one pod's Redis. Undefined where it does not answer. */
  ask(pod: Pod, command: readonly (string | number)[], timeout = 1000): Promise<Reply | undefined> {
    return once(() => this.connect(pod.ip ?? '', timeout), command, timeout);
  }

  askSentinel(pod: Pod, command: readonly string[], timeout = 1000): Promise<Reply | undefined> {
    const { sentinelPort, sentinelPassword } = this.access;
    return once(() => RedisConnection.open(pod.ip ?? '', sentinelPort, sentinelPassword, timeout), command, timeout);
  }

  /** Masters this pod's Sentinel watches, as field to value. */
  async sentinelMasters(pod: Pod): Promise<ReadonlyMap<string, string>[]> {
    const reply = await this.askSentinel(pod, ['SENTINEL', 'MASTERS']);
    if (!Array.isArray(reply)) return [];
    return (reply as readonly Reply[]).flatMap((master) => (Array.isArray(master) ? [pairs(master as Reply[])] : []));
  }

  async info(pod: Pod): Promise<ReadonlyMap<string, string>> {
    const reply = await this.ask(pod, ['INFO', 'replication']);
    if (typeof reply !== 'string') return new Map();
    return new Map(
      reply.split('\r\n').flatMap((line): [string, string][] => {
        const colon = line.indexOf(':');
        return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
      }),
    );
  }

  /**
   * The address a client would use: what the first Sentinel that answers names, or, where none answers, the first
   * member that calls itself a master. Client libraries do the same.
   */
  async discover(): Promise<string | undefined> {
    for (const pod of this.sentinels()) {
      const [master] = await this.sentinelMasters(pod);
      const name = master?.get('name');
      if (name === undefined) continue;
      const reply = await this.askSentinel(pod, ['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name]);
      if (Array.isArray(reply) && typeof reply[0] === 'string') return this.resolve(reply[0]);
    }
    for (const pod of this.members()) {
      if ((await this.info(pod)).get('role') === 'master') return pod.ip;
    }
    return undefined;
  }

  private resolve(host: string): string | undefined {
    if (/^[0-9.]+$/.test(host)) return host;
    const answer = this.cluster.services.lookup(host.replace(/\.$/, ''));
    return answer !== undefined && 'addresses' in answer ? answer.addresses[0] : undefined;
  }
}

async function once(
  open: () => Promise<RedisConnection>,
  command: readonly (string | number)[],
  timeout: number,
): Promise<Reply | undefined> {
  let connection: RedisConnection | undefined;
  try {
    connection = await open();
    return await connection.ask(command, timeout);
  } catch {
    return undefined; // no answer is an answer here
  } finally {
    connection?.close();
  }
}

function pairs(items: readonly Reply[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (let n = 0; n + 1 < items.length; n += 2) {
    const [key, value] = [items[n], items[n + 1]];
    if (typeof key === 'string' && typeof value === 'string') map.set(key, value);
  }
  return map;
}
