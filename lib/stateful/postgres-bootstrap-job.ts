import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { Cpu, RestartPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { type ConfigSources } from '../config/config-sources';
import { MigrationHookJob, type MigrationHookJobProps } from '../lifecycle/migration-hook-job';
import { NetworkPeer } from '../network/network-peer';
import { Env } from '../pod/env';
import { Mount } from '../pod/mount';
import { Resources } from '../pod/resources';
import { type SecretKey } from '../pod/secret-key';
import { Posture } from '../posture';
import { defaultName } from '../workloads/default-name';
import { LOG_DISK } from './side-resources';

/** The scripts; scripts/postgres/README.md is their contract. */
const SCRIPTS = ['apply.sql', 'begin.sql', 'bootstrap.sh', 'commit.sql', 'database.sql', 'role-exists.sql'].map(
  (file) => join(__dirname, 'scripts/postgres', file),
);

/** Exit codes of bootstrap.sh that no retry mends: a wrong setting, another password, a refused administrator. */
const FINAL_EXIT_CODES = [64, 65, 77];

/** Any user will do. */
const USER = 10001;

const SCRIPTS_PATH = '/scripts';
const SQL_PATH = '/sql';
const ADMIN_PATH = '/admin';
const ROLE_PATH = '/role';

const RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(50),
  cpuLimit: Cpu.millis(500),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.mebibytes(128),
  ...LOG_DISK,
});

/** What happens to a role that exists with another password than the Secret's. */
export enum ExistingPassword {
  /** The Job fails and leaves the role as it is. */
  FAIL = 'fail',
  /** The role gets the Secret's password. */
  REPLACE = 'replace',
}

/** A database, the role that owns it, and its schema. `command`, `scripts` and the like are the construct's own. */
export interface PostgresBootstrapJobProps extends MigrationHookJobProps {
  /** Host name of the server. */
  readonly host: string;

  /**
   * Port of the server.
   *
   * @default 5432
   */
  readonly port?: number;

  /**
   * Who makes database and role; need not be a superuser: CREATEDB and CREATEROLE do.
   *
   * @default "postgres"
   */
  readonly adminUser?: string;

  /** Password of the administrator. */
  readonly adminPassword: SecretKey;

  /** Name of the database, 1 to 63 bytes. */
  readonly database: string;

  /** Name of the role that owns the database, 1 to 63 bytes. */
  readonly role: string;

  /** Password of the role. */
  readonly rolePassword: SecretKey;

  /**
   * SQL files, applied once each, in the order of their names, as the role.
   *
   * @default - none
   */
  readonly sql?: ConfigSources;

  /**
   * Extensions to make, as the administrator.
   *
   * @default - none
   */
  readonly extensions?: string[];

  /**
   * Schemas to make, owned by the role.
   *
   * @default - none
   */
  readonly schemas?: string[];

  /**
   * What happens to a role that exists with another password.
   *
   * @default ExistingPassword.FAIL
   */
  readonly existingPassword?: ExistingPassword;

  /**
   * Who answers on the host, where there is a NetworkPolicy.
   *
   * @default - anywhere, on the server's port
   */
  readonly server?: NetworkPeer;
}

/**
 * A Job that makes a PostgreSQL database, its owner and its schema: any number of times, any number at once, in one
 * transaction, without a password in a log.
 */
export class PostgresBootstrapJob extends MigrationHookJob {
  constructor(scope: Construct, id: string, props: PostgresBootstrapJobProps) {
    const name = props.name ?? defaultName(scope, id);
    const containerName = props.containerName ?? props.name ?? id.toLowerCase();
    const configs = configsOf(name, props);
    super(scope, id, { ...jobProps(name, props, scope), containerName });
    const earlier = this.hook.isHook ? this.hook.before(props.scriptsWeight).annotations : undefined;
    for (const { childId, ...config } of configs) {
      const files = new ConfigFiles(this, childId, {
        ...config,
        namespace: props.namespace,
        labels: props.labels,
        annotations: earlier,
      });
      this.resource.addDependency(files);
    }
  }
}

interface BootstrapConfig extends ConfigSources {
  readonly childId: string;
  readonly name: string;
}

function configsOf(name: string, { sql }: PostgresBootstrapJobProps): BootstrapConfig[] {
  return [
    { childId: 'BootstrapScripts', name: scriptsName(name), files: SCRIPTS },
    ...(sql === undefined ? [] : [{ childId: 'Sql', name: sqlName(name), ...sql }]),
  ];
}

function scriptsName(name: string): string {
  return `${name}-bootstrap`;
}

function sqlName(name: string): string {
  return `${name}-sql`;
}

function jobProps(name: string, props: PostgresBootstrapJobProps, scope: Construct): MigrationHookJobProps {
  const port = props.port ?? 5432;
  const passwordMount = (path: string, volumeName: string, { secretName, key }: SecretKey) =>
    Mount.secret(path, secretName, { volumeName, mode: 0o440, readOnly: true, items: { [key]: 'password' } });
  const settings: { readonly [variable: string]: string | undefined } = {
    PGHOST: props.host,
    PGPORT: `${port}`,
    PGUSER: props.adminUser,
    PGPASSWORD_FILE: `${ADMIN_PATH}/password`,
    BOOTSTRAP_DATABASE: props.database,
    BOOTSTRAP_ROLE: props.role,
    BOOTSTRAP_PASSWORD_FILE: `${ROLE_PATH}/password`,
    BOOTSTRAP_EXISTING_PASSWORD: props.existingPassword,
    BOOTSTRAP_EXTENSIONS: props.extensions?.join(' '),
    BOOTSTRAP_SCHEMAS: props.schemas?.join(' '),
    BOOTSTRAP_SQL_DIR: props.sql === undefined ? undefined : SQL_PATH,
  };
  return {
    ...props,
    name,
    command: ['sh', `${SCRIPTS_PATH}/bootstrap.sh`],
    scripts: undefined,
    // Kubernetes looks at exit codes only where it does not restart the container itself.
    failOnExitCodes:
      props.failOnExitCodes ?? (props.restartPolicy === RestartPolicy.ON_FAILURE ? undefined : FINAL_EXIT_CODES),
    env: [
      ...Object.entries(settings).flatMap(([variable, value]) =>
        value === undefined ? [] : [Env.value(variable, value)],
      ),
      ...(props.env ?? []),
    ],
    mounts: [
      Mount.configMap(SCRIPTS_PATH, scriptsName(name), { volumeName: 'scripts', mode: 0o555, readOnly: true }),
      ...(props.sql === undefined
        ? []
        : [Mount.configMap(SQL_PATH, sqlName(name), { volumeName: 'sql', readOnly: true })]),
      passwordMount(ADMIN_PATH, 'admin', props.adminPassword),
      passwordMount(ROLE_PATH, 'role', props.rolePassword),
      ...(props.mounts ?? []),
    ],
    resources: props.resources ?? RESOURCES,
    activeDeadline: props.activeDeadline ?? Duration.minutes(10),
    security: props.security ?? Posture.of(scope).security?.with({ user: USER, group: USER, fsGroup: USER }),
    allowTo: [{ peers: [props.server ?? NetworkPeer.ANYWHERE], ports: [{ port }] }, ...(props.allowTo ?? [])],
  };
}
