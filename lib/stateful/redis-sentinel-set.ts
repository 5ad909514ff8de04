import { type ApiObject } from 'cdk8s';
import { type PodManagementPolicy } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ConfigFiles } from '../config/config-files';
import { HeadlessService } from '../network/headless-service';
import { type ClaimTemplateProps } from '../pod/claim';
import { Mount } from '../pod/mount';
import { type Probe } from '../pod/probe';
import { type WorkloadProps } from '../workloads/workload-props';
import { MemberNames, membershipProblems } from './member-names';
import { type RedisConfiguration } from './redis-configuration';
import { type ClaimRetention, StatefulWorkload } from './stateful-workload';

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;

/** Redis and a Sentinel in each pod. The props of the workload describe the Redis container. */
export interface RedisSentinelSetProps extends WorkloadProps {
  /**
   * Number of pods, each with a Redis and a Sentinel, odd.
   *
   * @default 3
   */
  readonly members?: number;

  /** The configuration files of Redis and Sentinel. */
  readonly configuration: RedisConfiguration;

  /**
   * Name of the ConfigMap with the files.
   *
   * @default - the set's name and `-config`
   */
  readonly configName?: string;

  /**
   * Name under which Sentinel knows the master.
   *
   * @default - the set's name
   */
  readonly masterName?: string;

  /**
   * Name of the headless Service.
   *
   * @default - the set's name
   */
  readonly serviceName?: string;

  /**
   * Claim of each pod.
   *
   * @default - none: data goes with the pod
   */
  readonly storage?: ClaimTemplateProps;

  /**
   * Directory of the data in the Redis container.
   *
   * @default "/redis-data"
   */
  readonly dataPath?: string;

  /**
   * What happens to the claims when the set is deleted.
   *
   * @default - not written: they stay
   */
  readonly retainWhenDeleted?: ClaimRetention;

  /**
   * What happens to the claims of pods that a scale-down removes.
   *
   * @default - not written: they stay
   */
  readonly retainWhenScaled?: ClaimRetention;

  /**
   * Keeps clients away until it succeeds.
   *
   * @default - none
   */
  readonly readiness?: Probe;

  /**
   * One pod after the other, or all at once.
   *
   * @default - OrderedReady, chosen by the API server
   */
  readonly podManagement?: PodManagementPolicy;
}

/** Redis with Sentinel: a StatefulSet, its configuration and its headless Service. */
export class RedisSentinelSet extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** The configuration files. */
  public readonly config: ConfigFiles;

  /** Name under which Sentinel knows the master. */
  public readonly masterName: string;

  private readonly names: MemberNames;

  constructor(scope: Construct, id: string, props: RedisSentinelSetProps) {
    super(scope, id);
    const members = props.members ?? 3;
    const name = props.name ?? id.toLowerCase();
    const serviceName = props.serviceName ?? name;
    const { _files: files, _options: options } = props.configuration;
    this.masterName = props.masterName ?? name;
    this.node.addValidation({ validate: () => membershipProblems('Redis with Sentinel', members) });

    this.config = new ConfigFiles(this, 'Config', {
      name: props.configName ?? `${name}-config`,
      namespace: props.namespace,
      labels: props.labels,
      ...files,
    });
    const config = Mount.configMap(options.path ?? '/redis-config', this.config.name, { volumeName: 'config' });
    const dataPath = props.dataPath ?? '/redis-data';
    const data =
      props.storage === undefined
        ? Mount.emptyDir(dataPath, { volumeName: 'data' })
        : Mount.claimTemplate(dataPath, props.storage);
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...props,
      name,
      serviceName,
      replicas: members,
      containerName: props.containerName ?? 'redis',
      command: props.command ?? options.redisCommand,
      ports: [{ number: REDIS_PORT, name: 'redis' }, ...(props.ports ?? [])],
      mounts: [config, data, ...(props.mounts ?? [])],
      sidecars: [
        {
          name: 'sentinel',
          image: props.image,
          imagePullPolicy: props.imagePullPolicy,
          command: options.sentinelCommand,
          mounts: [config],
        },
        ...(props.sidecars ?? []),
      ],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: props.labels,
      selector: this.workload.podLabels,
      ports: [{ port: REDIS_PORT, name: 'peer' }],
    });
    this.names = new MemberNames(name, serviceName, members);
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }

  /** `HOST:PORT` of every Redis. Which of them is the master only Sentinel knows. */
  public get hosts(): string[] {
    return this.names.hosts(REDIS_PORT);
  }

  /** `HOST:PORT` of every Sentinel. */
  public get sentinels(): string[] {
    return this.names.hosts(SENTINEL_PORT);
  }

  /**
   * DNS name of a member within its namespace.
   *
   * @throws when there is no such member
   */
  public dnsName(ordinal: number): string {
    return this.names.dnsName(ordinal);
  }
}
