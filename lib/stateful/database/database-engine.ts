import { Duration, Size } from 'cdk8s';
import { Mount } from '../../pod/mount';
import { Probe } from '../../pod/probe';
import { checkOptions } from '../../props/check-props';

/** Program suite that dumps and loads a database. */
export type DatabaseDump = 'mariadb' | 'mysql' | 'postgres';

/** What a database image expects. */
export interface DatabaseEngineProps {
  /** Port that the database listens on. */
  readonly port: number;
  /** Directory in which it keeps its data. */
  readonly dataPath: string;
  /** Variable that names a file with the administrator's password. */
  readonly passwordFileVariable: string;
  /**
   * Variable that names a directory below `dataPath` for the data. Needed by a server that changes the mode of its data
   * directory: the mount point belongs to root, and an fsGroup grants only writing.
   *
   * @default - the data lies in `dataPath` itself
   */
  readonly dataDirectoryVariable?: string;
  /** Command that succeeds when the server answers over TCP, even if it denies access. */
  readonly pingCommand: string[];
  /**
   * Programs of the image that dump and load the database: `pg_dumpall`, `mysqldump` or `mariadb-dump`.
   *
   * @default - none: backups are refused
   */
  readonly dump?: DatabaseDump;
  /** Directory of its socket, which must be writable. */
  readonly socketPath: string;
  /** User and group of the image. */
  readonly user: number;
}

/**
 * Conventions of the official images of a database; `docs/jobs.md` lists how they were tested.
 *
 * The probes use TCP, because the entrypoint runs a temporary server on the socket during the first initialisation. They
 * have no password: a server that denies access is alive.
 */
export class DatabaseEngine {
  public static readonly MYSQL = new DatabaseEngine({
    port: 3306,
    dump: 'mysql',
    dataPath: '/var/lib/mysql',
    passwordFileVariable: 'MYSQL_ROOT_PASSWORD_FILE',
    pingCommand: ['mysqladmin', '--protocol=tcp', '--host=127.0.0.1', '--connect-timeout=5', 'ping'],
    socketPath: '/var/run/mysqld',
    user: 999,
  });

  public static readonly MARIADB = new DatabaseEngine({
    port: 3306,
    dump: 'mariadb',
    dataPath: '/var/lib/mysql',
    passwordFileVariable: 'MARIADB_ROOT_PASSWORD_FILE',
    pingCommand: ['mariadb-admin', '--protocol=tcp', '--host=127.0.0.1', '--connect-timeout=5', 'ping'],
    socketPath: '/run/mysqld',
    user: 999,
  });

  /** The Debian images. The Alpine images use the user 70. */
  public static readonly POSTGRES = new DatabaseEngine({
    port: 5432,
    dump: 'postgres',
    dataPath: '/var/lib/postgresql/data',
    passwordFileVariable: 'POSTGRES_PASSWORD_FILE',
    dataDirectoryVariable: 'PGDATA',
    pingCommand: ['pg_isready', '-q', '-h', '127.0.0.1', '-p', '5432'],
    socketPath: '/var/run/postgresql',
    user: 999,
  });

  /** An image of another kind. */
  public static custom(props: DatabaseEngineProps): DatabaseEngine {
    checkOptions('DatabaseEngine.custom', 'DatabaseEngineProps', props);
    return new DatabaseEngine(props);
  }

  private constructor(
    /** What the image expects. */
    public readonly props: DatabaseEngineProps,
  ) {}

  /**
   * Allows an hour for the first initialisation or a recovery. A server that is killed during a recovery starts it again.
   * A server that is killed during the initialisation takes the incomplete directory for a complete one.
   */
  public get startup(): Probe {
    return this.probe(10, 360);
  }

  /** Restarts a server that does not answer. */
  public get liveness(): Probe {
    return this.probe(10, 6);
  }

  /** Removes the pod from the Service while the server does not answer. */
  public get readiness(): Probe {
    return this.probe(5, 2);
  }

  /** The writable directories beside the data. */
  public get scratchMounts(): Mount[] {
    return [
      Mount.emptyDir(this.props.socketPath, { volumeName: 'scratch-socket', sizeLimit: Size.mebibytes(1) }),
      Mount.emptyDir('/tmp', { volumeName: 'scratch-tmp', sizeLimit: Size.gibibytes(1) }),
    ];
  }

  private probe(period: number, failureThreshold: number): Probe {
    return Probe.exec(this.props.pingCommand, {
      period: Duration.seconds(period),
      timeout: Duration.seconds(6),
      failureThreshold,
    });
  }
}
