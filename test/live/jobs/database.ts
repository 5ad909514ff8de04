import { type Cluster } from '../runner/cluster';
import { type Pod } from '../runner/pod';
import { run } from '../runner/shell';
import { type StatefulSetObject } from '../runner/types';

/** Who logs in, and where. */
export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** How a client of this machine is called: its command, and the environment that holds the password. */
type Client = (
  host: string,
  login: Login,
  sql: string,
) => { readonly argv: string[]; readonly env: Record<string, string> };

export const mysqlClient: Client = (host, { user, password, database }, sql) => ({
  argv: [
    ...['mariadb', '--no-defaults', '--protocol=tcp', `--host=${host}`, `--user=${user}`],
    ...['--batch', '--skip-column-names', database, '-e', sql],
  ],
  env: { MYSQL_PWD: password },
});

export const postgresClient: Client = (host, { user, password, database }, sql) => ({
  argv: ['psql', '-h', host, '-U', user, '-w', '-X', '-v', 'ON_ERROR_STOP=1', '-At', '-c', sql],
  // the database goes by environment: -d would take a name with = in it for connection settings
  env: { PGDATABASE: database, PGPASSWORD: password },
});

/** A database of one in the runner, asked through its Service. */
export class Database {
  constructor(
    readonly cluster: Cluster,
    readonly name: string,
    private readonly client: Client,
    readonly namespace = 'default',
  ) {}

  /** Its pod; throws while there is none. */
  get pod(): Pod {
    const set = this.cluster.find<StatefulSetObject>('StatefulSet', this.name, this.namespace);
    const pod = set && this.cluster.podsOf(set).find(({ terminating }) => !terminating);
    if (pod === undefined) throw new Error(`no pod of a StatefulSet ${this.namespace}/${this.name}`);
    return pod;
  }

  /** What the server wrote. */
  get log(): string {
    return this.cluster.log(this.pod);
  }

  /** Resolves when its container runs, whatever becomes of it. */
  async started(): Promise<void> {
    const runs = () => this.cluster.pods().some((pod) => pod.name === `${this.name}-0` && pod.phase === 'Running');
    await this.cluster.until(`${this.name} runs`, 30, runs);
  }

  async ready(): Promise<void> {
    const set = this.cluster.find<StatefulSetObject>('StatefulSet', this.name, this.namespace);
    if (set === undefined) throw new Error(`no StatefulSet ${this.namespace}/${this.name}`);
    await this.cluster.until(`${this.name} is ready`, 120, () => this.cluster.ready(set));
    await this.cluster.forwarded();
  }

  /** Rows of a query, as lines. Throws with the client's words where it fails. */
  async query(login: Login, sql: string): Promise<string[]> {
    const host = this.cluster.services.clusterIP(this.namespace, this.name);
    if (host === undefined) throw new Error(`no Service ${this.namespace}/${this.name}`);
    const { argv, env } = this.client(host, login, sql);
    const { code, stdout, stderr } = await run(argv, { env });
    if (code !== 0) throw new Error(stderr);
    return stdout.split('\n').filter((line) => line !== '');
  }

  async succeeds(login: Login, sql = 'SELECT 1'): Promise<boolean> {
    return this.query(login, sql).then(
      () => true,
      () => false,
    );
  }

  /** SIGKILL of the server; its pod stays and starts it again. */
  async kill(): Promise<void> {
    const container = this.pod.container();
    const { restarts } = container;
    container.kill();
    await this.cluster.until(`${this.name} was killed`, 10, () => container.restarts > restarts);
  }
}
