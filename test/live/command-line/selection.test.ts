import { parseManifests } from '../runner/manifests';
import { redisSet, secretValue, selected } from './selection';

const CHART = `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: server}
spec:
  template:
    spec:
      initContainers: [{name: prepare, image: redis}]
      containers:
      - {name: redis, image: redis, ports: [{containerPort: 6379}]}
      - {name: exporter, image: exporter}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: other}
spec: {template: {spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: smoke, annotations: {helm.sh/hook: test}}
spec: {containers: [{name: smoke, image: busybox}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: 'pre-upgrade, pre-install'}}
spec: {template: {spec: {containers: [{name: migrate, image: busybox}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: farewell, annotations: {helm.sh/hook: post-delete}}
spec: {template: {spec: {containers: [{name: farewell, image: busybox}]}}}
---
apiVersion: v1
kind: Secret
metadata: {name: keys}
data: {redis: c2VjcmV0}
`;
const objects = parseManifests(CHART, 'chart.yaml');
const names = (skip: string[] = [], drop: string[] = []) =>
  selected(objects, { skip, drop }).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

test('what an installation makes is run: tests, upgrades and deletions are not', () => {
  expect(names()).toEqual(['StatefulSet/server', 'StatefulSet/other', 'Job/migrate', 'Secret/keys']);
});

test('objects and containers are left out by name', () => {
  expect(names(['StatefulSet/other'])).not.toContain('StatefulSet/other');
  const [server] = selected(objects, { skip: [], drop: ['exporter', 'prepare'] });
  expect(server).toMatchObject({
    spec: { template: { spec: { containers: [{ name: 'redis' }], initContainers: [] } } },
  });
  expect(objects[0]).toMatchObject({ spec: { template: { spec: { initContainers: [{ name: 'prepare' }] } } } });
});

test('objects that name no namespace get the one given', () => {
  const [here] = selected(objects, { skip: [], drop: [], namespace: 'cache' });
  const [there] = selected(parseManifests('{apiVersion: v1, kind: Pod, metadata: {name: x, namespace: there}}', 'x'), {
    skip: [],
    drop: [],
    namespace: 'cache',
  });
  expect([here?.metadata.namespace, there?.metadata.namespace]).toEqual(['cache', 'there']);
});

test.each([
  [
    () => names(['Deployment/proxy']),
    'no object is named "Deployment/proxy"; there are: StatefulSet/server, StatefulSet/other',
  ],
  [() => names([], ['metrics']), 'no container is named "metrics"; there are: prepare, redis, exporter, web'],
])('a name that nothing has is refused', (select, message) => {
  expect(select).toThrow(message);
});

test('the Redis is the StatefulSet with its port, or the one that is named', () => {
  expect(redisSet(objects, undefined, 6379).metadata.name).toBe('server');
  expect(redisSet(objects, 'other', 6379).metadata.name).toBe('other');
});

test.each([
  [undefined, 6380, '0 StatefulSets with a container port 6380, one is needed'],
  [
    'cache',
    6379,
    '0 StatefulSets named "cache", one is needed: name it with --set, or give its --port; there are: server, other',
  ],
])('no Redis: --set %s --port %d', (name, port, message) => {
  expect(() => redisSet(objects, name, port)).toThrow(message);
});

test('a password is a key of a Secret', () => {
  expect(secretValue(objects, undefined)).toBeUndefined();
  expect(secretValue(objects, 'keys/redis')).toBe('secret');
  expect(() => secretValue(objects, 'keys/sentinel')).toThrow(
    'no Secret of the manifests has "keys/sentinel"; there are: keys/redis',
  );
});
