import { Duration } from 'cdk8s';
import { type PodOptions } from '../../lib/pod/pod-options';
import { ALL_POD_OPTIONS } from '../support/all-props';
import { expectEveryPropToShow } from '../support/every-prop';
import { messageOf } from '../support/message-of';
import { podJson } from '../support/pod-json';

test('every prop shows', () => {
  const all: Required<PodOptions> = ALL_POD_OPTIONS;
  expectEveryPropToShow({ all, others: {} }, (options) => podJson({}, options));
});

test('a pod is written as the API writes it', () => {
  expect(podJson({}, ALL_POD_OPTIONS)).toMatchObject({
    metadata: { name: 'template', labels: { app: 'web' }, annotations: { note: 'pod' } },
    spec: {
      initContainers: [{ name: 'init' }],
      containers: [{ name: 'web' }, { name: 'sidecar' }],
      terminationGracePeriodSeconds: 60,
      serviceAccountName: 'web',
      automountServiceAccountToken: true,
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }],
      topologySpreadConstraints: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }],
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
      schedulerName: 'other',
      imagePullSecrets: [{ name: 'registry' }],
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
      dnsPolicy: 'Default',
      hostNetwork: true,
      shareProcessNamespace: true,
      securityContext: { sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }] },
      enableServiceLinks: false,
    },
  });
});

test('nothing is written for what is empty', () => {
  // GIVEN
  const nothing: PodOptions = {
    initContainers: [],
    extraContainers: [],
    podLabels: {},
    podAnnotations: {},
    nodeSelector: {},
    tolerations: [],
    topologySpread: [],
    imagePullSecrets: [],
    hostAliases: [],
    sysctls: {},
  };

  // THEN
  expect(podJson({}, nothing)).toEqual(podJson({}));
});

test('the grace period is a whole number of seconds', () => {
  expect(messageOf(() => podJson({}, { terminationGracePeriod: Duration.millis(1) }))).toBe(
    'terminationGracePeriod must be a whole number of seconds, got 0.001 s',
  );
});
