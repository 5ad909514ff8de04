import { type Chart, Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-27';
import { BarePod, type BarePodProps, ConfigFiles, Env, Posture, Probe } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { messageOf } from '../support/message-of';
import { SOUND } from '../support/sound-props';
import { only, synthesize } from '../support/synthesize';
import { WORKLOAD_CASES } from '../support/workload-cases';

const OWN_LABELS = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/instance': 'test-web-c8694308' };

function make(props: Partial<BarePodProps> = {}): (chart: Chart) => BarePod {
  return (chart) => new BarePod(chart, 'web', { ...SOUND, ...props });
}

test('every prop shows', () => {
  // GIVEN
  const { podTemplateName, topologySpread, ...workload } = WORKLOAD_CASES.all;
  const all = {
    ...workload,
    topologySpread,
    readiness: Probe.exec(['true']),
    restartPolicy: RestartPolicy.NEVER,
    activeDeadline: Duration.hours(1),
  };

  // THEN: all but the name of a template, which a Pod does not have
  expectEveryPropInManifests<Omit<BarePodProps, 'podTemplateName'>>(
    { ...WORKLOAD_CASES, all },
    (chart, props) => new BarePod(chart, 'web', { ...props, podTemplateName }),
  );
});

test('a pod has the labels and annotations of both props', () => {
  // GIVEN
  const both = { labels: { a: '1' }, podLabels: { b: '2' }, annotations: { c: '3' }, podAnnotations: { d: '4' } };

  // THEN
  expect(synthesize(make(both))[0]?.metadata).toEqual({
    name: 'web',
    labels: { a: '1', b: '2' },
    annotations: { c: '3', d: '4' },
  });
  expect(synthesize(make())[0]?.metadata).toEqual({ name: 'web' });
});

test('is what its NetworkPolicy selects', () => {
  // WHEN
  const manifests = synthesize(make({ labels: { a: '1' } }), Posture.PRODUCTION);

  // THEN
  const { labels } = only('Pod', manifests).metadata;
  expect(labels).toEqual({ a: '1', ...OWN_LABELS });
  expect(only('NetworkPolicy', manifests)).toHaveProperty('spec.podSelector.matchLabels', OWN_LABELS);
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/automountServiceAccountToken');
});

test('is made in PRODUCTION, where a hash of its configuration is written only if asked for', () => {
  // GIVEN
  const annotations = (configHash?: boolean) =>
    only(
      'Pod',
      synthesize((chart) => {
        new ConfigFiles(chart, 'config', { name: 'settings', literals: { A: '1' } });
        make({ configHash, env: [Env.fromConfigMap('settings')] })(chart);
      }, Posture.PRODUCTION),
    ).metadata.annotations;

  // THEN
  expect(annotations()).toBeUndefined();
  expect(annotations(true)).toEqual({
    'cdk8s-patterns/config-hash': expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
});

test('cannot be selected without labels', () => {
  synthesize((chart) => {
    expect(messageOf(() => make()(chart).toPodSelectorConfig())).toBe(
      '[test/web] the pods have no labels to select them by: give a selector or podLabels',
    );
  });
});
