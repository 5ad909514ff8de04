import { findings, type Findings, Observer } from '../redis/observer';
import { RedisTarget, type RedisAccess } from '../redis/target';
import { Writer } from '../redis/writer';
import { Cluster } from '../runner/cluster';
import { type Pod } from '../runner/pod';
import { sleep } from '../runner/shell';
import { type KubeObject } from '../runner/types';
import { probeAllowance } from './allowance';
import { type Variants } from './fault';

/** A set of manifests that faults are tried on. */
export interface Subject {
  readonly name: string;
  readonly manifests: readonly KubeObject[];
  readonly access: RedisAccess;
  readonly variants: Variants;
  /** Longest wait for anything, seconds: short for a set that never gets well. @default - as long as each wait asks for */
  readonly patienceSeconds?: number;
}

/** A running set under observation and under load, and the moves that faults are made of. */
export class FaultContext {
  since = Date.now();
  private plain: Writer[] = [];
  private confirmed: Writer[] = [];
  private readonly lost = new Set<string>();

  private constructor(
    readonly cluster: Cluster,
    readonly target: RedisTarget,
    readonly observer: Observer,
    readonly variants: Variants,
    readonly manifests: readonly KubeObject[],
    private readonly patience: number,
  ) {}

  static async start(subject: Subject, report: (line: string) => void): Promise<FaultContext> {
    // the back-off is kubelet's, sixtyfold faster at its end, so that twenty kills fit into a suite
    const cluster = await Cluster.start({ backoffSeconds: 1, maxBackoffSeconds: 5, report });
    cluster.apply(subject.manifests);
    const target = new RedisTarget(cluster, subject.access);
    const patience = subject.patienceSeconds ?? Infinity;
    return new FaultContext(cluster, target, new Observer(target), subject.variants, subject.manifests, patience);
  }

  /** Replicas that a client lets confirm a write, which with the master are a majority. */
  get waitReplicas(): number {
    return Math.max(1, Math.floor((this.target.workload.spec.replicas ?? 1) / 2));
  }

  /** Starts the clients and gives them three seconds. */
  async load(): Promise<void> {
    this.plain.push(new Writer(this.target, { name: `plain${this.plain.length}`, wait: 0 }));
    this.confirmed.push(new Writer(this.target, { name: `wait${this.confirmed.length}`, wait: this.waitReplicas }));
    await sleep(3000);
  }

  /** Stops the clients, whose writes count still; `load` starts others. */
  async rest(): Promise<void> {
    await Promise.all([...this.plain, ...this.confirmed].map((writer) => writer.stop()));
  }

  /** A client that stays with this pod's address, as one on its side of a partition. */
  pin(pod: Pod): void {
    if (pod.ip === undefined) return;
    this.plain.push(new Writer(this.target, { name: `pinned-plain-${pod.ip}`, wait: 0, pinned: pod.ip }));
    this.confirmed.push(
      new Writer(this.target, { name: `pinned-wait-${pod.ip}`, wait: this.waitReplicas, pinned: pod.ip }),
    );
  }

  /** The fault begins now: what was measured before does not count. */
  begin(): void {
    this.since = Date.now();
  }

  /** The one pod that takes writes. */
  async master(): Promise<Pod> {
    await this.writable(60);
    const [pod] = this.observer.writable();
    if (pod === undefined) throw new Error('no member takes writes');
    return pod;
  }

  replicas(master: Pod): Pod[] {
    return this.target.members().filter((pod) => pod.name !== master.name);
  }

  /** Seconds until some member, not `except`, takes writes; undefined when none does in time. */
  async writable(seconds: number, except?: string): Promise<number | undefined> {
    return this.within(seconds, () => this.observer.writable().some((pod) => pod.name !== except));
  }

  /** Until all members are ready and one takes writes. False when not in time, which is longer where the probes are slow. */
  async settled(seconds: number): Promise<boolean> {
    const all = () => this.cluster.ready(this.target.workload) && this.observer.writable().length === 1;
    return (await this.within(seconds + this.allowance, all)) !== undefined;
  }

  /** Seconds that the set's probes may take, on top of what a quick set needs. */
  get allowance(): number {
    return probeAllowance(this.target.workload);
  }

  async within(seconds: number, condition: () => boolean | Promise<boolean>): Promise<number | undefined> {
    try {
      return await this.cluster.until('', Math.min(seconds, this.patience), condition);
    } catch {
      return undefined;
    }
  }

  /** New pods for all, one at a time: by the update strategy, or, where that is OnDelete, by hand. */
  async roll(manifests: readonly KubeObject[]): Promise<void> {
    this.cluster.apply(manifests);
    const before = new Map(this.target.members().map((pod) => [pod.name, pod]));
    const set = this.target.workload;
    const byHand = set.apiVersion === 'apps/v1beta1' || set.spec.updateStrategy?.type === 'OnDelete';
    for (const [name, pod] of [...before].reverse()) {
      if (byHand) await pod.remove();
      await this.within(120 + this.allowance, () => {
        const now = this.target.members().find((member) => member.name === name);
        return now !== undefined && now !== pod && now.ready;
      });
    }
    await this.settled(90);
  }

  /** The set's manifests as they are now, with an annotation that makes every pod new. */
  restarted(): KubeObject[] {
    const { workload } = this.target;
    const { template } = workload.spec;
    const annotations = { ...template.metadata?.annotations, 'kubectl.kubernetes.io/restartedAt': String(Date.now()) };
    const spec = { ...workload.spec, template: { ...template, metadata: { ...template.metadata, annotations } } };
    return [Object.assign({}, workload, { spec })];
  }

  async exec(pod: Pod, command: readonly string[], seconds: number): Promise<string> {
    const { running } = pod.container(this.redisContainer(pod));
    const result = await running?.exec(command, seconds);
    if (result?.code !== 0) throw new Error(`${command.join(' ')}: ${result?.stderr ?? 'the container does not run'}`);
    return result.stdout + result.stderr;
  }

  /** Name of the container that serves Redis: the one of its port, or the first. */
  redisContainer(pod: Pod): string {
    const { containers } = pod.template.spec;
    const named = containers.find(({ ports }) => ports?.some((port) => port.containerPort === this.target.access.port));
    return (named ?? containers[0])?.name ?? '';
  }

  /** Stops the clients and looks up every acknowledged key where writes go now. */
  async verdict(): Promise<
    Findings & Record<'plainAcknowledged' | 'plainLost' | 'waitAcknowledged' | 'waitLost', number>
  > {
    await Promise.all([...this.plain, ...this.confirmed].map((writer) => writer.stop()));
    await sleep(1000);
    const found = findings(this.observer.samples, this.since);
    const plain = this.plain.flatMap((writer) => writer.acknowledged);
    const confirmed = this.confirmed.flatMap((writer) => writer.acknowledged);
    await this.lookUp([...plain, ...confirmed]);
    return {
      ...found,
      plainAcknowledged: plain.length,
      plainLost: plain.filter((key) => this.lost.has(key)).length,
      waitAcknowledged: confirmed.length,
      waitLost: confirmed.filter((key) => this.lost.has(key)).length,
    };
  }

  async stop(): Promise<void> {
    await this.observer.stop();
    await this.cluster.stop();
  }

  private async lookUp(keys: readonly string[]): Promise<void> {
    const [writable] = this.observer.writable();
    const source = writable ?? (await this.anyMaster());
    for (let from = 0; from < keys.length; from += 1000) {
      const batch = keys.slice(from, from + 1000);
      const values = source === undefined ? undefined : await this.target.ask(source, ['MGET', ...batch], 5000);
      batch.forEach((key, index) => {
        if (!Array.isArray(values) || values[index] !== key) this.lost.add(key);
      });
    }
  }

  private async anyMaster(): Promise<Pod | undefined> {
    for (const pod of this.target.members()) {
      if ((await this.target.info(pod)).get('role') === 'master') return pod;
    }
    return undefined;
  }
}
