import { type ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { type IClient } from '../../network/client';
import { ClusterService } from '../../network/cluster-service';
import { HeadlessService } from '../../network/headless-service';
import { NetworkPeer } from '../../network/network-peer';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { type MountOptions } from '../../pod/mount-options';
import { type Probe } from '../../pod/probe';
import { type SecretKey } from '../../pod/secret-key';
import { Posture } from '../../posture';
import { defaultName } from '../../workloads/default-name';
import { type WorkloadProps } from '../../workloads/workload-props';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { type BackupOptions } from '../members/backup-options';
import { MemberNames } from '../members/member-names';
import { backupLabels, type MemberSetKind } from '../members/member-set';
import { PersistentClaim } from '../persistent-claim';
import { StatefulWorkload } from '../stateful-workload';
import { addDatabaseBackup } from './database-backup';
import { type DatabaseEngine } from './database-engine';
import { type DatabaseStorage } from './database-storage';
import { checkProps } from '../../props/check-props';
import { pickProps } from '../../props/pick-props';

/** One database in one pod. The props of the workload describe its container. */
export interface DatabaseSingletonProps extends WorkloadProps {
  /** Conventions of the image: port, data directory, probes, writable directories, user. */
  readonly engine: DatabaseEngine;

  /**
   * The administrator's password, mounted as a file. The image reads it at the first initialisation only.
   *
   * @default - none
   */
  readonly adminPassword?: SecretKey;

  /**
   * Port of the container and of the Service.
   *
   * @default - the engine's
   */
  readonly port?: number;

  /**
   * Directory in which the database keeps its data.
   *
   * @default - the engine's
   */
  readonly dataPath?: string;

  /** The claim mounted there. */
  readonly storage: DatabaseStorage;

  /**
   * How the claim is mounted.
   *
   * @default - its directory `data`, because a fresh volume has lost+found in its root
   */
  readonly storageMount?: MountOptions;

  /**
   * Keeps traffic away until it succeeds.
   *
   * @default - the engine's
   */
  readonly readiness?: Probe;

  /**
   * A CronJob that stores a dump of all databases on a claim, and a suspended one that restores it. Needs `adminPassword`
   * and an engine with `dump`.
   *
   * @default - none
   */
  readonly backup?: BackupOptions;

  /**
   * Labels of the Service.
   *
   * @default - the chart's
   */
  readonly serviceLabels?: { readonly [key: string]: string };
}

const GRACE_PERIOD = Duration.seconds(120);

const PASSWORD_PATH = '/password';

/** A database server with a claim and a Service: a StatefulSet that never runs more than one pod. */
export class DatabaseSingleton extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The Service that clients use, named as the workload. */
  public readonly service: ClusterService;

  /** The headless Service that gives the pod its name. */
  public readonly podService: HeadlessService;

  /** The claim, if the construct makes it. */
  public readonly claim?: PersistentClaim;

  /** The CronJob that stores dumps, if there is one. */
  public readonly backup?: ScheduledJob;

  /** The suspended CronJob from which a restore is started, where there are backups. */
  public readonly restore?: ScheduledJob;

  private readonly port: number;

  /** @throws when a backup is asked for without `adminPassword`, or of an engine without `dump` */
  constructor(scope: Construct, id: string, props: DatabaseSingletonProps) {
    checkProps(scope, id, 'DatabaseSingletonProps', props);
    super(scope, id);
    this.claim = props.storage._claim && new PersistentClaim(this, 'Claim', props.storage._claim);
    const name = props.name ?? defaultName(this);
    const port = props.port ?? props.engine.props.port;
    this.port = port;
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...pickProps('StatefulWorkloadProps', props),
      ...withEngine(this, props, this.claim?.name ?? props.storage._existing ?? ''),
      name,
      serviceName: `${name}-pods`,
      containerName: props.containerName ?? props.name ?? id.toLowerCase(),
      ports: withPort(port, props.ports),
      // A budget over the only pod would block every drain of its node.
      disruptionBudget: false,
      spread: false,
      allowFrom: withBackup(props, name),
    });
    const object = {
      namespace: props.namespace,
      labels: props.serviceLabels,
      selector: this.workload.selectorLabels,
    };
    // Per-pod DNS names need a headless Service.
    this.podService = new HeadlessService(this, 'Pods', { ...object, name: `${name}-pods` });
    this.service = new ClusterService(this, 'Service', { ...object, name, ports: [{ port }] });
    if (props.backup !== undefined) {
      const { adminPassword: password } = props;
      const { dump } = props.engine.props;
      if (password === undefined || dump === undefined) {
        throw new Error(
          `[${this.node.path}] a backup needs ${password === undefined ? 'adminPassword' : 'an engine with "dump"'}, got none`,
        );
      }
      const names = new MemberNames({
        app: 'database',
        name,
        serviceName: name,
        members: 1,
        podLabels: this.workload.podLabels,
      });
      const jobs = addDatabaseBackup(this, props, props.backup, { names, kind: kindOf(props), dump, password, port });
      this.backup = jobs.backup;
      this.restore = jobs.restore;
    }
  }

  /** Host name of the database within its namespace. */
  public get host(): string {
    return this.service.name;
  }

  /**
   * What a workload of the namespace needs to connect: give it to the prop `connections`. DATABASE_HOST and
   * DATABASE_PORT, and the network access. The workload brings its own user and password.
   */
  public get client(): IClient {
    return {
      env: Env.values({ DATABASE_HOST: this.host, DATABASE_PORT: `${this.port}` }),
      mounts: [],
      podLabels: {},
      allowTo: [{ peers: [NetworkPeer.pods(this.workload.selectorLabels)], ports: [{ port: this.port }] }],
      connectedBy: (pods) => this.workload._admitClient(pods, [{ port: this.port }]),
    };
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }
}

/** Kind of database, for the names and labels of the Jobs. */
function kindOf({ engine }: DatabaseSingletonProps): MemberSetKind {
  return { app: 'database', user: engine.props.user, ports: [] };
}

/** The access of the backup Jobs, which `allowFrom` of the user does not include. */
function withBackup(props: DatabaseSingletonProps, name: string): NetworkPeer[] | undefined {
  return props.allowFrom && props.backup
    ? [NetworkPeer.pods(backupLabels(kindOf(props), name)), ...props.allowFrom]
    : props.allowFrom;
}

function withPort(port: number, ports: WorkloadProps['ports'] = []): NonNullable<WorkloadProps['ports']> {
  const declared = ports.some(({ number }) => number === port);
  return declared ? ports : [{ number: port }, ...ports];
}

/** Defaults that the engine gives; what the user gave is in them already. */
function withEngine(scope: Construct, props: DatabaseSingletonProps, claimName: string) {
  const { engine, adminPassword: password } = props;
  const { user, passwordFileVariable, dataDirectoryVariable } = engine.props;
  const dataPath = props.dataPath ?? engine.props.dataPath;
  return {
    startup: props.startup ?? engine.startup,
    liveness: props.liveness ?? engine.liveness,
    readiness: props.readiness ?? engine.readiness,
    terminationGracePeriod: props.terminationGracePeriod ?? GRACE_PERIOD,
    security: props.security ?? Posture.of(scope).security?.with({ user, group: user, fsGroup: user }),
    env: [
      ...(dataDirectoryVariable === undefined ? [] : [Env.value(dataDirectoryVariable, `${dataPath}/pgdata`)]),
      ...(password === undefined ? [] : [Env.value(passwordFileVariable, `${PASSWORD_PATH}/password`)]),
      ...(props.env ?? []),
    ],
    mounts: [
      Mount.claim(dataPath, claimName, props.storageMount ?? { subPath: 'data' }),
      // A mount of the user replaces the scratch directory at its path.
      ...engine.scratchMounts.filter(({ path }) => !(props.mounts ?? []).some((mount) => mount.path === path)),
      ...(password === undefined
        ? []
        : [
            Mount.secret(PASSWORD_PATH, password.secretName, {
              volumeName: 'password',
              mode: 0o440,
              readOnly: true,
              items: { [password.key]: 'password' },
            }),
          ]),
      ...(props.mounts ?? []),
    ],
  };
}
