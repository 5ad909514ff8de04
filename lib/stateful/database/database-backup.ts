import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { ConfigFiles } from '../../config/config-files';
import { NetworkPeer } from '../../network/network-peer';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';
import { Resources } from '../../pod/resources';
import { type SecretKey } from '../../pod/secret-key';
import { type ScheduledJob } from '../../workloads/scheduled-job';
import { type WorkloadProps } from '../../workloads/workload-props';
import { addBackupJob, addRestoreJob, BACKUPS_KEPT } from '../members/backup-job';
import { type BackupOptions } from '../members/backup-options';
import { type MemberNames } from '../members/member-names';
import { type MemberSetKind } from '../members/member-set';
import { LOG_DISK } from '../members/side-resources';
import { type DatabaseDump } from './database-engine';

const SCRIPTS_PATH = '/scripts';
const PASSWORD_PATH = '/password';

const RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(100),
  cpuLimit: Cpu.units(1),
  memoryRequest: Size.mebibytes(128),
  memoryLimit: Size.mebibytes(512),
  ...LOG_DISK,
});

/** Parameters of the backup of a single database. */
export interface DatabaseBackupProps {
  /** Names of the database, which is a set with one member. */
  readonly names: MemberNames;
  /** Kind of database, for the names and labels of the Jobs. */
  readonly kind: MemberSetKind;
  /** Program suite that dumps and loads. */
  readonly dump: DatabaseDump;
  /** Password of the administrator. */
  readonly password: SecretKey;
  /** Port of the Service, whose name is that of the database. */
  readonly port: number;
}

/** Adds the CronJob that stores dumps, and the suspended CronJob from which a restore is started. */
export function addDatabaseBackup(
  scope: Construct,
  props: WorkloadProps,
  options: BackupOptions,
  { names, kind, dump, password, port }: DatabaseBackupProps,
): { readonly backup: ScheduledJob; readonly restore: ScheduledJob } {
  const scripts = new ConfigFiles(scope, 'BackupScripts', {
    name: `${names.name}-backup`,
    namespace: props.namespace,
    labels: props.labels,
    files: ['backup', 'restore'].map((step) => join(__dirname, `../scripts/database/${dump}-${step}.sh`)),
  });
  const settings: { readonly [variable: string]: string } =
    dump === 'postgres'
      ? { PGHOST: names.name, PGPORT: `${port}`, PGUSER: 'postgres' }
      : { DATABASE_HOST: names.name, DATABASE_PORT: `${port}` };
  const job = (step: string, more: { readonly [variable: string]: string } = {}) => ({
    activeDeadline: Duration.hours(6),
    command: ['sh', `${SCRIPTS_PATH}/${dump}-${step}.sh`],
    env: Env.values({ ...settings, PASSWORD_FILE: `${PASSWORD_PATH}/password`, ...more }),
    mounts: [
      Mount.configMap(SCRIPTS_PATH, scripts.name, { volumeName: 'scripts', mode: 0o444, readOnly: true }),
      Mount.secret(PASSWORD_PATH, password.secretName, {
        volumeName: 'password',
        mode: 0o440,
        readOnly: true,
        items: { [password.key]: 'password' },
      }),
    ],
    resources: RESOURCES,
    allowTo: [{ peers: [NetworkPeer.pods(names.podLabels)], ports: [{ port }] }],
  });
  return {
    backup: addBackupJob(
      scope,
      props,
      names,
      kind,
      options,
      job('backup', { KEEP: `${options.keep ?? BACKUPS_KEPT}` }),
    ),
    restore: addRestoreJob(scope, props, names, kind, options, job('restore')),
  };
}
