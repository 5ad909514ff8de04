import { parseManifests } from '../runner/manifests';
import { type StatefulSetObject } from '../runner/types';
import { probeAllowance } from './allowance';

const set = (policy: string, containers: string): StatefulSetObject => {
  const [object] = parseManifests(
    `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis}
spec:
  replicas: 3
  podManagementPolicy: ${policy}
  template: {spec: {containers: [${containers}]}}
`,
    'set',
  );
  return object as StatefulSetObject;
};

test.each([
  ['none for a set without probes', 'OrderedReady', '{name: redis, image: redis}', 0],
  // kubelet's defaults: every 10 s, once
  ['a period', 'Parallel', '{name: redis, image: redis, readinessProbe: {exec: {command: [x]}}}', 20],
  [
    'the slowest of all containers, one pod after the other',
    'OrderedReady',
    `{name: redis, image: redis, startupProbe: {initialDelaySeconds: 30, periodSeconds: 15}},
     {name: sentinel, image: redis, readinessProbe: {initialDelaySeconds: 30, periodSeconds: 15, successThreshold: 3}}`,
    2 * (30 + 3 * 15) * 3,
  ],
])('what probes need is waited for: %s', (_, policy, containers, seconds) => {
  expect(probeAllowance(set(policy, containers))).toBe(seconds);
});
