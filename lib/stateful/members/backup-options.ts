import { type Cron } from 'cdk8s';
import { type Resources } from '../../pod/resources';

/** A CronJob that stores copies of what a database holds. */
export interface BackupOptions {
  /** When a copy is stored. */
  readonly schedule: Cron;

  /** Name of an existing claim that takes the copies, of this database alone. */
  readonly claimName: string;

  /**
   * Copies to keep, at least 1.
   *
   * @default 7
   */
  readonly keep?: number;

  /**
   * Requests and limits of the Job.
   *
   * @default - of Redis 50m and 64Mi, at most 500m and 256Mi; of MongoDB 100m and 256Mi, at most 1 CPU and 1Gi; 64Mi of
   * local disk, at most 128Mi
   */
  readonly resources?: Resources;
}
