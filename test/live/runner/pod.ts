import * as fs from 'node:fs';
import * as path from 'node:path';
import { type RunningContainer } from './container';
import { containerEnv, expand, type PodFacts } from './env';
import { DNS_IP, type PodNetwork } from './network';
import { type PodContainer, superviseContainer } from './supervisor';
import { type Node } from './node';
import { makeSubPath, materialise, type MountedVolume, refresh } from './volumes';
import { run, sleep } from './shell';
import { type Bind } from './rootfs';
import { type ContainerSpec, type PodTemplate } from './types';

export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly hostname: string;
  readonly subdomain: string | undefined;
  /** `Kind/name` of the controller, undefined for a bare pod. */
  readonly owner: string | undefined;
  /** Hash of the template it was made from. */
  readonly revision: string;
  /** Volume name to claim name, from volumeClaimTemplates, with the requested size. */
  readonly claims: ReadonlyMap<string, string>;
}

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

let uidCounter = 0;

/** One pod from creation to removal, as kubelet runs it. */
export class Pod {
  readonly uid = `uid-${++uidCounter}`;
  readonly createdAt = Date.now();
  readonly labels: Record<string, string>;
  phase: Phase = 'Pending';
  terminating = false;
  network: PodNetwork | undefined;
  failure: string | undefined;
  readonly containers: PodContainer[] = [];
  private readonly directory: string;
  private facts: PodFacts | undefined;
  private volumes = new Map<string, MountedVolume>();
  private gone: Promise<void> | undefined;

  constructor(
    readonly identity: PodIdentity,
    readonly template: PodTemplate,
    private readonly node: Node,
  ) {
    this.labels = { ...template.metadata?.labels };
    this.directory = path.join(node.state, 'pods', this.uid);
  }

  get name(): string {
    return this.identity.name;
  }

  get ip(): string | undefined {
    return this.network?.ip;
  }

  get ready(): boolean {
    return (
      this.phase === 'Running' &&
      !this.terminating &&
      this.containers.length === this.template.spec.containers.length &&
      this.containers.every((container) => container.ready)
    );
  }

  container(name?: string): PodContainer {
    const found = name === undefined ? this.containers[0] : this.containers.find((c) => c.spec.name === name);
    if (found === undefined) throw new Error(`pod ${this.name}: no container "${name ?? ''}" is running`);
    return found;
  }

  logFile(container: string): string {
    return path.join(this.node.logs, this.identity.namespace, `${this.name}.${container}.log`);
  }

  /** Sets the pod up and runs it. Resolves when its containers were started; failures are kept in `failure`. */
  async start(): Promise<void> {
    const { spec } = this.template;
    try {
      this.network = await this.node.network.addPod();
      if (this.terminating) return;
      this.facts = {
        ...this.identity,
        uid: this.uid,
        ip: this.network.ip,
        labels: this.labels,
        annotations: { ...this.template.metadata?.annotations },
        spec,
      };
      await this.mountVolumes(this.facts);
      for (const init of spec.initContainers ?? []) {
        if (!(await this.runInit(init))) return;
      }
      if (this.terminating) return;
      for (const container of spec.containers) {
        this.containers.push(superviseContainer(container, this));
      }
      await Promise.all(this.containers.map(({ started }) => started));
      if (this.phase === 'Pending') this.phase = 'Running'; // not where all of it has already ended
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      this.node.report(`${this.name}: ${this.failure}`);
    }
    this.changed();
  }

  /** The node's record changed: Services, controllers and waiters look again. */
  changed(): void {
    this.node.changed();
  }

  report(message: string): void {
    this.node.report(`${this.name}: ${message}`);
  }

  get backoff(): Node['backoff'] {
    return this.node.backoff;
  }

  get graceSeconds(): number {
    return this.template.spec.terminationGracePeriodSeconds ?? 30;
  }

  get restartPolicy(): string {
    return this.template.spec.restartPolicy ?? 'Always';
  }

  /** Called by a container that will not be started again. */
  settle(): void {
    if (this.containers.some((container) => !container.finished)) return;
    this.phase = this.containers.every((container) => container.lastExit?.code === 0) ? 'Succeeded' : 'Failed';
    this.changed();
  }

  async startContainer(spec: ContainerSpec, attempt: number): Promise<RunningContainer> {
    const { facts, network, node } = this;
    if (facts === undefined || network === undefined) throw new Error(`pod ${this.name} has not been set up`);
    const lookup = node.lookup(facts.namespace);
    const env = containerEnv(spec, facts, lookup, node.services.links(facts.namespace));
    const own = this.identity.subdomain;
    const fqdn = own === undefined ? '' : `${facts.hostname}.${own}.${facts.namespace}.svc.cluster.local\t`;
    return node.startContainer(spec, {
      directory: path.join(this.directory, 'containers', `${spec.name}.${attempt}`),
      logFile: this.logFile(spec.name),
      netns: network.netns,
      hostname: facts.hostname,
      hosts: `127.0.0.1\tlocalhost\n${network.ip}\t${fqdn}${facts.hostname}\n`,
      resolvConf: this.resolvConf(facts.namespace),
      env,
      command: spec.command?.map((word) => expand(word, env)),
      args: spec.args?.map((word) => expand(word, env)),
      binds: this.binds(spec),
      podSecurity: facts.spec.securityContext,
    });
  }

  /** preStop hooks, SIGTERM, at the end of the grace period SIGKILL. Resolves when nothing of the pod is left. */
  remove(graceSeconds = this.graceSeconds): Promise<void> {
    this.gone ??= this.terminate(graceSeconds);
    return this.gone;
  }

  /** As when its node loses power: no hook, no signal that could be caught. */
  crash(): Promise<void> {
    for (const container of this.containers) container.kill();
    return this.remove(0);
  }

  private async terminate(graceSeconds: number): Promise<void> {
    this.terminating = true;
    this.changed();
    await Promise.all(this.containers.map((container) => container.stop(graceSeconds)));
    this.initial?.signal('SIGKILL');
    if (this.network !== undefined) await this.node.network.removePod(this.network);
    for (const volume of this.volumes.values()) {
      if (volume.directory.startsWith(this.directory)) await run(['umount', '--lazy', '--quiet', volume.directory]);
    }
    fs.rmSync(this.directory, { recursive: true, force: true });
    this.node.removed(this);
  }

  private initial: RunningContainer | undefined;
  /** Name of the init container that runs, or ran last. */
  initializing: string | undefined;

  private async runInit(spec: ContainerSpec): Promise<boolean> {
    this.initializing = spec.name;
    for (let attempt = 0; !this.terminating; attempt++) {
      this.initial = await this.startContainer(spec, attempt);
      const { code } = await this.initial.exited;
      if (code === 0) return true;
      this.report(`init container ${spec.name} exited with ${code}`);
      if (this.restartPolicy === 'Never') {
        this.phase = 'Failed';
        this.changed();
        return false;
      }
      await sleep(this.backoff(attempt) * 1000);
    }
    return false;
  }

  private async mountVolumes(facts: PodFacts): Promise<void> {
    const root = path.join(this.directory, 'volumes');
    fs.mkdirSync(root, { recursive: true });
    const lookup = this.node.lookup(facts.namespace);
    const claim = (name: string) => this.node.claim(facts.namespace, name);
    const templated = [...this.identity.claims].map(([name, claimName]) => ({
      name,
      persistentVolumeClaim: { claimName },
    }));
    const declared = (facts.spec.volumes ?? []).filter(({ name }) => !this.identity.claims.has(name));
    for (const volume of [...templated, ...declared]) {
      this.volumes.set(volume.name, await materialise(volume, root, facts, lookup, claim));
    }
  }

  /** Brings mounted ConfigMaps and Secrets up to date, as kubelet does within its sync period. */
  refreshVolumes(): void {
    const { facts } = this;
    if (facts === undefined || this.terminating) return;
    const lookup = this.node.lookup(facts.namespace);
    for (const volume of facts.spec.volumes ?? []) {
      const mounted = this.volumes.get(volume.name);
      if (mounted !== undefined && mounted.readOnly) refresh(volume, mounted, facts, lookup);
    }
  }

  private binds(spec: ContainerSpec): Bind[] {
    return (spec.volumeMounts ?? []).map((mount) => {
      const volume = this.volumes.get(mount.name);
      if (volume === undefined) throw new Error(`container ${spec.name}: no volume is named "${mount.name}"`);
      const source = path.join(volume.directory, mount.subPath ?? '');
      if (mount.subPath !== undefined && !volume.readOnly) makeSubPath(source, volume.directory);
      return { source, target: mount.mountPath, readOnly: volume.readOnly || mount.readOnly === true };
    });
  }

  private resolvConf(namespace: string): string {
    const { dnsPolicy, dnsConfig } = this.template.spec;
    const cluster = dnsPolicy !== 'None' && dnsPolicy !== 'Default';
    const nameservers = [...(cluster ? [DNS_IP] : []), ...(dnsConfig?.nameservers ?? [])];
    const searches = [
      ...(cluster ? [`${namespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'] : []),
      ...(dnsConfig?.searches ?? []),
    ];
    const options = new Map(cluster ? [['ndots', '5']] : []);
    for (const { name, value } of dnsConfig?.options ?? []) options.set(name, value ?? '');
    const optionWords = [...options].map(([name, value]) => (value === '' ? name : `${name}:${value}`));
    return [
      ...nameservers.map((ip) => `nameserver ${ip}`),
      searches.length === 0 ? '' : `search ${searches.join(' ')}`,
      optionWords.length === 0 ? '' : `options ${optionWords.join(' ')}`,
      '',
    ].join('\n');
  }
}
