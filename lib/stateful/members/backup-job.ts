import { Duration } from 'cdk8s';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Mount } from '../../pod/mount';
import { Posture } from '../../posture';
import { ScheduledJob, type ScheduledJobProps } from '../../workloads/scheduled-job';
import { type BackupOptions } from './backup-options';
import { type MemberNames } from './member-names';
import { backupLabels, type MemberSetKind } from './member-set';
import { type MemberSetProps } from './member-set-props';

/** Where the claim for the copies is. */
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

/** The CronJob that stores copies of what a set holds, in an image of the set, as a client of it. */
export function addBackupJob(
  scope: Construct,
  set: MemberSetProps,
  names: MemberNames,
  kind: MemberSetKind,
  options: BackupOptions,
  { mounts = [], ...job }: BackupJobProps,
): ScheduledJob {
  const { user } = kind;
  scope.node.addValidation({ validate: () => retentionProblems(options.keep) });
  const security = Posture.of(scope).security?.with({ user, group: user, fsGroup: user });
  return new ScheduledJob(scope, 'Backup', {
    ...job,
    name: `${names.name}-backup`,
    namespace: set.namespace,
    labels: set.labels,
    podLabels: { ...backupLabels(kind, names.name), ...names.clientLabels },
    schedule: options.schedule,
    concurrencyPolicy: ConcurrencyPolicy.FORBID,
    startingDeadline: Duration.minutes(10),
    image: set.image,
    imagePullPolicy: set.imagePullPolicy,
    imagePullSecrets: set.imagePullSecrets,
    serviceAccountName: set.serviceAccountName,
    requirePinnedImages: set.requirePinnedImages,
    networkPolicy: set.networkPolicy,
    checkReferences: set.checkReferences,
    containerName: 'backup',
    mounts: [Mount.claim(BACKUP_PATH, options.claimName, { volumeName: 'backup' }), ...mounts],
    resources: options.resources ?? job.resources,
    security: set.security ?? security,
  });
}

/** Reports a number of backups to keep that does not include the new one. */
function retentionProblems(keep?: number): string[] {
  return keep === undefined || (Number.isInteger(keep) && keep >= 1)
    ? []
    : [`a backup must keep a whole number of files, at least 1, got ${keep}`];
}
