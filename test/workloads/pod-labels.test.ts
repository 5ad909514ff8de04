import { ProbedDeployment, type ProbedDeploymentProps, Posture } from '../../lib';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { messageOf } from '../support/message-of';
import { type Manifest, only, synthesize } from '../support/synthesize';

const WITHOUT_CHECKS = Posture.PRODUCTION.with({ checkReferences: false });

function build(props: Partial<ProbedDeploymentProps>): Manifest[] {
  return synthesize(
    (chart) =>
      new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, replicas: 2, service: { port: 80 }, ...props }),
    WITHOUT_CHECKS,
  );
}

/** Everything in the manifests but the labels of the pods. */
function withoutPodLabels(manifests: Manifest[]): unknown {
  return manifests.map(({ spec, ...rest }) => {
    const { template, ...others } = spec as { readonly template?: { readonly spec: unknown } };
    return { ...rest, spec: { ...others, pod: template?.spec } };
  });
}

test('a label of the pods changes no selector', () => {
  // WHEN
  const [without, version1, version2] = [{}, { version: '1' }, { version: '2' }].map((podLabels) =>
    build({ podLabels: podLabels as { [key: string]: string } }),
  );

  // THEN
  expect(only('Deployment', version1!)).toHaveProperty('spec.template.metadata.labels.version', '1');
  expect(withoutPodLabels(version1!)).toEqual(withoutPodLabels(without!));
  expect(withoutPodLabels(version2!)).toEqual(withoutPodLabels(without!));
});

test('a selector of its own selects everywhere', () => {
  // GIVEN
  const selector = {
    matchLabels: { app: 'shop' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['web'] }],
  };

  // WHEN
  const manifests = build({ selector, podLabels: { tier: 'web' } });

  // THEN
  expect(only('Deployment', manifests)).toMatchObject({
    spec: { selector, template: { metadata: { labels: { app: 'shop', tier: 'web' } } } },
  });
  expect(only('Service', manifests)).toHaveProperty('spec.selector', { app: 'shop' });
  expect(only('PodDisruptionBudget', manifests)).toHaveProperty('spec.selector', selector);
  expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.podSelector', selector);
});

test.each<[string, Partial<ProbedDeploymentProps>, string]>([
  [
    'a label that would change the selector',
    { selector: { matchLabels: { app: 'shop' } }, podLabels: { app: 'other' } },
    '[test/web] podLabels must not change a label that selects the pods: "app" is "shop", got "other"; change it with the prop selector',
  ],
  [
    'a Service of pods that only expressions select',
    { selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, podLabels: { app: 'shop' } },
    '[test/web] a Service selects pods by labels: the selector must have matchLabels',
  ],
])('refuses %s', (_, props, message) => {
  expect(messageOf(() => build(props))).toBe(message);
});
