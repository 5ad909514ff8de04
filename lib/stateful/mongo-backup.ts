import { type Cron, Duration, Size } from 'cdk8s';
import { ConcurrencyPolicy, Cpu, EmptyDirMedium } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Env } from '../pod/env';
import { Mount } from '../pod/mount';
import { Resources } from '../pod/resources';
import { Posture } from '../posture';
import { ScheduledJob } from '../workloads/scheduled-job';
import { retentionProblems } from './backup-retention';
import { clientLabels } from './client-labels';
import { MONGO_USER } from './mongo-constants';
import { MongoCredentials } from './mongo-credentials';
import { mongoMembers, type MongoNames } from './mongo-plan';
import { mongoScript, scriptsMount, secretMount, USER_FILES } from './mongo-scripts';
import { LOG_DISK } from './side-resources';
import { type StatefulMongoProps } from './stateful-mongo-props';

/**
 * A CronJob that stores a dump of the whole replica set, as of the moment when the dump ends: `mongodump --oplog`, from
 * a secondary that has caught up, or the primary where there is none. `mongodump` and `mongosh` are those of the set's
 * image.
 *
 * @see https://www.mongodb.com/docs/database-tools/mongodump/
 */
export interface MongoBackupOptions {
  /** When a dump is stored. */
  readonly schedule: Cron;

  /** Name of an existing claim that takes the dumps, of this set alone. */
  readonly claimName: string;

  /**
   * Dumps to keep, at least 1.
   *
   * @default 7
   */
  readonly keep?: number;

  /**
   * Time after which a dump is ended as failed, in whole seconds.
   *
   * @default - 6 h
   */
  readonly deadline?: Duration;

  /**
   * The user that reads; role `backup` on the database `admin` suffices. The keyfile's key is not read.
   *
   * @default - the root user of the set
   */
  readonly credentials?: MongoCredentials;

  /**
   * Requests and limits of the Job.
   *
   * @default - 100m and 256Mi, at most 1 CPU and 1Gi; 64Mi of local disk, at most 128Mi
   */
  readonly resources?: Resources;
}

const BACKUP_RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(100),
  cpuLimit: Cpu.units(1),
  memoryRequest: Size.mebibytes(256),
  memoryLimit: Size.gibibytes(1),
  ...LOG_DISK,
});

const BACKUP_PATH = '/backup';

/** Labels of the pods that store dumps. */
export function backupLabels(setName: string): { readonly [key: string]: string } {
  return { 'app.kubernetes.io/name': 'mongodb-backup', 'app.kubernetes.io/instance': setName };
}

/** The CronJob that stores dumps. */
export function addBackup(
  scope: Construct,
  props: StatefulMongoProps,
  names: MongoNames,
  hosts: string[],
  options: MongoBackupOptions,
): ScheduledJob {
  const credentials = options.credentials ?? props.credentials ?? MongoCredentials.NONE;
  const { _secret: secret } = credentials;
  scope.node.addValidation({ validate: () => retentionProblems(options.keep) });
  const security = Posture.of(scope).security;
  return new ScheduledJob(scope, 'Backup', {
    name: `${names.name}-backup`,
    namespace: props.namespace,
    labels: props.labels,
    podLabels: { ...backupLabels(names.name), ...clientLabels(names.name) },
    schedule: options.schedule,
    concurrency: ConcurrencyPolicy.FORBID,
    startingDeadline: Duration.minutes(10),
    deadline: options.deadline ?? Duration.hours(6),
    // Each run asks every member that can give a dump.
    backoffLimit: 1,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy,
    imagePullSecrets: props.imagePullSecrets,
    serviceAccountName: props.serviceAccountName,
    requirePinnedImages: props.requirePinnedImages,
    networkPolicy: props.networkPolicy,
    checkReferences: props.checkReferences,
    containerName: 'backup',
    command: mongoScript('backup.sh'),
    env: Env.values({
      MONGO_DUMP_HOSTS: hosts.join(' '),
      MONGO_DUMP_DIRECTORY: BACKUP_PATH,
      MONGO_DUMP_KEEP: `${options.keep ?? 7}`,
      ...(secret !== undefined && USER_FILES),
    }),
    mounts: [
      Mount.claim(BACKUP_PATH, options.claimName, { volumeName: 'backup' }),
      scriptsMount(names),
      // The password is in a file of it for as long as a dump takes.
      Mount.emptyDir('/tmp', {
        volumeName: 'tmp',
        medium: EmptyDirMedium.MEMORY,
        sizeLimit: Size.mebibytes(64),
      }),
      ...(secret === undefined ? [] : [secretMount(secret, credentials._userItems)]),
    ],
    resources: options.resources ?? BACKUP_RESOURCES,
    security: props.security ?? security?.with({ user: MONGO_USER, group: MONGO_USER, fsGroup: MONGO_USER }),
    connectsTo: [mongoMembers(names)],
  });
}
