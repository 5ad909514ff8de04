import { Duration, Size } from 'cdk8s';
import { Cpu, EmptyDirMedium } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { Resources } from '../../pod/resources';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { addBackupJob, addRestoreJob, BACKUP_PATH, BACKUPS_KEPT } from '../members/backup-job';
import { type MongoBackupOptions } from './mongo-backup-options';
import { MONGO, MONGO_PORT } from './mongo-constants';
import { MongoCredentials } from './mongo-credentials';
import { type MemberNames } from '../members/member-names';
import { toMembers } from '../members/member-set';
import { mongoScript, scriptsMount, secretMount, USER_FILES } from './mongo-scripts';
import { LOG_DISK } from '../members/side-resources';
import { type StatefulMongoProps } from './stateful-mongo-props';

const BACKUP_RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(100),
  cpuLimit: Cpu.units(1),
  memoryRequest: Size.mebibytes(256),
  memoryLimit: Size.gibibytes(1),
  ...LOG_DISK,
});

/** The CronJob that stores dumps. */
export function addBackup(
  scope: Construct,
  props: StatefulMongoProps,
  names: MemberNames,
  options: MongoBackupOptions,
): ScheduledJob {
  return addBackupJob(scope, props, names, MONGO, options, {
    activeDeadline: options.activeDeadline ?? Duration.hours(6),
    // Each run asks every member that can give a dump.
    backoffLimit: 1,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    ...toolJob(names, 'backup.sh', options.credentials ?? props.credentials, {
      MONGO_DUMP_KEEP: `${options.keep ?? BACKUPS_KEPT}`,
    }),
  });
}

/** The suspended CronJob from which a restore is started, as the root user of the set. */
export function addRestore(
  scope: Construct,
  props: StatefulMongoProps,
  names: MemberNames,
  replicaSetName: string,
  options: MongoBackupOptions,
): ScheduledJob {
  return addRestoreJob(scope, props, names, MONGO, options, {
    activeDeadline: options.activeDeadline ?? Duration.hours(6),
    ...toolJob(names, 'restore.sh', props.credentials, { MONGO_REPLICA_SET: replicaSetName }),
  });
}

function toolJob(
  names: MemberNames,
  script: string,
  credentials: MongoCredentials = MongoCredentials.NONE,
  settings: { readonly [variable: string]: string },
) {
  const { _secret: secret } = credentials;
  return {
    command: mongoScript(script),
    env: Env.values({
      MONGO_DUMP_HOSTS: names.hosts(MONGO_PORT).join(' '),
      MONGO_DUMP_DIRECTORY: BACKUP_PATH,
      ...settings,
      ...(secret !== undefined && USER_FILES),
    }),
    mounts: [
      scriptsMount(names),
      // The password is in a file of it for as long as a dump takes.
      Mount.emptyDir('/tmp', {
        volumeName: 'tmp',
        medium: EmptyDirMedium.MEMORY,
        sizeLimit: Size.mebibytes(64),
      }),
      ...(secret === undefined ? [] : [secretMount(secret, credentials._userItems)]),
    ],
    resources: BACKUP_RESOURCES,
    allowTo: [toMembers(MONGO, names)],
  };
}
