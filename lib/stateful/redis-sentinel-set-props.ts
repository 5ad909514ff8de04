import { type PodManagementPolicy } from 'cdk8s-plus-27';
import { type ClaimTemplateProps } from '../pod/claim';
import { type Probe } from '../pod/probe';
import { type Resources } from '../pod/resources';
import { type MembershipProps } from './membership-props';
import { type BackupOptions } from './backup-options';
import { type RedisConfiguration } from './redis-configuration';
import { type RedisExporterOptions } from './redis-exporter';
import { type ClaimRetention } from './stateful-workload';

/** Redis and a Sentinel in each pod. The props of the workload describe the Redis container. */
export interface RedisSentinelSetProps extends MembershipProps {
  /**
   * Number of pods, each with a Redis and a Sentinel, odd.
   *
   * @default 3
   */
  readonly members?: number;

  /** How Redis and Sentinel are configured and started. */
  readonly configuration: RedisConfiguration;

  /**
   * Name of the ConfigMap with the files.
   *
   * @default - the set's name and `-config` for files of your own, `-scripts` for the quorum-gated start
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
   * @default - 8Gi for the quorum-gated start; else none: data goes with the pod
   */
  readonly storage?: ClaimTemplateProps;

  /**
   * Directory of the data in the Redis container.
   *
   * @default - /data for the quorum-gated start, else /redis-data
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
   * @default - a replica in sync or the master for the quorum-gated start, else none
   */
  readonly readiness?: Probe;

  /**
   * One pod after the other, or all at once.
   *
   * @default - all at once for the quorum-gated start, else OrderedReady, chosen by the API server
   */
  readonly podManagement?: PodManagementPolicy;

  /**
   * Requests and limits of the Sentinel container.
   *
   * @default - 20m and 64Mi, at most 100m and 64Mi, for the quorum-gated start, with 64Mi of local disk, at most 128Mi,
   * where Redis has a limit of it; else none
   */
  readonly sentinelResources?: Resources;

  /**
   * Domain of the cluster, by which members call each other.
   *
   * @default "cluster.local"
   */
  readonly clusterDomain?: string;

  /**
   * A Prometheus exporter beside each Redis, and the objects by which the Prometheus operator finds and judges it.
   *
   * @default - none
   */
  readonly exporter?: RedisExporterOptions;

  /**
   * A CronJob that stores a snapshot on a claim.
   *
   * @default - none
   */
  readonly backup?: BackupOptions;
}
