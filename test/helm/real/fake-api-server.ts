import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { isProtobuf, secretFromProtobuf } from './protobuf-secret';

/** A Kubernetes object, as far as the server looks into it. */
export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace: string;
    labels?: { [key: string]: string };
    resourceVersion?: string;
    uid?: string;
    generation?: number;
    creationTimestamp?: string;
    ownerReferences?: readonly object[];
  };
  [field: string]: unknown;
}

interface Resource {
  readonly group: string;
  readonly name: string;
  readonly kind: string;
}

/* prettier-ignore */
const RESOURCES: readonly Resource[] = [
  { group: '', name: 'namespaces', kind: 'Namespace' },
  { group: '', name: 'configmaps', kind: 'ConfigMap' },
  { group: '', name: 'secrets', kind: 'Secret' },
  { group: '', name: 'services', kind: 'Service' },
  { group: '', name: 'pods', kind: 'Pod' },
  { group: '', name: 'events', kind: 'Event' },
  { group: '', name: 'persistentvolumeclaims', kind: 'PersistentVolumeClaim' },
  { group: 'apps', name: 'deployments', kind: 'Deployment' },
  { group: 'apps', name: 'replicasets', kind: 'ReplicaSet' },
  { group: 'batch', name: 'jobs', kind: 'Job' },
];
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const VERSION = { major: '1', minor: '30', gitVersion: 'v1.30.0', platform: 'linux/amd64' };
/** How long a Job takes. Long enough that whatever does not wait for it is seen not to. */
const JOB_MILLISECONDS = 150;

interface DeploymentSpec {
  readonly replicas?: number;
  readonly selector: object;
  readonly template: { readonly metadata: { readonly labels: { [key: string]: string } } };
}

interface Watcher {
  readonly response: ServerResponse;
  readonly resource: Resource;
  readonly matches: (object: StoredObject) => boolean;
}

interface Target {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string | undefined;
  readonly query: URLSearchParams;
}

/**
 * A Kubernetes API server that keeps objects and runs nothing: a Job completes, or fails when it is told to. It records
 * what happens to objects in the order in which it happens, which is all that the order of hooks is about.
 */
export class FakeApiServer {
  /** What happened: `+ Job x`, `~ Deployment y`, `- Job x`, `complete Job x`, `failed Job x`. Without Helm's own Secrets. */
  public readonly events: string[] = [];
  /** Names of the Jobs that fail. */
  public readonly failing = new Set<string>();

  private readonly objects = new Map<string, StoredObject>();
  private readonly watchers = new Set<Watcher>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private version = 1000;

  private constructor(private readonly server: Server) {}

  public static async start(): Promise<FakeApiServer> {
    const server = createServer();
    const fake = new FakeApiServer(server);
    server.on('request', (request, response) => void fake.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  /** A kubeconfig that leads here. */
  public get kubeconfig(): string {
    const { port } = this.server.address() as AddressInfo;
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'fake', cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: 'fake', user: {} }],
      contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'fake', namespace: 'default' } }],
      'current-context': 'fake',
    });
  }

  /** The names of the objects that are there, `Kind name`, without Helm's own Secrets. */
  public get present(): string[] {
    return [...this.objects.values()]
      .filter((o) => !isHelms(o) && o.kind !== 'ReplicaSet')
      .map((o) => `${o.kind} ${o.metadata.name}`)
      .sort();
  }

  /** An object that is there. */
  public object(kind: string, name: string): StoredObject | undefined {
    return [...this.objects.values()].find((o) => o.kind === kind && o.metadata.name === name);
  }

  /** Puts a Job there that has completed, as an interrupted run of Helm leaves it. */
  public leaveFinishedJob(name: string, namespace: string): void {
    const resource = RESOURCES.find(({ kind }) => kind === 'Job');
    if (!resource) throw new Error('there are no Jobs');
    const target = { resource, namespace, name, query: new URLSearchParams() };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace } };
    const status = { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] };
    this.objects.set(keyOf(target, name), this.stamped({ ...job, status }));
  }

  public async stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const body = await bodyOf(request);
    // No schemas: Helm's client then validates nothing. It is protobuf, of which nothing is an empty document.
    if (url.pathname === '/openapi/v2') return void response.writeHead(200).end();
    const discovery = discover(url.pathname);
    if (discovery) return send(response, 200, discovery);
    const target = targetOf(url);
    if (!target) return send(response, 404, status(404, 'NotFound', `no such path: ${url.pathname}`));
    switch (request.method) {
      case 'GET':
        return this.read(target, response);
      case 'POST':
        return this.create(target, body, response);
      case 'PUT':
      case 'PATCH':
        return this.change(target, body, request, response);
      case 'DELETE':
        return this.remove(target, response);
      default:
        return send(response, 405, status(405, 'MethodNotAllowed', String(request.method)));
    }
  }

  private read(target: Target, response: ServerResponse): void {
    const { resource, name, query } = target;
    const matches = matcher(target);
    if (name !== undefined) {
      const object = this.objects.get(keyOf(target, name));
      return object
        ? send(response, 200, object)
        : send(response, 404, status(404, 'NotFound', `${resource.name} "${name}" not found`));
    }
    const items = [...this.objects.values()].filter((o) => o.kind === resource.kind && matches(o));
    if (query.get('watch') === 'true' || query.get('watch') === '1') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const watcher = { response, resource, matches };
      this.watchers.add(watcher);
      response.on('close', () => this.watchers.delete(watcher));
      const since = Number(query.get('resourceVersion') ?? '0');
      for (const object of items) {
        if (Number(object.metadata.resourceVersion) > since) notify(watcher, 'ADDED', object);
      }
      if (query.get('sendInitialEvents') === 'true') {
        const annotations = { 'k8s.io/initial-events-end': 'true' };
        const metadata = { resourceVersion: `${this.version}`, annotations };
        notify(watcher, 'BOOKMARK', { apiVersion: apiVersionOf(resource), kind: resource.kind, metadata });
      }
      return;
    }
    const metadata = { resourceVersion: `${this.version}` };
    send(response, 200, { apiVersion: apiVersionOf(resource), kind: `${resource.kind}List`, metadata, items });
  }

  private create(target: Target, body: StoredObject, response: ServerResponse): void {
    const { name } = body.metadata;
    const key = keyOf(target, name);
    if (this.objects.has(key)) {
      return send(response, 409, status(409, 'AlreadyExists', `${target.resource.name} "${name}" already exists`));
    }
    send(response, 201, this.store(target, name, body));
  }

  private change(target: Target, body: StoredObject, request: IncomingMessage, response: ServerResponse): void {
    const { resource, name } = target;
    if (name === undefined) return send(response, 405, status(405, 'MethodNotAllowed', 'name'));
    const existing = this.objects.get(keyOf(target, name));
    const type = request.headers['content-type'] ?? '';
    const apply = type.startsWith('application/apply-patch');
    if (!existing && !apply) {
      return send(response, 404, status(404, 'NotFound', `${resource.name} "${name}" not found`));
    }
    if (request.method === 'PUT' || apply) return send(response, existing ? 200 : 201, this.store(target, name, body));
    send(response, 200, this.store(target, name, merged(existing, body) as StoredObject));
  }

  private remove(target: Target, response: ServerResponse): void {
    const { resource, name = '' } = target;
    const key = keyOf(target, name);
    const object = this.objects.get(key);
    if (!object) return send(response, 404, status(404, 'NotFound', `${resource.name} "${name}" not found`));
    this.objects.delete(key);
    this.record('-', object);
    this.announce('DELETED', this.stamped(object));
    send(response, 200, { apiVersion: 'v1', kind: 'Status', status: 'Success' });
  }

  private store(target: Target, name: string, sent: StoredObject): StoredObject {
    const { resource, namespace } = target;
    const key = keyOf(target, name);
    const existing = this.objects.get(key);
    const object = this.stamped({
      ...withDefaults(resource, sent),
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        ...sent.metadata,
        namespace,
        uid: existing?.metadata.uid ?? `uid-${this.version}`,
        generation: 1,
        creationTimestamp: existing?.metadata.creationTimestamp ?? new Date().toISOString().replace(/\.\d+Z/, 'Z'),
      },
      status: existing?.status ?? initialStatus(resource, sent),
    });
    this.objects.set(key, object);
    if (!existing) this.record('+', object);
    else if (!isDeepStrictEqual(existing.spec ?? existing.data, object.spec ?? object.data)) this.record('~', object);
    this.announce(existing ? 'MODIFIED' : 'ADDED', object);
    if (!existing && resource.kind === 'Job') this.run(key);
    if (resource.kind === 'Deployment') this.replicate(object);
    return object;
  }

  /** The ReplicaSet of a Deployment: Helm 3 counts its Pods when it waits. */
  private replicate(deployment: StoredObject): void {
    const { name, namespace, uid } = deployment.metadata;
    const { template, replicas, selector } = deployment.spec as DeploymentSpec;
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid, controller: true };
    const replicaSet = this.stamped({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name, namespace, labels: template.metadata.labels, ownerReferences: [owner] },
      spec: { replicas, selector, template },
      status: { readyReplicas: replicas ?? 1 },
    });
    this.objects.set(`ReplicaSet/${namespace}/${name}`, replicaSet);
  }

  private run(key: string): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const job = this.objects.get(key);
      if (!job) return;
      const failed = this.failing.has(job.metadata.name);
      const condition = failed
        ? {
            type: 'Failed',
            status: 'True',
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
          }
        : { type: 'Complete', status: 'True' };
      const time = new Date().toISOString().replace(/\.\d+Z/, 'Z');
      const done = this.stamped({
        ...job,
        status: {
          ...(failed ? { failed: 1 } : { succeeded: 1, completionTime: time }),
          startTime: time,
          conditions: [condition],
        },
      });
      this.objects.set(key, done);
      this.record(failed ? 'failed' : 'complete', done);
      this.announce('MODIFIED', done);
    }, JOB_MILLISECONDS);
    this.timers.add(timer);
  }

  private stamped(object: StoredObject): StoredObject {
    this.version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: `${this.version}` } };
  }

  private record(what: string, object: StoredObject): void {
    if (!isHelms(object)) this.events.push(`${what} ${object.kind} ${object.metadata.name}`);
  }

  private announce(type: string, object: StoredObject): void {
    for (const watcher of this.watchers) {
      if (watcher.resource.kind === object.kind && watcher.matches(object)) notify(watcher, type, object);
    }
  }
}

function isHelms(object: StoredObject): boolean {
  return object.type === 'helm.sh/release.v1';
}

function apiVersionOf({ group }: Resource): string {
  return group === '' ? 'v1' : `${group}/v1`;
}

function keyOf({ resource, namespace }: Target, name: string): string {
  return `${resource.kind}/${namespace}/${name}`;
}

/** The defaults that an API server writes and Helm reads when it waits. */
function withDefaults(resource: Resource, sent: StoredObject): StoredObject {
  const defaults: { readonly [kind: string]: object } = {
    Service: { clusterIP: '10.0.0.1' },
    Deployment: {
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
    },
  };
  const known = defaults[resource.kind];
  return known ? { ...sent, spec: { ...known, ...(sent.spec as object) } } : sent;
}

/** A Deployment is ready at once: what waits for it does not wait. */
function initialStatus(resource: Resource, { spec }: StoredObject): unknown {
  if (resource.kind === 'PersistentVolumeClaim') return { phase: 'Bound' };
  if (resource.kind === 'Service') return { loadBalancer: { ingress: [{ ip: '203.0.113.1' }] } };
  if (resource.kind !== 'Deployment') return {};
  const replicas = (spec as { replicas?: number } | undefined)?.replicas ?? 1;
  return {
    observedGeneration: 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    conditions: [
      { type: 'Available', status: 'True' },
      { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
    ],
  };
}

function merged(existing: unknown, patch: unknown): unknown {
  if (!isMap(existing) || !isMap(patch)) return patch;
  const result: { [key: string]: unknown } = { ...existing };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

function isMap(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function matcher({ namespace, query }: Target): (object: StoredObject) => boolean {
  const labels = pairs(query.get('labelSelector'));
  const fields = pairs(query.get('fieldSelector'));
  return ({ metadata }) =>
    (namespace === '' || metadata.namespace === namespace) &&
    labels.every(([key, value]) => metadata.labels?.[key] === value) &&
    fields.every(([key, value]) => key !== 'metadata.name' || metadata.name === value);
}

function pairs(selector: string | null): [string, string][] {
  return (selector ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const [key = '', value = ''] = part.split(/==?/);
      return [key, value];
    });
}

function notify({ response }: Watcher, type: string, object: unknown): void {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

function targetOf(url: URL): Target | undefined {
  const match = /^\/(?:api|apis\/([^/]+))\/v1(?:\/namespaces\/([^/]+)(?=\/))?\/([^/]+)(?:\/([^/]+))?$/.exec(
    url.pathname,
  );
  const resource = RESOURCES.find((r) => r.group === (match?.[1] ?? '') && r.name === match?.[3]);
  if (!match || !resource) return undefined;
  return {
    resource,
    namespace: match[2] ?? '',
    name: match[4],
    query: url.searchParams,
  };
}

function discover(path: string): unknown {
  const groups = [...new Set(RESOURCES.map(({ group }) => group))].filter((group) => group !== '');
  const list = (group: string): unknown => ({
    apiVersion: 'v1',
    kind: 'APIResourceList',
    groupVersion: group === '' ? 'v1' : `${group}/v1`,
    resources: RESOURCES.filter((r) => r.group === group).map(({ name, kind }) => ({
      name,
      kind,
      singularName: kind.toLowerCase(),
      namespaced: kind !== 'Namespace',
      verbs: VERBS,
    })),
  });
  if (path === '/version') return VERSION;
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/api/v1') return list('');
  if (path === '/apis') {
    const versions = (group: string): object => ({ groupVersion: `${group}/v1`, version: 'v1' });
    const entries = groups.map((name) => ({ name, versions: [versions(name)], preferredVersion: versions(name) }));
    return { apiVersion: 'v1', kind: 'APIGroupList', groups: entries };
  }
  const group = groups.find((name) => path === `/apis/${name}/v1`);
  return group === undefined ? undefined : list(group);
}

function status(code: number, reason: string, message: string): unknown {
  return { apiVersion: 'v1', kind: 'Status', status: 'Failure', code, reason, message };
}

function send(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The object in a request: JSON, YAML (server-side apply) or protobuf (Helm's own Secrets). */
function bodyOf(request: IncomingMessage): Promise<StoredObject> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      resolve((isProtobuf(body) ? secretFromProtobuf(body) : parse(body.toString('utf8'))) as StoredObject);
    });
  });
}
