import { type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ConfigFiles,
  Env,
  Posture,
  type PostureProps,
  ProbedDeployment,
  type ProbedDeploymentProps,
  SecurityProfile,
  UnprobedDeployment,
} from '../lib';
import { makeChart } from './support/make-chart';
import { messageOf } from './support/message-of';
import { SOUND, SOUND_AND_PROBED } from './support/sound-props';
import { only, problemsOf, synthesize } from './support/synthesize';

/** A Deployment on which every default of PRODUCTION shows. */
function build(props: Partial<ProbedDeploymentProps> = {}, posture?: Posture): (chart: Chart) => void {
  return (chart) => {
    const scope = new Construct(chart, 'scope');
    posture?.applyTo(scope);
    new ConfigFiles(scope, 'settings', { name: 'settings', literals: { A: '1' } });
    new ProbedDeployment(scope, 'web', {
      ...SOUND_AND_PROBED,
      replicas: 2,
      env: [Env.fromConfigMap('settings')],
      ...props,
    });
  };
}

/** Whether a default shows in what is built, refusals included. */
type Shows = (build: (chart: Chart) => void) => boolean;

const inTemplate =
  (text: string): Shows =>
  (made) =>
    JSON.stringify(only('Deployment', synthesize(made, Posture.PRODUCTION))).includes(text);
const asKind =
  (kind: string): Shows =>
  (made) =>
    synthesize(made, Posture.PRODUCTION).some((manifest) => manifest.kind === kind);
const asProblem =
  (text: string): Shows =>
  (made) =>
    problemsOf(made, Posture.PRODUCTION).some((problem) => problem.includes(text));

interface Default {
  readonly shows: Shows;
  /** How one construct and a scope turn it off, by the prop of the same name. */
  readonly off: Partial<ProbedDeploymentProps> & PostureProps;
  /** What the construct needs for it to show. */
  readonly where?: Partial<ProbedDeploymentProps>;
}

const DEFAULTS: {
  readonly [K in Exclude<keyof PostureProps, 'requireReadiness' | 'requireCredentials' | 'resilientJobs'>]-?: Default;
} = {
  security: { shows: inTemplate('"runAsNonRoot":true'), off: { security: SecurityProfile.NONE } },
  automountServiceAccountToken: {
    shows: inTemplate('"automountServiceAccountToken":false'),
    off: { automountServiceAccountToken: true },
  },
  enableServiceLinks: {
    shows: inTemplate('"enableServiceLinks":false'),
    off: { enableServiceLinks: true },
  },
  requireResources: {
    shows: asProblem('has no cpu request'),
    off: { requireResources: false },
    where: { resources: undefined },
  },
  requirePinnedImages: {
    shows: asProblem('an image that can change under it'),
    off: { requirePinnedImages: false },
    where: { image: 'web:latest' },
  },
  spread: { shows: inTemplate('topology.kubernetes.io/zone'), off: { spread: false } },
  disruptionBudget: { shows: asKind('PodDisruptionBudget'), off: { disruptionBudget: false } },
  networkPolicy: { shows: asKind('NetworkPolicy'), off: { networkPolicy: false } },
  configHash: { shows: inTemplate('cdk8s-patterns/config-hash'), off: { configHash: false } },
  checkReferences: {
    shows: asProblem('nowhere'),
    off: { checkReferences: false },
    where: { env: [Env.fromSecret('nowhere')] },
  },
};

describe.each(Object.entries(DEFAULTS))('%s in PRODUCTION', (_, { shows, off, where }) => {
  test('is there', () => {
    expect(shows(build(where))).toBe(true);
  });

  test('goes by the prop of its name on a construct, and on a scope', () => {
    expect(shows(build({ ...where, ...off }))).toBe(false);
    expect(shows(build(where, Posture.PRODUCTION.with(off)))).toBe(false);
    expect(problemsOf(build({ ...where, ...off }), Posture.PRODUCTION)).toEqual([]);
  });

  test('is not in MINIMAL', () => {
    expect(shows(build(where, Posture.MINIMAL))).toBe(false);
    expect(problemsOf(build(where, Posture.MINIMAL), Posture.MINIMAL)).toEqual([]);
  });
});

test('MINIMAL adds nothing that was not written', () => {
  const manifests = synthesize(build({ podLabels: { app: 'web' }, resources: undefined }));
  expect(manifests.map(({ kind }) => kind)).toEqual(['ConfigMap', 'Deployment']);
  expect(manifests[1]?.spec).toMatchObject({
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [expect.anything()] } },
  });
  expect(Object.keys((manifests[1]?.spec as { template: { spec: object } }).template.spec)).toEqual(['containers']);
});

test('PRODUCTION has every default that there is, and is the posture where nothing is said', () => {
  const { props } = Posture.PRODUCTION as unknown as { props: Required<PostureProps> };
  expect(Object.keys(props).sort()).toEqual(
    [...Object.keys(DEFAULTS), 'requireReadiness', 'requireCredentials', 'resilientJobs'].sort(),
  );
  expect(Posture.of(new Construct(undefined as unknown as Construct, ''))).toBe(Posture.PRODUCTION);
});

test('a scope inherits the nearest posture above it', () => {
  // GIVEN
  const chart = makeChart(Posture.MINIMAL);
  const inner = new Construct(chart, 'inner');
  const own = Posture.custom({ spread: true });
  own.applyTo(inner);

  // THEN
  expect(Posture.of(chart)).toBe(Posture.MINIMAL);
  expect(Posture.of(new Construct(inner, 'below'))).toBe(own);
  expect(own).toMatchObject({ spread: true, networkPolicy: false });
});

test('a changed posture leaves the one that it starts from as it is', () => {
  expect(Posture.PRODUCTION.with({ spread: false }).spread).toBe(false);
  expect(Posture.PRODUCTION.spread).toBe(true);
});

test('requireReadiness refuses a Service before an unprobed Deployment, unless the scope says otherwise', () => {
  // GIVEN
  const made = (chart: Chart) =>
    new UnprobedDeployment(chart, 'web', { ...SOUND, ports: [{ number: 8080 }], service: { port: 8080 } });

  // THEN
  expect(problemsOf(made, Posture.PRODUCTION)).toHaveLength(1);
  expect(problemsOf(made, Posture.PRODUCTION.with({ requireReadiness: false }))).toEqual([]);
});

test('cannot be set over children that may have used another', () => {
  // GIVEN
  const chart = makeChart();
  new Construct(chart, 'child');

  // THEN
  expect(messageOf(() => Posture.MINIMAL.applyTo(chart))).toBe(
    'the posture of "test" must be set before its children are made, got 1 children',
  );
});

test('refuses a default that does not exist, and names the nearest', () => {
  const misspelled = { spraed: true } as unknown as PostureProps;
  expect(messageOf(() => Posture.custom(misspelled))).toMatch(
    /^Posture\.custom has no "spraed"; did you mean "spread"\? It has security, /,
  );
  expect(messageOf(() => Posture.PRODUCTION.with(misspelled))).toMatch(/^Posture\.with has no "spraed"/);
});
