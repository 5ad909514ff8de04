import { Duration, Size } from 'cdk8s';
import { Cpu, EmptyDirMedium } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { ConfigFiles } from '../../config/config-files';
import { RELOADED_ANNOTATION } from '../../kubernetes/config-hash';
import { type ContainerProps } from '../../pod/container';
import { Env } from '../../pod/env';
import { LifecycleAction } from '../../pod/lifecycle-action';
import { Mount } from '../../pod/mount';
import { Probe } from '../../pod/probe';
import { MONGO_DATA_PATH, MONGO_PORT } from './mongo-constants';
import { MongoCredentials } from './mongo-credentials';
import { type MemberNames } from '../members/member-names';
import {
  MONGO_SCRIPTS,
  mongoScript,
  scriptsConfigMap,
  scriptsMount,
  SECRET_PATH,
  secretMount,
  USER_FILES,
} from './mongo-scripts';
import { type StatefulMongoProps } from './stateful-mongo-props';
import { LOG_DISK, sideResources } from '../members/side-resources';
import { type StatefulWorkloadProps } from '../stateful-workload';

const MEMBERS_PATH = '/members';
const KEYFILE_PATH = '/keyfile';
const KEYFILE = `${KEYFILE_PATH}/keyfile`;

/** The claim of a member, unless the user gives one. */
const DEFAULT_STORAGE = { name: 'data', storage: Size.gibibytes(100) };

/** An hour: mongod listens only after the recovery of its data, and a restart would start the recovery again. */
const STARTUP = Probe.tcpSocket({ port: MONGO_PORT, period: Duration.seconds(10), failureThreshold: 360 });

/** mongosh takes 0.8 s of CPU to start and 150 MiB to run; beside its log there is /tmp. */
const RECONCILER_RESOURCES = {
  cpuRequest: Cpu.millis(50),
  cpuLimit: Cpu.millis(500),
  memoryRequest: Size.mebibytes(192),
  memoryLimit: Size.mebibytes(256),
  ...LOG_DISK,
  ephemeralStorageLimit: Size.mebibytes(192),
};

const KEYFILE_RESOURCES = {
  cpuRequest: Cpu.millis(10),
  cpuLimit: Cpu.millis(100),
  memoryRequest: Size.mebibytes(16),
  memoryLimit: Size.mebibytes(32),
  ...LOG_DISK,
};

/** The containers of a member: mongod, and the reconciler that configures the replica set. */
export function mongoPod(
  scope: Construct,
  props: StatefulMongoProps,
  names: MemberNames,
  replicaSetName: string,
): Partial<StatefulWorkloadProps> {
  const shared = new SharedPod(scope, props, names, replicaSetName);
  return {
    command: props.command ?? mongoScript('mongod.sh'),
    env: [...shared.env, ...(props.env ?? [])],
    mounts: [
      Mount.claimTemplate(MONGO_DATA_PATH, props.storage ?? DEFAULT_STORAGE),
      ...shared.mounts,
      ...(props.mounts ?? []),
    ],
    initContainers: [...shared.keyfileContainer(), ...(props.initContainers ?? [])],
    extraContainers: [shared.reconcilerContainer(), ...(props.extraContainers ?? [])],
    startup: props.startup ?? STARTUP,
    liveness:
      props.liveness ??
      Probe.tcpSocket({
        port: MONGO_PORT,
        period: Duration.seconds(20),
        timeout: Duration.seconds(5),
        failureThreshold: 6,
      }),
    readiness:
      props.readiness ??
      Probe.exec(mongoScript('mongosh.sh', 'ready.js'), {
        initialDelay: Duration.seconds(5),
        period: Duration.seconds(20),
        timeout: Duration.seconds(10),
      }),
    preStop: props.preStop ?? LifecycleAction.exec(mongoScript('mongosh.sh', 'step-down.js')),
  };
}

/** What mongod and the containers beside it have in common. */
class SharedPod {
  public readonly env: Env[];
  public readonly mounts: Mount[];
  private readonly credentials: MongoCredentials;

  constructor(
    scope: Construct,
    private readonly props: StatefulMongoProps,
    names: MemberNames,
    replicaSetName: string,
  ) {
    this.credentials = props.credentials ?? MongoCredentials.NONE;
    const object = { namespace: props.namespace, labels: props.labels };
    new ConfigFiles(scope, 'Scripts', { ...object, name: scriptsConfigMap(names), files: MONGO_SCRIPTS });
    const members = new ConfigFiles(scope, 'Members', {
      ...object,
      name: `${names.name}-members`,
      // The reconcilers read it every round, so that a change of it must not restart the members.
      annotations: { [RELOADED_ANNOTATION]: 'true' },
      literals: { members: `${names.members}` },
    });
    const domain = props.clusterDomain ?? 'cluster.local';
    this.env = [
      Env.field('POD_NAMESPACE', 'metadata.namespace'),
      ...Env.values({
        MONGO_REPLICA_SET: replicaSetName,
        MONGO_MEMBER_PATTERN: `${names.name}-%d.${names.serviceName}.$(POD_NAMESPACE).svc.${domain}:${MONGO_PORT}`,
        MONGO_MEMBERS_FILE: `${MEMBERS_PATH}/members`,
        MONGO_DBPATH: MONGO_DATA_PATH,
        ...(this.isSecured && {
          MONGO_KEYFILE_SOURCE: `${SECRET_PATH}/keyfile`,
          MONGO_KEYFILE: KEYFILE,
          ...USER_FILES,
        }),
      }),
    ];
    this.mounts = [
      scriptsMount(names),
      Mount.configMap(MEMBERS_PATH, members.name, { volumeName: 'members' }),
      Mount.emptyDir('/tmp', { volumeName: 'tmp', sizeLimit: Size.mebibytes(64) }),
      ...this.secretMounts(),
    ];
  }

  /** Copies the keyfile to a file that only its owner can read, because mongod refuses any other mode. */
  public keyfileContainer(): ContainerProps[] {
    return this.isSecured
      ? [
          {
            ...this.container('copy-keyfile'),
            command: mongoScript('copy-keyfile.sh'),
            resources: sideResources(this.props.resources, KEYFILE_RESOURCES),
          },
        ]
      : [];
  }

  /** Runs the reconciler loop: read the state, decide, take at most one action. */
  public reconcilerContainer(): ContainerProps {
    return {
      ...this.container('reconciler'),
      command: mongoScript('mongosh.sh', 'reconcile.js'),
      resources: sideResources(this.props.resources, RECONCILER_RESOURCES),
    };
  }

  private get isSecured(): boolean {
    return this.credentials._secret !== undefined;
  }

  private container(name: string): ContainerProps {
    const { image, imagePullPolicy } = this.props;
    return { name, image, imagePullPolicy, env: this.env, mounts: this.mounts };
  }

  private secretMounts(): Mount[] {
    const { _secret: secret, _items: items } = this.credentials;
    return secret === undefined
      ? []
      : [
          secretMount(secret, items),
          Mount.emptyDir(KEYFILE_PATH, {
            volumeName: 'keyfile',
            medium: EmptyDirMedium.MEMORY,
            sizeLimit: Size.mebibytes(1),
          }),
        ];
  }
}
