import { Cron, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { DatabaseEngine, DatabaseSingleton, DatabaseStorage, ExternalResources, Probe, Resources } from '../../../lib';
import { type Cluster } from '../runner/cluster';
import { type KubeObject } from '../runner/types';
import { Database, postgresClient } from './database';
import { production, secret } from './live-cluster';

const USER = 'postgres';
const SECRET = 'postgres-admin';

/** A PostgreSQL that logs every statement: a DatabaseSingleton, probed every second so that tests do not wait. */
export class PostgresServer {
  readonly database: Database;

  private constructor(
    cluster: Cluster,
    namespace: string,
    name: string,
    private readonly password: string,
    readonly manifests: readonly KubeObject[],
  ) {
    this.database = new Database(cluster, name, postgresClient, namespace);
  }

  static async start(
    cluster: Cluster,
    {
      name = 'postgres',
      namespace = 'default',
      password,
      backups,
    }: { name?: string; namespace?: string; password: string; backups?: string },
  ): Promise<PostgresServer> {
    const manifests = production((chart) => {
      ExternalResources.of(chart).secret(SECRET);
      if (backups !== undefined) ExternalResources.of(chart).claim(backups);
      new DatabaseSingleton(chart, 'postgres', {
        name,
        namespace,
        engine: DatabaseEngine.POSTGRES,
        image: 'postgres:16.6',
        args: ['-c', 'log_statement=all', '-c', 'fsync=off'],
        adminPassword: { secretName: SECRET, key: 'password' },
        backup: backups === undefined ? undefined : { schedule: Cron.daily(), claimName: backups },
        storage: DatabaseStorage.claim({ name, namespace, storage: Size.gibibytes(1) }),
        startup: Probe.exec(DatabaseEngine.POSTGRES.props.pingCommand, {
          period: Duration.seconds(1),
          failureThreshold: 60,
        }),
        resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
      });
    });
    cluster.apply([secret(SECRET, { password }, namespace), ...manifests]);
    const server = new PostgresServer(cluster, namespace, name, password, manifests);
    await server.database.ready();
    return server;
  }

  get log(): string {
    return this.database.log;
  }

  /** Rows of a query as the administrator, columns apart by |. */
  query(sql: string, database = 'postgres', user = USER, password = this.password): Promise<string[]> {
    return this.database.query({ user, password, database }, sql);
  }

  logsIn(user: string, password: string, database: string): Promise<boolean> {
    return this.database.succeeds({ user, password, database });
  }
}
