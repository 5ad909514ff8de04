import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

interface Watched {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: {
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly resourceVersion: string; readonly generation?: number };
    readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  };
}

const KINDS = ['secrets', 'configmaps', 'persistentvolumeclaims', 'services', 'deployments', 'jobs'];

/** What Helm and Kubernetes themselves write. */
const OTHERS = /^(sh\.helm\.release\.|kube-root-ca\.crt$)/;

/**
 * What happens to the objects of a namespace, in the order in which the API server stored it: `+ Kind name`, `- Kind
 * name`, `~ Deployment name` when its spec changes, `complete Job name` and `failed Job name`.
 */
export class Watch {
  private readonly seen: Watched[] = [];
  private readonly children: ChildProcess[] = [];
  private reported = 0;

  private constructor() {}

  static async start(namespace: string): Promise<Watch> {
    const watch = new Watch();
    for (const kind of KINDS) watch.follow(namespace, kind);
    await sleep(3000);
    watch.events();
    return watch;
  }

  /** What has happened since the last call. */
  async since(): Promise<string[]> {
    await sleep(2000);
    return this.events();
  }

  stop(): void {
    for (const child of this.children) child.kill();
  }

  private follow(namespace: string, kind: string): void {
    const args = ['get', kind, '-n', namespace, '--watch', '--output-watch-events', '-o=json'];
    const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      for (let end = text.indexOf('\n}\n'); end >= 0; end = text.indexOf('\n}\n')) {
        this.seen.push(JSON.parse(text.slice(0, end + 3)) as Watched);
        text = text.slice(end + 3);
      }
    });
    this.children.push(child);
  }

  private events(): string[] {
    const all = [...this.seen].sort((a, b) => version(a) - version(b));
    const generations = new Map<string, number>();
    const ended = new Set<string>();
    const lines: string[] = [];
    for (const { type, object } of all) {
      const { kind, metadata, status } = object;
      if (OTHERS.test(metadata.name)) continue;
      const name = `${kind} ${metadata.name}`;
      if (type === 'ADDED') lines.push(`+ ${name}`);
      if (type === 'DELETED') {
        lines.push(`- ${name}`);
        ended.delete(name);
      }
      const { generation = 0 } = metadata;
      const changed = type === 'MODIFIED' && generation > (generations.get(name) ?? generation);
      if (kind === 'Deployment' && changed) lines.push(`~ ${name}`);
      generations.set(name, generation);
      const end = status?.conditions?.find((c) => /^(Complete|Failed)$/.test(c.type) && c.status === 'True');
      if (kind === 'Job' && end !== undefined && type !== 'DELETED' && !ended.has(name)) {
        ended.add(name);
        lines.push(`${end.type.toLowerCase()} ${name}`);
      }
    }
    const news = lines.slice(this.reported);
    this.reported = lines.length;
    return news;
  }
}

const version = ({ object }: Watched): number => Number(object.metadata.resourceVersion);
