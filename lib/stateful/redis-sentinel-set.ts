import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { HeadlessService } from '../network/headless-service';
import { Posture } from '../posture';
import { defaultName } from '../workloads/default-name';
import { type ScheduledJob } from '../workloads/scheduled-job';
import { clientLabels } from './client-labels';
import { MemberNames, membershipProblems } from './member-names';
import { redisAlerts } from './redis-alerts';
import { addBackup } from './redis-backup';
import { EXPORTER_PORT, REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { exporterContainer } from './redis-exporter';
import { redisWithFiles } from './redis-files';
import { type RedisNames, type RedisPlan } from './redis-plan';
import { quorumGatedRedis } from './redis-quorum-gated';
import { RedisSentinelClient } from './redis-sentinel-client';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { SetMetrics } from './set-metrics';
import { StatefulWorkload } from './stateful-workload';

/** Redis with Sentinel: a StatefulSet, its configuration and its headless Service. */
export class RedisSentinelSet extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** The CronJob that stores snapshots, if there is one. */
  public readonly backup?: ScheduledJob;

  /** What other workloads need to connect. */
  public readonly client: RedisSentinelClient;

  /** Name under which Sentinel knows the master. */
  public readonly masterName: string;

  private readonly members: MemberNames;

  /** @throws when a backup is asked for with configuration files of one's own, whose passwords nobody knows */
  constructor(scope: Construct, id: string, props: RedisSentinelSetProps) {
    super(scope, id);
    const members = props.members ?? 3;
    const name = props.name ?? defaultName(this);
    const serviceName = props.serviceName ?? name;
    const podLabels = props.podLabels ?? { 'app.kubernetes.io/name': 'redis', 'app.kubernetes.io/instance': name };
    const { _gated: gated } = props.configuration;
    this.masterName = props.masterName ?? name;
    this.members = new MemberNames(name, serviceName, members);
    this.node.addValidation({ validate: () => membershipProblems('Redis with Sentinel', members) });
    this.node.addValidation({ validate: () => this.credentialProblems(props) });

    const names: RedisNames = { name, serviceName, masterName: this.masterName, members, podLabels };
    const plan = this.plan(props, names);
    const { exporter, backup } = props;
    const metrics = new SetMetrics(
      { name, namespace: props.namespace, metricsLabel: 'redis-metrics', kind: 'redis', port: EXPORTER_PORT },
      exporter,
    );
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...props,
      ...plan.workload,
      name,
      serviceName,
      podLabels,
      replicas: members,
      containerName: props.containerName ?? 'redis',
      ports: [{ number: REDIS_PORT, name: 'redis' }, ...(props.ports ?? [])],
      extraContainers: [
        ...(plan.workload.extraContainers ?? []),
        ...(exporter ? [exporterContainer(exporter, props.resources, gated)] : []),
      ],
      portAccess: [...metrics.portAccess, ...(props.portAccess ?? [])],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: metrics.serviceLabels(props.labels),
      selector: podLabels,
      ports: [...plan.servicePorts, ...metrics.servicePorts],
      publishNotReadyAddresses: plan.publishNotReadyAddresses,
    });
    metrics.addObjects(this, this.workload.networkPolicy !== undefined, (series) =>
      redisAlerts(names, series, { quorum: gated?.quorum, maxReplicaLag: exporter?.maxReplicaLag }),
    );
    if (backup) {
      if (gated === undefined) {
        throw new Error(`[${this.node.path}] a backup needs a quorum-gated configuration, got files of your own`);
      }
      const hosts = Array.from({ length: members }, (_, ordinal) => this.dnsName(ordinal));
      this.backup = addBackup(this, props, names, hosts, gated, backup);
    }
    this.client = new RedisSentinelClient({
      sentinels: this.sentinels,
      masterName: this.masterName,
      podLabels,
      clientLabels: clientLabels(name),
      credentials: gated?.credentials,
      tlsSecret: gated?.tlsSecret,
    });
  }

  /** The API object of the StatefulSet. */
  public get resource(): ApiObject {
    return this.workload.resource;
  }

  /** `HOST:PORT` of every Redis. Which of them is the master only Sentinel knows. */
  public get hosts(): string[] {
    return this.members.hosts(REDIS_PORT);
  }

  /** `HOST:PORT` of every Sentinel. */
  public get sentinels(): string[] {
    return this.members.hosts(SENTINEL_PORT);
  }

  /**
   * DNS name of a member within its namespace.
   *
   * @throws when there is no such member
   */
  public dnsName(ordinal: number): string {
    return this.members.dnsName(ordinal);
  }

  private credentialProblems({ configuration, requireCredentials }: RedisSentinelSetProps): string[] {
    return configuration._gated === undefined && (requireCredentials ?? Posture.of(this).requireCredentials)
      ? [
          'credentials are needed, got files of your own: give RedisConfiguration.quorumGated(…), or set requireCredentials to false (posture PRODUCTION)',
        ]
      : [];
  }

  private plan(props: RedisSentinelSetProps, names: RedisNames): RedisPlan {
    const { _files: files, _options: options, _gated: gated } = props.configuration;
    if (gated !== undefined) {
      return quorumGatedRedis(this, props, names, gated);
    }
    return redisWithFiles(this, props, names, files ?? {}, options ?? { redisCommand: [], sentinelCommand: [] });
  }
}
