import { type Chart, Cron, Duration } from 'cdk8s';
import { ExternalResources, Posture, type BackupOptions } from '../../../lib';
import { addBackupJob } from '../../../lib/stateful/members/backup-job';
import { MemberNames } from '../../../lib/stateful/members/member-names';
import { mainContainerOf, podOf } from '../../support/pod-of';
import { SOUND } from '../../support/sound-props';
import { only, problemsOf, synthesize } from '../../support/synthesize';

const BACKUP_LABELS = {
  'app.kubernetes.io/name': 'db-backup',
  'app.kubernetes.io/instance': 'web',
  'cdk8s-patterns/db-client': 'web',
};

const JOB = { command: ['true'], activeDeadline: Duration.hours(1), resources: SOUND.resources };

const OPTIONS: BackupOptions = { schedule: Cron.daily(), claimName: 'copies' };

function make(options: Partial<BackupOptions> = {}): (chart: Chart) => void {
  return (chart) => {
    ExternalResources.of(chart).claim('copies');
    const names = new MemberNames({ app: 'db', name: 'web', serviceName: 'web', members: 3, podLabels: {} });
    const kind = { app: 'db', user: 123, ports: [1] };
    addBackupJob(chart, SOUND, names, kind, { ...OPTIONS, ...options }, JOB);
  };
}

test('runs as the user of the image, is a client of the set, and has the claim', () => {
  // WHEN
  const job = only('CronJob', synthesize(make(), Posture.PRODUCTION));
  const pod = podOf(job);

  // THEN
  expect(job.metadata.name).toBe('web-backup');
  expect(pod.securityContext).toMatchObject({ runAsUser: 123, runAsGroup: 123, fsGroup: 123 });
  expect(job).toMatchObject({
    spec: { jobTemplate: { spec: { template: { metadata: { labels: BACKUP_LABELS } } } } },
  });
  expect(pod.volumes).toContainEqual({ name: 'backup', persistentVolumeClaim: { claimName: 'copies' } });
  expect(mainContainerOf(job)).toMatchObject({ image: SOUND.image, volumeMounts: [{ mountPath: '/backup' }] });
});

test.each([0, -1, 1.5, NaN])('does not keep %d copies', (keep) => {
  expect(problemsOf(make({ keep }))).toContainEqual(expect.stringContaining(`at least 1, got ${keep}`));
});
