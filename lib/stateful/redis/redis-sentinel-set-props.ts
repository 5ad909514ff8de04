import { type Resources } from '../../pod/resources';
import { type ProductionMemberSetProps } from '../members/member-set-props';
import { type BackupOptions } from '../members/backup-options';
import { type RedisOptions } from './redis-options';
import { type RedisExporterOptions } from './redis-exporter-options';

/** Redis and a Sentinel in each pod. The props of the workload describe the Redis container. */
export interface RedisSentinelSetProps extends ProductionMemberSetProps, RedisOptions {
  /**
   * Name of the ConfigMap with the scripts.
   *
   * @default - the set's name and `-scripts`
   */
  readonly configName?: string;

  /**
   * Name under which Sentinel knows the master.
   *
   * @default - the set's name
   */
  readonly masterName?: string;

  /**
   * Directory of the data in the Redis container.
   *
   * @default "/data"
   */
  readonly dataPath?: string;

  /**
   * Requests and limits of the Sentinel container.
   *
   * @default - 20m and 64Mi, at most 100m and 64Mi, with 64Mi of local disk, at most 128Mi, where Redis has a limit of
   * it
   */
  readonly sentinelResources?: Resources;

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
