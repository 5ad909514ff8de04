import { type ServiceAccountOptions } from '../../workloads/service-account';
import { join } from 'node:path';
import { type ApiObject, Duration, Size } from 'cdk8s';
import { Cpu, type ImagePullPolicy } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigFiles } from '../../config/config-files';
import { type ConfigSources } from '../../config/config-sources';
import { type Hook } from '../../lifecycle/hook';
import { MigrationHookJob, type MigrationHookJobProps } from '../../lifecycle/migration-hook-job';
import { NetworkPeer } from '../../network/network-peer';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { Resources } from '../../pod/resources';
import { type SecretKey } from '../../pod/secret-key';
import { type SecurityProfile } from '../../pod/security-profile';
import { Posture } from '../../posture';
import { defaultName } from '../../workloads/default-name';
import { LOG_DISK } from '../members/side-resources';
import { checkProps } from '../../props/check-props';

/** The scripts; scripts/postgres/README.md is their contract. */
const SCRIPTS = ['apply.sql', 'begin.sql', 'bootstrap.sh', 'commit.sql', 'database.sql', 'role-exists.sql'].map(
  (file) => join(__dirname, '../scripts/postgres', file),
);

/** Exit codes of bootstrap.sh after which no retry helps: a wrong setting, another password, a refused administrator. */
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

/** A database, the role that owns it, and its schema. */
export interface PostgresBootstrapJobProps {
  /**
   * Name of the Job.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the objects.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the objects.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Labels of the pod.
   *
   * @default - the posture's
   */
  readonly podLabels?: { readonly [key: string]: string };

  /** When the Job runs; `Hook.NONE` makes it an ordinary Job. */
  readonly hook: Hook;

  /**
   * Where there is no hook engine, append a hash of the Job's description to its name, so that a changed Job is a new
   * one: the pod template of a Job cannot be changed.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly contentName?: boolean;

  /** Image with `psql` and a POSIX shell, such as `postgres`, with its tag. */
  readonly image: string;

  /**
   * When the image is pulled.
   *
   * @default - chosen by the API server
   */
  readonly imagePullPolicy?: ImagePullPolicy;

  /**
   * Names of Secrets with which the image is pulled.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * Name of the service account.
   *
   * @default - default, chosen by the API server
   */
  readonly serviceAccountName?: string;

  /**
   * A service account that is made for the Job; `{}` for one that may do nothing.
   *
   * @default - none is made
   */
  readonly serviceAccount?: ServiceAccountOptions;

  /**
   * Requests and limits of the container.
   *
   * @default - 50m and 64Mi, at most 500m and 128Mi; 64Mi of local disk, at most 128Mi
   */
  readonly resources?: Resources;

  /**
   * Security context of the pod.
   *
   * @default - the posture's, with the user 10001
   */
  readonly security?: SecurityProfile;

  /**
   * Retries before the Job counts as failed.
   *
   * @default - the posture's: 3 in PRODUCTION, else 6, chosen by the API server
   */
  readonly backoffLimit?: number;

  /**
   * Time after which the Job is ended as failed, in whole seconds.
   *
   * @default - 10 min
   */
  readonly activeDeadline?: Duration;

  /**
   * Further variables of `psql`, such as PGSSLMODE.
   *
   * @default - none
   */
  readonly env?: Env[];

  /**
   * Further mounts, such as that of a CA.
   *
   * @default - none
   */
  readonly mounts?: Mount[];

  /**
   * Whether a NetworkPolicy refuses what is not needed.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly networkPolicy?: boolean;

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
export class PostgresBootstrapJob extends Construct {
  /** The Job. */
  public readonly job: MigrationHookJob;

  constructor(scope: Construct, id: string, props: PostgresBootstrapJobProps) {
    checkProps(scope, id, 'PostgresBootstrapJobProps', props);
    super(scope, id);
    const name = props.name ?? defaultName(this);
    this.job = new MigrationHookJob(this, 'Resource', jobProps(name, props, this, props.name ?? id.toLowerCase()));
    const { hook } = this.job;
    const object = {
      namespace: props.namespace,
      labels: props.labels,
      annotations: hook.isHook ? hook.before().annotations : undefined,
    };
    const files = [
      new ConfigFiles(this, 'Scripts', { ...object, name: scriptsName(name), files: SCRIPTS }),
      ...(props.sql === undefined
        ? []
        : [new ConfigFiles(this, 'Sql', { ...object, ...props.sql, name: sqlName(name) })]),
    ];
    this.resource.addDependency(...files);
  }

  /** The API object of the Job. */
  public get resource(): ApiObject {
    return this.job.resource;
  }

  /** Name of the Job as it is written. */
  public get name(): string {
    return this.resource.name;
  }
}

function scriptsName(name: string): string {
  return `${name}-bootstrap`;
}

function sqlName(name: string): string {
  return `${name}-sql`;
}

function jobProps(
  name: string,
  props: PostgresBootstrapJobProps,
  scope: Construct,
  containerName: string,
): MigrationHookJobProps {
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
    name,
    namespace: props.namespace,
    labels: props.labels,
    podLabels: props.podLabels,
    hook: props.hook,
    contentName: props.contentName,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    imagePullSecrets: props.imagePullSecrets,
    serviceAccountName: props.serviceAccountName,
    serviceAccount: props.serviceAccount,
    backoffLimit: props.backoffLimit,
    networkPolicy: props.networkPolicy,
    containerName,
    command: ['sh', `${SCRIPTS_PATH}/bootstrap.sh`],
    failOnExitCodes: FINAL_EXIT_CODES,
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
    allowTo: [{ peers: [props.server ?? NetworkPeer.ANYWHERE], ports: [{ port }] }],
  };
}
