import * as fs from 'node:fs';
import * as path from 'node:path';
import { type ContainerContext, RunningContainer } from './container';
import { type Controller, type ControllerHost } from './controller';
import { DnsServer } from './dns';
import { type DataLookup } from './env';
import { standIn } from './images';
import { EXECUTED_KINDS } from './manifests';
import { Network } from './network';
import { type Node } from './node';
import { Pod, type PodIdentity } from './pod';
import { JobController, type JobStatus, PodController, ReplicatedController } from './replicated';
import { type Endpoint, Services } from './services';
import { sleep } from './shell';
import { StatefulSetController } from './stateful-set';
import {
  type ClaimObject,
  type ClaimSpec,
  type ContainerSpec,
  type DataObject,
  type JobObject,
  type KubeObject,
  type PodObject,
  type PodTemplate,
  type ReplicatedObject,
  type ServiceObject,
} from './types';
import { Claims } from './volumes';

export interface ClusterOptions {
  /** Seconds a DNS answer is kept, as CoreDNS' time to live for cluster names. @default 5 */
  readonly dnsCacheSeconds?: number;
  /** Seconds before a container's second restart (the first is at once) or a Job's second pod; doubles with each. @default 10, kubelet's */
  readonly backoffSeconds?: number;
  /** @default 300, kubelet's */
  readonly maxBackoffSeconds?: number;
  /** Receives one line per event. @default - nothing is reported */
  readonly report?: (line: string) => void;
}

/** A cluster of one node that executes manifests. Must run inside enter.sh; its end is the end of that process. */
export class Cluster implements Node, ControllerHost {
  readonly network = new Network();
  readonly services = new Services(() => this.endpoints());
  readonly dns: DnsServer;
  readonly claims: Claims;
  readonly state: string;
  readonly logs: string;
  readonly jobs = new JobController(this);
  private readonly objects = new Map<string, KubeObject>();
  private readonly alive: Pod[] = [];
  private readonly held = new Set<string>();
  private readonly told = new Set<string>();
  private readonly claimSizes = new Map<string, string | number>();
  private readonly controllers: Readonly<Record<string, Controller>>;
  private readonly startedAt = Date.now();
  private scheduled = false;
  private forwarding: Promise<void> = Promise.resolve();
  private stopped = false;

  private constructor(private readonly options: ClusterOptions) {
    const state = process.env['LIVE_STATE'];
    if (state === undefined || !fs.existsSync(state)) {
      throw new Error('LIVE_STATE names no directory: start this program through test/live/enter.sh');
    }
    this.state = state;
    this.logs = path.join(state, `logs.${process.hrtime.bigint()}`);
    this.claims = new Claims(path.join(state, 'claims'));
    this.dns = new DnsServer((name) => this.services.lookup(name), options.dnsCacheSeconds ?? 5);
    const replicated = new ReplicatedController(this);
    this.controllers = {
      StatefulSet: new StatefulSetController(this),
      Deployment: replicated,
      ReplicaSet: replicated,
      Job: this.jobs,
      Pod: new PodController(this),
    };
  }

  static async start(options: ClusterOptions = {}): Promise<Cluster> {
    const cluster = new Cluster(options);
    fs.mkdirSync(cluster.logs, { recursive: true });
    await cluster.network.start();
    await cluster.dns.start();
    return cluster;
  }

  // What kubectl does

  /** Adds or replaces objects. Kinds the runner does not execute are kept and reported. */
  apply(objects: readonly KubeObject[]): void {
    for (const object of objects) {
      if (!(EXECUTED_KINDS as readonly string[]).includes(object.kind)) {
        this.report(`${object.kind}/${object.metadata.name} is not executed`);
      }
      this.objects.set(keyOf(object), object);
      for (const image of imagesOf(object)) this.tellStandIn(image);
      if (object.kind === 'PersistentVolumeClaim') {
        this.declareClaim(object, object.metadata.name, (object as ClaimObject).spec);
      }
    }
    this.services.set([...this.objects.values()].filter(({ kind }) => kind === 'Service') as ServiceObject[]);
    if (objects.some(({ kind }) => kind === 'Secret' || kind === 'ConfigMap')) {
      for (const pod of this.alive) pod.refreshVolumes();
    }
    this.changed();
  }

  /** Says once of an image what runs in its place. */
  private tellStandIn(image: string): void {
    if (this.told.has(image)) return;
    this.told.add(image);
    try {
      const found = standIn(image);
      if (found !== undefined) this.report(`image ${image} is ${found} here`);
    } catch (error) {
      this.report(error instanceof Error ? error.message : String(error)); // and so will every pod of it
    }
  }

  async delete(object: KubeObject): Promise<void> {
    const pods = this.podsOf(object);
    this.objects.delete(keyOf(object));
    this.services.set([...this.objects.values()].filter(({ kind }) => kind === 'Service') as ServiceObject[]);
    await Promise.all(pods.map((pod) => pod.remove()));
  }

  find<T extends KubeObject>(kind: T['kind'], name: string, namespace = 'default'): T | undefined {
    return this.objects.get(`${kind}/${namespace}/${name}`) as T | undefined;
  }

  pods(): readonly Pod[] {
    return this.alive;
  }

  pod(name: string): Pod {
    const pod = this.alive.find((candidate) => candidate.name === name && !candidate.terminating);
    if (pod === undefined) throw new Error(`no pod "${name}"; there are ${this.alive.map((p) => p.name).join(', ')}`);
    return pod;
  }

  jobStatus(job: JobObject): JobStatus {
    return this.jobs.status(job);
  }

  /** What a container of a pod of this name wrote, over all its restarts. @default - the first container */
  log(pod: Pod, container = pod.template.spec.containers[0]?.name ?? ''): string {
    const file = pod.logFile(container);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  }

  // What goes wrong

  /** Power loss of a pod's node. `hold`: the node stays down, the pod is not made again until `release`. */
  async crash(name: string, hold = false): Promise<void> {
    const pod = this.pod(name);
    if (hold) this.held.add(name);
    this.report(`fault: ${name} crashes${hold ? ' and stays away' : ''}`);
    await pod.crash();
  }

  release(name?: string): void {
    if (name === undefined) this.held.clear();
    else this.held.delete(name);
    this.changed();
  }

  /** Empties every claim of a pod that is held. */
  wipe(pod: Pod): void {
    if (this.alive.includes(pod)) throw new Error(`pod ${pod.name} still uses its claims`);
    for (const claim of pod.identity.claims.values()) this.claims.wipe(`${pod.identity.namespace}/${claim}`);
    this.report(`fault: the volumes of ${pod.name} are empty`);
  }

  /** Cuts two groups of pods from each other, or one TCP port between them. DNS and probes still arrive. */
  async partition(left: readonly Pod[], right: readonly Pod[], port?: number): Promise<void> {
    for (const a of left) {
      for (const b of right) {
        if (a !== b && a.ip !== undefined && b.ip !== undefined) await this.network.cut(a.ip, b.ip, port);
      }
    }
    const names = (pods: readonly Pod[]) => pods.map((pod) => pod.name).join(',');
    this.report(`fault: ${names(left)} cut from ${names(right)}${port === undefined ? '' : ` on port ${port}`}`);
  }

  /** Cuts one pod from all others and from DNS. */
  async isolate(pod: Pod): Promise<void> {
    await this.partition(
      [pod],
      this.alive.filter((other) => other !== pod),
    );
    if (pod.ip !== undefined) this.dns.isolated.add(pod.ip);
  }

  async heal(): Promise<void> {
    this.dns.dead = false;
    this.dns.isolated.clear();
    await this.network.healAll();
    this.report('healed');
  }

  // Waiting

  /** Asks until the condition holds. Throws, naming it, when it does not within the time. Gives the seconds it took. */
  async until(what: string, seconds: number, condition: () => boolean | Promise<boolean>): Promise<number> {
    const begun = Date.now();
    while (!(await condition())) {
      if (Date.now() - begun > seconds * 1000) throw new Error(`not within ${seconds} s: ${what}`);
      await sleep(100);
    }
    return (Date.now() - begun) / 1000;
  }

  /** True where the object has all its pods, of its present template, and they are ready. */
  ready(object: KubeObject & { readonly spec: { readonly replicas?: number } }): boolean {
    const pods = this.podsOf(object);
    return pods.length === (object.spec.replicas ?? 1) && pods.every((pod) => pod.ready);
  }

  /** Resolves when the network leads to what Services have at this moment. */
  async forwarded(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve)); // a change is looked at in the next turn
    await this.forwarding;
  }

  /** Ends everything that runs. The kernel would do it too, when enter.sh ends. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.alive.map((pod) => pod.crash()));
    this.dns.stop();
  }

  // Node

  lookup(namespace: string): DataLookup {
    return (kind, name) => this.find<DataObject>(kind, name, namespace);
  }

  claim(namespace: string, name: string): Promise<string> {
    const key = `${namespace}/${name}`;
    const size = this.claimSizes.get(key);
    if (size === undefined) throw new Error(`persistentvolumeclaim "${name}" not found`);
    return this.claims.directory(key, size);
  }

  startContainer(spec: ContainerSpec, context: ContainerContext): Promise<RunningContainer> {
    return RunningContainer.start(spec, context);
  }

  readonly backoff = (attempt: number): number => {
    const first = this.options.backoffSeconds ?? 10;
    return attempt === 0 ? 0 : Math.min(this.options.maxBackoffSeconds ?? 300, first * 2 ** (attempt - 1));
  };

  changed(): void {
    if (this.scheduled || this.stopped) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (this.stopped) return;
      this.reconcile();
      const forwards = this.services.forwards();
      this.forwarding = this.forwarding
        .then(() => this.network.forward(forwards))
        .catch((error: unknown) => {
          this.report(`services: ${error instanceof Error ? error.message : String(error)}`);
        });
    });
  }

  removed(pod: Pod): void {
    const index = this.alive.indexOf(pod);
    if (index >= 0) this.alive.splice(index, 1);
    this.changed();
  }

  report(message: string): void {
    this.options.report?.(`${((Date.now() - this.startedAt) / 1000).toFixed(1).padStart(6)} ${message}`);
  }

  // ControllerHost

  podsOf(owner: KubeObject): Pod[] {
    const key = ownerKey(owner);
    return this.alive.filter((pod) => pod.identity.owner === key);
  }

  createPod(
    owner: KubeObject,
    template: PodTemplate,
    name: string,
    identity: Pick<PodIdentity, 'hostname' | 'subdomain' | 'claims' | 'revision'>,
  ): void {
    const namespace = owner.metadata.namespace ?? 'default';
    const same = (pod: Pod) => pod.name === name && pod.identity.namespace === namespace;
    if (this.stopped || this.held.has(name) || this.alive.some(same)) return;
    const pod = new Pod({ ...identity, name, namespace, owner: ownerKey(owner) }, template, this);
    this.alive.push(pod);
    void pod.start();
  }

  declareClaim(owner: KubeObject, name: string, spec: ClaimSpec | undefined): void {
    const namespace = owner.metadata.namespace ?? 'default';
    this.claimSizes.set(`${namespace}/${name}`, spec?.resources?.requests?.['storage'] ?? '1Gi');
  }

  removeClaim(namespace: string, name: string): Promise<void> {
    return this.claims.remove(`${namespace}/${name}`);
  }

  private reconcile(): void {
    for (const object of this.objects.values()) this.controllers[object.kind]?.reconcile(object);
  }

  private endpoints(): Endpoint[] {
    return this.alive.flatMap((pod) =>
      pod.ip === undefined
        ? []
        : [
            {
              namespace: pod.identity.namespace,
              labels: pod.labels,
              ip: pod.ip,
              hostname: pod.identity.hostname,
              subdomain: pod.identity.subdomain,
              ready: pod.ready,
              namedPorts: new Map(
                pod.template.spec.containers.flatMap((container) =>
                  (container.ports ?? []).flatMap(({ name, containerPort }): [string, number][] =>
                    name === undefined ? [] : [[name, containerPort]],
                  ),
                ),
              ),
            },
          ],
    );
  }
}

function imagesOf(object: KubeObject): string[] {
  const { spec } = object as Partial<ReplicatedObject & PodObject>;
  const { containers = [], initContainers = [] } = spec?.template?.spec ?? spec ?? {};
  return [...initContainers, ...containers].map(({ image }) => image);
}

function keyOf(object: KubeObject): string {
  return `${object.kind}/${object.metadata.namespace ?? 'default'}/${object.metadata.name}`;
}

function ownerKey(owner: KubeObject): string {
  return keyOf(owner);
}
