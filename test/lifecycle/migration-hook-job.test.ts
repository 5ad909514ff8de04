import { type Chart, Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-27';
import {
  Hook,
  HookDeletePolicy,
  HookEngine,
  HookEvent,
  type HookOptions,
  MigrationHookJob,
  type MigrationHookJobProps,
  Posture,
} from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { only, problemsOf, synthesize } from '../support/synthesize';
import { ALL_JOB_OPTIONS, BESIDE_JOB_OPTIONS, WORKLOAD_CASES } from '../support/workload-cases';

const scripts = { 'check.sh': '#!/bin/sh\nexit 0\n' };

function make(props: Partial<MigrationHookJobProps> = {}): (chart: Chart) => MigrationHookJob {
  return (chart) => new MigrationHookJob(chart, 'migrate', { ...SOUND, hook: Hook.NONE, ...props });
}

/** The annotations of each object that is made. */
function annotations(props: Partial<MigrationHookJobProps>, posture?: Posture): { readonly [kind: string]: unknown } {
  const manifests = synthesize(make(props), posture);
  return Object.fromEntries(manifests.map(({ kind, metadata }) => [kind, metadata.annotations]));
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<MigrationHookJobProps> = {
    ...WORKLOAD_CASES.all,
    ...ALL_JOB_OPTIONS,
    hook: Hook.on([HookEvent.PRE_UPGRADE]),
    scripts,
    scriptsName: 'scripts',
    scriptsWeight: -5,
    scriptsPath: '/checks',
    contentName: true,
  };

  // THEN
  expectEveryPropInManifests<MigrationHookJobProps>(
    {
      ...WORKLOAD_CASES,
      all,
      others: { ...WORKLOAD_CASES.others, hook: Hook.on([HookEvent.POST_UPGRADE]) },
      usually: { ...WORKLOAD_CASES.usually, ...BESIDE_JOB_OPTIONS.usually },
      beside: {
        ...WORKLOAD_CASES.beside,
        ...BESIDE_JOB_OPTIONS.beside,
        contentName: { hook: Hook.NONE, resilientJobs: undefined },
      },
    },
    (chart, props) => new MigrationHookJob(chart, 'migrate', props),
  );
});

test('every option of a hook shows', () => {
  // GIVEN
  const all: Required<HookOptions> = {
    weight: 3,
    deletePolicies: [HookDeletePolicy.HOOK_FAILED],
    engine: HookEngine.ARGO_CD,
  };

  // THEN
  expectEveryPropInManifests<HookOptions>({ all, others: {} }, (chart, options) =>
    make({ hook: Hook.on([HookEvent.PRE_UPGRADE], options) })(chart),
  );
});

describe('for Helm', () => {
  test.each(Object.values(HookEvent))('runs at %s', (event) => {
    expect(annotations({ hook: Hook.on([event]) })).toEqual({ Job: { 'helm.sh/hook': event } });
  });

  test('runs at several events, with a weight and all delete policies', () => {
    // GIVEN
    const hook = Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE, HookEvent.PRE_INSTALL], {
      weight: -3,
      deletePolicies: Object.values(HookDeletePolicy),
    });

    // THEN
    expect(annotations({ hook })).toEqual({
      Job: {
        'helm.sh/hook': 'pre-install,pre-upgrade',
        'helm.sh/hook-weight': '-3',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded,hook-failed',
      },
    });
  });

  test('keeps other annotations, and its own against them', () => {
    expect(annotations({ hook: Hook.on([HookEvent.TEST]), annotations: { note: 'x', 'helm.sh/hook': 'y' } })).toEqual({
      Job: { note: 'x', 'helm.sh/hook': 'test' },
    });
  });
});

test('the same hook for Argo CD', () => {
  // GIVEN
  const hook = Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE], {
    weight: 2,
    deletePolicies: [HookDeletePolicy.BEFORE_HOOK_CREATION],
    engine: HookEngine.ARGO_CD,
  });

  // THEN
  const common = {
    'argocd.argoproj.io/hook': 'PreSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  };
  expect(annotations({ hook, scripts })).toEqual({
    ConfigMap: { ...common, 'argocd.argoproj.io/sync-wave': '1' },
    Job: { ...common, 'argocd.argoproj.io/sync-wave': '2' },
  });
});

describe('scripts', () => {
  test('become a ConfigMap that comes first and is mounted into the main container', () => {
    // WHEN
    const hook = Hook.on([HookEvent.PRE_UPGRADE], { weight: 10 });
    const manifests = synthesize(make({ hook, scripts }));

    // THEN
    expect(manifests.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Job']);
    expect(only('ConfigMap', manifests)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'web-scripts',
        annotations: { 'helm.sh/hook': 'pre-upgrade', 'helm.sh/hook-weight': '9' },
      },
      data: scripts,
    });
    expect(only('Job', manifests)).toMatchObject({
      metadata: { annotations: { 'helm.sh/hook-weight': '10' } },
      spec: {
        template: {
          spec: {
            containers: [{ volumeMounts: [{ name: 'scripts', mountPath: '/scripts' }] }],
            volumes: [{ name: 'scripts', configMap: { name: 'web-scripts', defaultMode: 0o555 } }],
          },
        },
      },
    });
  });

  test('come before a hook without a weight too', () => {
    expect(annotations({ hook: Hook.on([HookEvent.TEST]), scripts })).toEqual({
      ConfigMap: { 'helm.sh/hook': 'test', 'helm.sh/hook-weight': '-1' },
      Job: { 'helm.sh/hook': 'test' },
    });
  });

  test.each([10, 11])('cannot have the weight %d before a hook of weight 10', (scriptsWeight) => {
    const hook = Hook.on([HookEvent.PRE_UPGRADE], { weight: 10 });
    expect(problemsOf(make({ hook, scripts, scriptsWeight }))).toEqual([
      `[test/migrate] what a hook of weight 10 needs must have a lower weight, got ${scriptsWeight}`,
    ]);
  });

  test('are ordinary objects without a hook, and change the name of the Job in PRODUCTION', () => {
    // GIVEN
    const nameOf = (script: string) =>
      only('Job', synthesize(make({ scripts: { 'check.sh': script } }), Posture.PRODUCTION)).metadata.name;

    // THEN
    expect(annotations({ scripts })).toEqual({ ConfigMap: undefined, Job: undefined });
    expect(nameOf('a')).toMatch(/^web-[0-9a-f]{8}$/);
    expect(nameOf('a')).not.toBe(nameOf('b'));
  });
});

describe('in PRODUCTION', () => {
  const hook = Hook.on([HookEvent.PRE_UPGRADE]);
  const spec = (props: Partial<MigrationHookJobProps>) =>
    only('Job', synthesize(make(props), Posture.PRODUCTION)).spec as { [field: string]: unknown };

  test('deletes the run before and a success, ends after five minutes, retries three times', () => {
    expect(spec({ hook })).toMatchObject({
      activeDeadlineSeconds: 300,
      backoffLimit: 3,
      podFailurePolicy: { rules: [{ action: 'Ignore' }] },
    });
    expect(annotations({ hook }, Posture.PRODUCTION)).toMatchObject({
      Job: { 'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded' },
      NetworkPolicy: { 'helm.sh/hook': 'pre-upgrade', 'helm.sh/hook-weight': '-1' },
    });
  });

  test('deletes a finished Job after a day where no hook engine does', () => {
    expect(spec({})).toMatchObject({ ttlSecondsAfterFinished: 86400, activeDeadlineSeconds: 300 });
    expect(spec({ hook })).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test('resilientJobs turns all of that off', () => {
    // WHEN
    const job = only('Job', synthesize(make({ resilientJobs: false }), Posture.PRODUCTION));

    // THEN
    expect(job.metadata.name).toBe('web');
    expect(Object.keys(job.spec as object)).toEqual(['template']);
    expect(annotations({ hook, resilientJobs: false }, Posture.PRODUCTION)).toMatchObject({
      Job: { 'helm.sh/hook': 'pre-upgrade' },
    });
    expect(annotations({ hook, resilientJobs: false }, Posture.PRODUCTION).Job).not.toHaveProperty([
      'helm.sh/hook-delete-policy',
    ]);
  });

  test.each<[string, Partial<MigrationHookJobProps>, string, unknown]>([
    ['the deadline', { activeDeadline: Duration.hours(1) }, 'activeDeadlineSeconds', 3600],
    ['the retries', { backoffLimit: 0 }, 'backoffLimit', 0],
    ['disruptions', { ignoreDisruptions: false }, 'podFailurePolicy', undefined],
    ['disruptions by the restart policy', { restartPolicy: RestartPolicy.ON_FAILURE }, 'podFailurePolicy', undefined],
    ['the time to live', { ttlAfterFinished: Duration.minutes(1) }, 'ttlSecondsAfterFinished', 60],
  ])('%s can be had otherwise', (_, props, field, expected) => {
    expect(spec(props)[field]).toEqual(expected);
  });

  test('the name and the delete policies can be had otherwise', () => {
    // GIVEN
    const failed = Hook.on([HookEvent.PRE_UPGRADE], { deletePolicies: [HookDeletePolicy.HOOK_FAILED] });

    // THEN
    expect(only('Job', synthesize(make({ contentName: false }), Posture.PRODUCTION)).metadata.name).toBe('web');
    expect(annotations({ hook: failed }, Posture.PRODUCTION)).toMatchObject({
      Job: { 'helm.sh/hook-delete-policy': 'hook-failed' },
    });
  });
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/activeDeadlineSeconds');
});

test('a hook in the annotations of its user is held to the rules', () => {
  expect(problemsOf(make({ annotations: { 'helm.sh/hook-weight': 'first' } }))).toEqual([
    '[test/migrate] metadata.annotations["helm.sh/hook-weight"]: must be a whole number in quotes, got "first"',
  ]);
});
