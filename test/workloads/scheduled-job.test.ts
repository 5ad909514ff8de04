import { type Chart, Cron, Duration } from 'cdk8s';
import { ConcurrencyPolicy } from 'cdk8s-plus-27';
import { Posture, ScheduledJob, type ScheduledJobProps } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { problemsOf, synthesize } from '../support/synthesize';
import { ALL_JOB_OPTIONS, BESIDE_JOB_OPTIONS, WORKLOAD_CASES } from '../support/workload-cases';

function make(props: Partial<ScheduledJobProps> = {}): (chart: Chart) => ScheduledJob {
  return (chart) => new ScheduledJob(chart, 'job', { ...SOUND, schedule: Cron.daily(), ...props });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<ScheduledJobProps> = {
    ...WORKLOAD_CASES.all,
    ...ALL_JOB_OPTIONS,
    schedule: Cron.hourly(),
    timeZone: 'Etc/UTC',
    concurrencyPolicy: ConcurrencyPolicy.FORBID,
    startingDeadline: Duration.minutes(1),
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 2,
    suspendSchedule: true,
  };

  // THEN
  expectEveryPropInManifests<ScheduledJobProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: { ...WORKLOAD_CASES.others, schedule: Cron.daily() },
      usually: { ...WORKLOAD_CASES.usually, ...BESIDE_JOB_OPTIONS.usually },
      beside: { ...WORKLOAD_CASES.beside, ...BESIDE_JOB_OPTIONS.beside },
    },
    (chart, props) => new ScheduledJob(chart, 'job', props),
  );
});

test('writes what was said and nothing else', () => {
  expect(synthesize(make({ resources: undefined }))).toEqual([
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'web' },
      spec: {
        schedule: '0 0 * * *',
        jobTemplate: {
          spec: {
            template: { metadata: {}, spec: { restartPolicy: 'Never', containers: [{ name: 'web', image: 'web:1' }] } },
          },
        },
      },
    },
  ]);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/jobTemplate/spec/podFailurePolicy');
});

test('a posture asks of its pods what it asks of others', () => {
  expect(problemsOf(make({ resources: undefined, image: 'web' }), Posture.PRODUCTION)).toEqual([
    '[test/job] container "web" has no cpu request, no cpu limit, no memory request, no memory limit: give it resources, or set requireResources to false (posture PRODUCTION)',
    '[test/job] container "web" has an image that can change under it, got "web": use a tag other than latest or a digest, or set requirePinnedImages to false (posture PRODUCTION)',
  ]);
});

test.each<[string, Partial<ScheduledJobProps>, string]>([
  [
    'a schedule that is none',
    { schedule: new Cron({ minute: '60', hour: '1', day: '1', month: '1', weekDay: '1' }) },
    'spec.schedule: ',
  ],
  [
    'a name that leaves no room for the time of a run',
    { name: 'a'.repeat(53) },
    'metadata.name: must be a lowercase RFC 1123 subdomain of at most 52 characters',
  ],
  [
    'a part of a second',
    { startingDeadline: Duration.millis(1) },
    'startingDeadline must be a whole number of seconds, got 0.001 s',
  ],
])('refuses %s', (_, props, message) => {
  expect(problemsOf(make({ containerName: 'web', ...props })).join()).toContain(`[test/job] ${message}`);
});
