import { type Duration } from 'cdk8s';
import { type Resources } from '../../pod/resources';
import { type ScrapeOptions } from '../members/scrape-options';

/** A Prometheus exporter beside each Redis, on port 9121. */
export interface RedisExporterOptions extends ScrapeOptions {
  /** Image of the exporter (oliver006/redis_exporter), with its tag. */
  readonly image: string;

  /**
   * Requests and limits of the exporter.
   *
   * @default - 20m and 32Mi, at most 100m and 64Mi; 64Mi of local disk, at most 128Mi, where Redis has a limit of it
   */
  readonly resources?: Resources;

  /**
   * How far a replica may be behind before an alert, in whole seconds; one that does not follow at all is behind.
   *
   * @default - 10 s
   */
  readonly maxReplicaLag?: Duration;
}
