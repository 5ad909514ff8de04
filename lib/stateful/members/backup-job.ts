import { Duration } from 'cdk8s';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Mount } from '../../pod/mount';
import { Posture } from '../../posture';
import { ScheduledJob, type ScheduledJobProps } from '../../workloads/scheduled-job';
import { type BackupOptions } from './backup-options';
import { type MemberNames } from './member-names';
import { backupLabels, type MemberSetKind } from './member-set';
import { type WorkloadProps } from '../../workloads/workload-props';
import { TreeState } from '../../synthesis/tree-state';

/** Where the claim for the copies is mounted. */
export const BACKUP_PATH = '/backup';

/** Copies to keep unless told otherwise. */
export const BACKUPS_KEPT = 7;

/** What distinguishes the backups of one kind of database from those of another. */
export type BackupJobProps = Pick<
  ScheduledJobProps,
  | 'backoffLimit'
  | 'command'
  | 'allowTo'
  | 'activeDeadline'
  | 'env'
  | 'failedJobsHistoryLimit'
  | 'mounts'
  | 'resources'
  | 'successfulJobsHistoryLimit'
>;

/** Adds the CronJob that stores copies of the data. It uses the image of the set and the label of a client. */
export function addBackupJob(
  scope: Construct,
  set: WorkloadProps,
  names: MemberNames,
  kind: MemberSetKind,
  options: BackupOptions,
  job: BackupJobProps,
): ScheduledJob {
  TreeState.of(scope).addCheck(scope, () => retentionProblems(options.keep));
  return new ScheduledJob(scope, 'Backup', {
    ...clientJob(scope, set, names, kind, options, job),
    name: `${names.name}-backup`,
    schedule: options.schedule,
    containerName: 'backup',
    resources: options.resources ?? job.resources,
  });
}

/**
 * A suspended CronJob that restores a copy. It never runs by itself: `kubectl create job NAME --from=cronjob/SET-restore`
 * starts it.
 */
export function addRestoreJob(
  scope: Construct,
  set: WorkloadProps,
  names: MemberNames,
  kind: MemberSetKind,
  options: BackupOptions,
  job: BackupJobProps,
): ScheduledJob {
  return new ScheduledJob(scope, 'Restore', {
    ...clientJob(scope, set, names, kind, options, job),
    name: `${names.name}-restore`,
    schedule: options.schedule,
    suspendSchedule: true,
    // A second run would find the data of the first one and refuse.
    backoffLimit: 0,
    containerName: 'restore',
    resources: options.restoreResources ?? job.resources,
  });
}

/** The pod of a backup or restore: the image of the set, the label of a client, and the claim with the copies. */
function clientJob(
  scope: Construct,
  set: WorkloadProps,
  names: MemberNames,
  kind: MemberSetKind,
  options: BackupOptions,
  { mounts = [], ...job }: BackupJobProps,
) {
  const { user } = kind;
  const security = Posture.of(scope).security?.with({ user, group: user, fsGroup: user });
  return {
    ...job,
    namespace: set.namespace,
    labels: set.labels,
    selector: { matchLabels: backupLabels(kind, names.name) },
    podLabels: names.clientLabels,
    concurrencyPolicy: ConcurrencyPolicy.FORBID,
    startingDeadline: Duration.minutes(10),
    image: set.image,
    imagePullPolicy: set.imagePullPolicy,
    imagePullSecrets: set.imagePullSecrets,
    serviceAccountName: set.serviceAccountName ?? (set.serviceAccount && (set.serviceAccount.name ?? names.name)),
    requirePinnedImages: set.requirePinnedImages,
    networkPolicy: set.networkPolicy,
    checkReferences: set.checkReferences,
    mounts: [Mount.claim(BACKUP_PATH, options.claimName, { volumeName: 'backup' }), ...mounts],
    security: set.security ?? security,
  };
}

/** Reports a number of backups to keep that does not include the new one. */
function retentionProblems(keep?: number): string[] {
  return keep === undefined || (Number.isInteger(keep) && keep >= 1)
    ? []
    : [`a backup must keep a whole number of files, at least 1, got ${keep}`];
}
