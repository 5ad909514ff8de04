import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';

/** Admission plugins that look at other objects of a cluster, or change what is stored. */
const PLUGINS = [
  ...['NamespaceLifecycle', 'LimitRanger', 'ServiceAccount', 'TaintNodesByCondition', 'PodSecurity', 'Priority'],
  ...['DefaultTolerationSeconds', 'DefaultStorageClass', 'StorageObjectInUseProtection', 'PersistentVolumeClaimResize'],
  ...['RuntimeClass', 'CertificateApproval', 'CertificateSigning', 'ClusterTrustBundleAttest'],
  ...['CertificateSubjectRestriction', 'DefaultIngressClass', 'MutatingAdmissionWebhook', 'ValidatingAdmissionPolicy'],
  ...['ValidatingAdmissionWebhook', 'ResourceQuota'],
];

/** That of the only user of a server that nobody else reaches. */
const TOKEN = 'verdict';

/** What a server answered to a request. */
export interface ServerAnswer {
  readonly status: number;
  /** What the server warned of. */
  readonly warnings: readonly string[];
  readonly body: {
    readonly message?: string;
    readonly reason?: string;
    readonly metadata?: { readonly resourceVersion?: string };
    readonly details?: { readonly causes?: readonly { readonly field?: string; readonly message?: string }[] };
  };
}

/**
 * The fields and messages of a refusal, in the server's order. The server looks for an object of the same name after it
 * has validated the new one, so AlreadyExists means that the new one is valid.
 */
export function refusalOf({ status, body }: ServerAnswer): string[] | undefined {
  if (status < 300 || body.reason === 'AlreadyExists') return undefined;
  const causes = body.details?.causes ?? [];
  return causes.length > 0 ? causes.map(({ field, message }) => `${field}: ${message}`) : [String(body.message)];
}

/** A real kube-apiserver with its own etcd, on loopback. */
export class ApiServer {
  /** Starts both, and waits until the server is ready. Of the plugins above only those that are named take part. */
  public static async start(program: string, plugins: readonly string[] = []): Promise<ApiServer> {
    const folder = mkdtempSync(join(tmpdir(), 'api-server-'));
    const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = join(folder, 'accounts.pem');
    writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }));
    const tokens = join(folder, 'tokens.csv');
    writeFileSync(tokens, `${TOKEN},verdict,verdict,system:masters\n`, { mode: 0o600 });
    const [etcd, peer] = [`http://127.0.0.1:${etcdPort}`, `http://127.0.0.1:${peerPort}`];
    const processes = [
      run('etcd', [
        '--data-dir',
        join(folder, 'etcd'),
        '--listen-client-urls',
        etcd,
        '--advertise-client-urls',
        etcd,
        '--listen-peer-urls',
        peer,
        '--initial-advertise-peer-urls',
        peer,
        '--initial-cluster',
        `default=${peer}`,
        '--unsafe-no-fsync',
      ]),
      run(program, [
        `--etcd-servers=${etcd}`,
        `--secure-port=${port}`,
        '--bind-address=127.0.0.1',
        '--authorization-mode=AlwaysAllow',
        '--service-cluster-ip-range=10.96.0.0/12',
        `--cert-dir=${join(folder, 'certificates')}`,
        `--disable-admission-plugins=${PLUGINS.filter((each) => !plugins.includes(each)).join(',')}`,
        '--service-account-issuer=https://issuer.example.com',
        `--service-account-key-file=${key}`,
        `--service-account-signing-key-file=${key}`,
        `--token-auth-file=${tokens}`,
      ]),
    ];
    const server = new ApiServer(folder, processes, port);
    for (let i = 0; ; i += 1) {
      const ready = await server.send('GET', '/readyz').catch(() => undefined);
      if (ready?.status === 200) return server;
      if (i === 240) {
        server.stop();
        throw new Error('kube-apiserver is not ready after two minutes');
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  private readonly agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  private readonly resources = new Map<string, { readonly name: string; readonly namespaced: boolean } | undefined>();

  private constructor(
    private readonly folder: string,
    private readonly processes: readonly ChildProcess[],
    private readonly port: number,
  ) {}

  public stop(): void {
    this.agent.destroy();
    for (const each of this.processes) each.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Creates an object, for real or as a trial. */
  public async create(manifest: Manifest, trial: boolean): Promise<ServerAnswer> {
    return this.send(
      'POST',
      `${await this.path(manifest)}?fieldValidation=Strict${trial ? '&dryRun=All' : ''}`,
      manifest,
    );
  }

  /** Puts an object in the place of another, as a trial. */
  public async replace(manifest: Manifest): Promise<ServerAnswer> {
    const path = `${await this.path(manifest)}/${manifest.metadata!.name}`;
    return this.send('PUT', `${path}?fieldValidation=Strict&dryRun=All`, manifest);
  }

  private async path({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const key = `${apiVersion} ${kind}`;
    if (!this.resources.has(key)) {
      const { body } = await this.send('GET', base);
      const list = (body as { resources?: { name: string; kind: string; namespaced: boolean }[] }).resources ?? [];
      this.resources.set(
        key,
        list.find((each) => each.kind === kind && !each.name.includes('/')),
      );
    }
    const resource = this.resources.get(key);
    // A definition is served some time after it was created.
    if (resource === undefined) this.resources.delete(key);
    if (resource === undefined) return `${base}/none`;
    return resource.namespaced
      ? `${base}/namespaces/${metadata?.namespace ?? 'default'}/${resource.name}`
      : `${base}/${resource.name}`;
  }

  private send(method: string, path: string, body?: unknown): Promise<ServerAnswer> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${TOKEN}`,
      };
      const call = request(
        { host: '127.0.0.1', port: this.port, method, path, headers, agent: this.agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            const parsed = text.startsWith('{') ? (JSON.parse(text) as ServerAnswer['body']) : {};
            resolve({ status: response.statusCode ?? 0, warnings: warningsOf(response.rawHeaders), body: parsed });
          });
        },
      );
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/** The texts of `Warning: 299 - "text"` headers. */
function warningsOf(headers: readonly string[]): string[] {
  return headers.flatMap((name, index) => {
    const text = /^299 - "(.*)"$/.exec(headers[index + 1] ?? '')?.[1];
    return index % 2 === 0 && name.toLowerCase() === 'warning' && text !== undefined
      ? [text.replace(/\\(.)/g, '$1')]
      : [];
  });
}

function run(program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: 'ignore' });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
