import { type ApiObject } from 'cdk8s';
import { type PodManagementPolicy } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { HeadlessService } from '../network/headless-service';
import { type ClaimTemplateProps } from '../pod/claim';
import { type ContainerProps } from '../pod/container';
import { Mount } from '../pod/mount';
import { type Probe } from '../pod/probe';
import { type WorkloadProps } from '../workloads/workload-props';
import { MemberNames, membershipProblems } from './member-names';
import { MongoBootstrap } from './mongo-bootstrap';
import { type ClaimRetention, StatefulWorkload } from './stateful-workload';

/** The port that MongoDB listens on. */
const MONGO_PORT = 27017;

/** Where mongod keeps its data. */
const DATA_PATH = '/data/db';

/** A MongoDB replica set. The props of the workload describe the `mongod` container. */
export interface StatefulMongoProps extends WorkloadProps {
  /**
   * Number of members, odd.
   *
   * @default 3
   */
  readonly members?: number;

  /**
   * Name of the replica set.
   *
   * @default "rs0"
   */
  readonly replicaSetName?: string;

  /**
   * Name of the container's port.
   *
   * @default "mongo"
   */
  readonly portName?: string;

  /**
   * Name of the headless Service.
   *
   * @default - the set's name
   */
  readonly serviceName?: string;

  /**
   * Name of the port of the headless Service.
   *
   * @default "peer"
   */
  readonly servicePortName?: string;

  /**
   * Claim of each member, mounted at /data/db.
   *
   * @default - none: data goes with the pod
   */
  readonly storage?: ClaimTemplateProps;

  /**
   * What happens to the claims when the set is deleted.
   *
   * @default - not written: they stay
   */
  readonly retainWhenDeleted?: ClaimRetention;

  /**
   * What happens to the claims of members that a scale-down removes.
   *
   * @default - not written: they stay
   */
  readonly retainWhenScaled?: ClaimRetention;

  /**
   * How the members of a new set find each other.
   *
   * @default MongoBootstrap.NONE
   */
  readonly bootstrap?: MongoBootstrap;

  /**
   * Keeps clients away until it succeeds.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * One member after the other, or all at once.
   *
   * @default - OrderedReady, chosen by the API server
   */
  readonly podManagement?: PodManagementPolicy;
}

/** A MongoDB replica set: a StatefulSet, its headless Service, and what initiates the set. */
export class StatefulMongo extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** The bootstrap's files, if there are any. */
  public readonly bootstrapConfig?: ConfigFiles;

  /** Name of the replica set. */
  public readonly replicaSetName: string;

  private readonly names: MemberNames;

  constructor(scope: Construct, id: string, props: StatefulMongoProps) {
    super(scope, id);
    const members = props.members ?? 3;
    const name = props.name ?? id.toLowerCase();
    const bootstrap = props.bootstrap ?? MongoBootstrap.NONE;
    this.replicaSetName = props.replicaSetName ?? 'rs0';
    this.node.addValidation({ validate: () => membershipProblems('a MongoDB replica set', members) });

    const serviceName = props.serviceName ?? name;
    this.bootstrapConfig = this.bootstrapFiles(name, bootstrap, props);
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...props,
      name,
      serviceName,
      replicas: members,
      containerName: props.containerName ?? 'mongodb',
      command: props.command ?? ['mongod', '--replSet', this.replicaSetName],
      ports: [{ number: MONGO_PORT, name: props.portName ?? 'mongo' }, ...(props.ports ?? [])],
      mounts: [...(props.storage ? [Mount.claimTemplate(DATA_PATH, props.storage)] : []), ...(props.mounts ?? [])],
      sidecars: [...this.bootstrapContainer(props, bootstrap), ...(props.sidecars ?? [])],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: props.labels,
      selector: this.workload.podLabels,
      ports: [{ port: MONGO_PORT, name: props.servicePortName ?? 'peer' }],
    });
    this.names = new MemberNames(name, serviceName, members);
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }

  /** `HOST:PORT` of all members. */
  public get hosts(): string[] {
    return this.names.hosts(MONGO_PORT);
  }

  /**
   * DNS name of a member within its namespace.
   *
   * @throws when there is no such member
   */
  public dnsName(ordinal: number): string {
    return this.names.dnsName(ordinal);
  }

  /** Connection string that names every member, so that a client finds the primary whoever is down. */
  public connectionString(database: string = ''): string {
    return `mongodb://${this.hosts.join(',')}/${database}?replicaSet=${this.replicaSetName}`;
  }

  private bootstrapFiles(name: string, bootstrap: MongoBootstrap, props: StatefulMongoProps): ConfigFiles | undefined {
    return (
      bootstrap._files &&
      new ConfigFiles(this, 'Bootstrap', {
        name: bootstrap._options.configName ?? `${name}-init`,
        namespace: props.namespace,
        labels: props.labels,
        ...bootstrap._files,
      })
    );
  }

  private bootstrapContainer(props: StatefulMongoProps, bootstrap: MongoBootstrap): ContainerProps[] {
    const { _options: options, _command: command } = bootstrap;
    return this.bootstrapConfig === undefined
      ? []
      : [
          {
            name: options.containerName ?? 'init-mongo',
            image: props.image,
            imagePullPolicy: props.imagePullPolicy,
            command,
            mounts: [Mount.configMap(options.path ?? '/config', this.bootstrapConfig.name, { volumeName: 'config' })],
          },
        ];
  }
}
