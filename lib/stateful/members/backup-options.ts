import { type Cron } from 'cdk8s';
import { type Resources } from '../../pod/resources';

/**
 * A CronJob that stores copies of what a database holds, and a suspended one from which a restore is started:
 * `kubectl create job restore-1 --from=cronjob/SET-restore`. docs/operations has the steps.
 */
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

  /**
   * Requests and limits of a restore.
   *
   * @default - of Redis those of a member, as a restore loads the whole copy; of MongoDB those of a backup
   */
  readonly restoreResources?: Resources;
}
