import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { HeadlessService } from '../../network/headless-service';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { type MemberNames, membershipProblems } from '../members/member-names';
import { memberNames, productionDefaults } from '../members/member-set';
import { SetMonitoring } from '../members/set-monitoring';
import { StatefulWorkload } from '../stateful-workload';
import { redisAlerts } from './redis-alerts';
import { addBackup, addRestore } from './redis-backup';
import { EXPORTER_PORT, REDIS, REDIS_PORT, SENTINEL_PORT } from './redis-constants';
import { exporterContainer } from './redis-exporter';
import { fencingProblems, gracePeriodProblems, lagProblems, quorumProblems } from './redis-options';
import { addPodServices, announcesServices, redisPod } from './redis-pod';
import { RedisSentinelClient } from './redis-sentinel-client';
import { type RedisSentinelSetProps } from './redis-sentinel-set-props';
import { checkProps } from '../../props/check-props';
import { pickProps } from '../../props/pick-props';
import { TreeState } from '../../synthesis/tree-state';

const GRACE_PERIOD = Duration.seconds(60);

/**
 * Redis with Sentinel: a StatefulSet, its scripts and its headless Service. Redis starts only as what a quorum of
 * Sentinels names; scripts/redis/README.md says how.
 */
export class RedisSentinelSet extends Construct {
  /** The StatefulSet. */
  public readonly workload: StatefulWorkload;

  /** The headless Service that names the members. */
  public readonly service: HeadlessService;

  /** The CronJob that stores snapshots, if there is one. */
  public readonly backup?: ScheduledJob;

  /** The suspended CronJob from which a restore is started, where there are backups. */
  public readonly restore?: ScheduledJob;

  /** What other workloads need to connect. */
  public readonly client: RedisSentinelClient;

  /** Name under which Sentinel knows the master. */
  public readonly masterName: string;

  private readonly names: MemberNames;

  constructor(scope: Construct, id: string, props: RedisSentinelSetProps) {
    checkProps(scope, id, 'RedisSentinelSetProps', props);
    super(scope, id);
    this.names = memberNames(this, props, REDIS);
    const { name, serviceName, members, podLabels } = this.names;
    this.masterName = props.masterName ?? name;
    TreeState.of(this).addCheck(this, () => [
      ...membershipProblems('Redis with Sentinel', members),
      ...quorumProblems(props, members),
      ...fencingProblems(props, members),
      ...lagProblems(props),
      ...(props.preStop === undefined ? gracePeriodProblems(props.terminationGracePeriod) : []),
    ]);
    if (announcesServices(props)) {
      addPodServices(this, props, this.names);
    }
    const pod = redisPod(this, props, this.names, this.masterName);
    const { exporter, backup } = props;
    const monitoring = new SetMonitoring(
      { name, namespace: props.namespace, metricsLabel: 'redis-metrics', kind: 'redis', port: EXPORTER_PORT },
      exporter,
    );
    this.workload = new StatefulWorkload(this, 'Resource', {
      ...pickProps('StatefulWorkloadProps', props),
      ...productionDefaults(this, props, this.names, REDIS, GRACE_PERIOD),
      ...pod,
      name,
      serviceName,
      selector: { matchLabels: podLabels },
      replicas: members,
      containerName: props.containerName ?? 'redis',
      ports: [{ number: REDIS_PORT, name: 'redis' }, ...(props.ports ?? [])],
      extraContainers: [...(pod.extraContainers ?? []), ...(exporter ? [exporterContainer(exporter, props)] : [])],
      portAccess: [...monitoring.portAccess, ...(props.portAccess ?? [])],
    });
    this.service = new HeadlessService(this, 'Service', {
      name: serviceName,
      namespace: props.namespace,
      labels: monitoring.serviceLabels(props.labels),
      selector: podLabels,
      ports: [
        { port: REDIS_PORT, name: 'redis' },
        { port: SENTINEL_PORT, name: 'sentinel' },
        ...monitoring.servicePorts,
      ],
      publishNotReadyAddresses: true,
    });
    monitoring.addObjects(this, this.workload.networkPolicy !== undefined, (selectors) =>
      redisAlerts(this.names, selectors, { quorum: props.quorum, maxReplicaLag: exporter?.maxReplicaLag }),
    );
    this.client = new RedisSentinelClient({
      sentinels: this.sentinels,
      waitReplicas: Math.floor(members / 2),
      masterName: this.masterName,
      podLabels,
      clientLabels: this.names.clientLabels,
      credentials: props.credentials,
      tlsSecret: props.tlsSecret,
      _admit:
        props.allowFrom &&
        ((pods) => this.workload._admitClient(pods, [{ port: REDIS_PORT }, { port: SENTINEL_PORT }])),
    });
    if (backup !== undefined) {
      this.backup = addBackup(this, props, this.names, backup);
      this.restore = addRestore(this, props, this.names, backup, this.client);
    }
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
