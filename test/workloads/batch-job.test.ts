import { type Chart, Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-27';
import { BatchJob, type BatchJobProps, ConfigFiles, Env, JobPattern, Posture } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';
import { ALL_JOB_OPTIONS, BESIDE_JOB_OPTIONS, WORKLOAD_CASES } from '../support/workload-cases';

function make(props: Partial<BatchJobProps> = {}, id = 'job'): (chart: Chart) => BatchJob {
  return (chart) => new BatchJob(chart, id, { ...SOUND, ...props });
}

function job(props: Partial<BatchJobProps>, posture?: Posture) {
  return only('Job', synthesize(make(props), posture));
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<BatchJobProps> = { ...WORKLOAD_CASES.all, ...ALL_JOB_OPTIONS, contentName: true };

  // THEN
  expectEveryPropInManifests<BatchJobProps>(
    {
      ...WORKLOAD_CASES,
      all,
      usually: { ...WORKLOAD_CASES.usually, ...BESIDE_JOB_OPTIONS.usually },
      beside: {
        ...WORKLOAD_CASES.beside,
        ...BESIDE_JOB_OPTIONS.beside,
        contentName: { resilientJobs: undefined },
      },
    },
    (chart, props) => new BatchJob(chart, 'job', props),
  );
});

test.each<[string, JobPattern | undefined, unknown]>([
  ['one shot', JobPattern.oneShot(), {}],
  ['one shot by default', undefined, {}],
  ['fixed completions', JobPattern.fixedCompletions(10), { completions: 10 }],
  ['fixed completions in parallel', JobPattern.fixedCompletions(10, 5), { completions: 10, parallelism: 5 }],
  ['a work queue', JobPattern.workQueue(5), { parallelism: 5 }],
])('the pattern of %s', (_, pattern, expected) => {
  expect(job({ pattern, resources: undefined }).spec).toEqual({
    ...(expected as object),
    template: { metadata: {}, spec: { restartPolicy: 'Never', containers: [{ name: 'web', image: 'web:1' }] } },
  });
});

describe('in PRODUCTION', () => {
  test('retries three times and does not count disruptions', () => {
    expect(job({}, Posture.PRODUCTION)).toMatchObject({
      metadata: { name: expect.stringMatching(/^web-[0-9a-f]{8}$/) as string },
      spec: {
        backoffLimit: 3,
        podFailurePolicy: {
          rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
        },
      },
    });
  });

  test.each<[string, Partial<BatchJobProps>]>([
    ['by resilientJobs', { resilientJobs: false }],
    ['by their own names', { contentName: false, ignoreDisruptions: false, backoffLimit: 6 }],
  ])('its defaults go %s', (_, props) => {
    // WHEN
    const { metadata, spec } = job(props, Posture.PRODUCTION);

    // THEN
    expect(metadata.name).toBe('web');
    expect(spec).not.toHaveProperty('podFailurePolicy');
    expect(spec).not.toHaveProperty('backoffLimit', 3);
  });

  test('disruptions count where the restart policy hides them', () => {
    expect(job({ restartPolicy: RestartPolicy.ON_FAILURE }, Posture.PRODUCTION).spec).not.toHaveProperty(
      'podFailurePolicy',
    );
  });

  test('the name follows the description, and is unique without a name', () => {
    // GIVEN
    const nameOf = (props: Partial<BatchJobProps>) => job(props, Posture.PRODUCTION).metadata.name;
    const long = { name: `a${'-b'.repeat(40)}`, containerName: 'web' };
    const two = synthesize((chart) => {
      make({ name: undefined }, 'one')(chart);
      make({ name: undefined }, 'two')(chart);
    }, Posture.PRODUCTION).filter(({ kind }) => kind === 'Job');

    // THEN
    expect(nameOf({ command: ['a'] })).not.toBe(nameOf({ command: ['b'] }));
    expect(nameOf({ labels: { a: 'b' } })).toBe(nameOf({}));
    expect(nameOf(long)).toMatch(/^a(-b)+-[0-9a-f]{8}$/);
    expect(nameOf(long).length).toBeLessThanOrEqual(63);
    expect(new Set(two.map(({ metadata }) => metadata.name)).size).toBe(2);
  });

  test('a hash of the configuration is on the template only if asked for: a Job cannot be changed', () => {
    // GIVEN
    const annotations = (props: Partial<BatchJobProps>) => {
      const manifests = synthesize((chart) => {
        new ConfigFiles(chart, 'config', { name: 'settings', literals: { A: '1' } });
        make({ ...props, env: [Env.fromConfigMap('settings')] })(chart);
      }, Posture.PRODUCTION);
      return (only('Job', manifests).spec as { template: { metadata: { annotations?: unknown } } }).template.metadata
        .annotations;
    };

    // THEN
    expect(annotations({})).toBeUndefined();
    expect(annotations({ configHash: undefined })).toBeUndefined();
    expect(annotations({ configHash: true })).toHaveProperty(['cdk8s-patterns/config-hash']);
  });
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/podFailurePolicy');
});

test.each<[string, Partial<BatchJobProps>, string]>([
  [
    'disruptions ignored where a failed container is restarted',
    { ignoreDisruptions: true, restartPolicy: RestartPolicy.ON_FAILURE },
    'spec.podFailurePolicy: must be absent unless restartPolicy is Never',
  ],
  [
    'a restart policy for what keeps running',
    { restartPolicy: RestartPolicy.ALWAYS },
    'spec.template.spec.restartPolicy: must be one of OnFailure, Never, got "Always"',
  ],
  ['a negative backoff', { backoffLimit: -1 }, 'spec.backoffLimit: must be a whole number of at least 0, got -1'],
  [
    'a part of a second',
    { activeDeadline: Duration.millis(1) },
    'activeDeadline must be a whole number of seconds, got 0.001 s',
  ],
  [
    'a name that no pod could bear as a label',
    { name: 'a'.repeat(64) },
    `metadata.name: must be a lowercase RFC 1123 subdomain of at most 63 characters, got "${'a'.repeat(64)}"`,
  ],
])('refuses %s', (_, props, message) => {
  expect(problemsOf(make({ containerName: 'web', ...props }))).toEqual([`[test/job] ${message}`]);
});
