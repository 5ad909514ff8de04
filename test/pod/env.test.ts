import { ConfigMap, EnvFieldPaths, EnvValue } from 'cdk8s-plus-27';
import { Env, type EnvReferenceOptions, type EnvResourceOptions, type EnvSourceOptions } from '../../lib/pod/env';
import { expectEveryPropToShow } from '../support/every-prop';
import { makeChart } from '../support/make-chart';
import { containerJson } from '../support/pod-json';

test.each<[string, Env, unknown]>([
  ['a plain value', Env.value('A', 'x'), { name: 'A', value: 'x' }],
  ['an empty value', Env.value('A', ''), { name: 'A', value: '' }],
  [
    'a key of a ConfigMap',
    Env.configMapKey('A', 'settings', 'a.key'),
    { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a.key' } } },
  ],
  [
    'the key named as the variable',
    Env.secretKey('PASSWORD', 'db'),
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'PASSWORD' } } },
  ],
  ['a field', Env.field('IP', 'status.podIP'), { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
  [
    'a resource',
    Env.resource('MEMORY', 'limits.memory', { container: 'web', divisor: '1Mi' }),
    {
      name: 'MEMORY',
      valueFrom: { resourceFieldRef: { resource: 'limits.memory', containerName: 'web', divisor: '1Mi' } },
    },
  ],
  [
    'a value of cdk8s-plus',
    Env.of('A', EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME)),
    { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  ],
  [
    'a ConfigMap of cdk8s-plus',
    Env.of('A', EnvValue.fromConfigMap(ConfigMap.fromConfigMapName(makeChart(), 'c', 'settings'), 'k')),
    { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'k' } } },
  ],
])('a variable from %s', (_, env, expected) => {
  expect(containerJson({ env: [env] })).toHaveProperty('env', [expected]);
});

test.each<[string, Env, unknown]>([
  [
    'a ConfigMap',
    Env.fromConfigMap('settings', { prefix: 'S_', optional: true }),
    { prefix: 'S_', configMapRef: { name: 'settings', optional: true } },
  ],
  ['a Secret', Env.fromSecret('db'), { secretRef: { name: 'db' } }],
])('all keys of %s', (_, env, expected) => {
  expect(containerJson({ env: [env] })).toHaveProperty('envFrom', [expected]);
});

test('order is kept, of variables and of sources', () => {
  // WHEN
  const env = [Env.value('B', '1'), Env.fromSecret('y'), ...Env.values({ A: '$(B)', C: '2' }), Env.fromSecret('x')];

  // THEN
  expect(containerJson({ env })).toMatchObject({
    env: [{ name: 'B' }, { name: 'A' }, { name: 'C' }],
    envFrom: [{ secretRef: { name: 'y' } }, { secretRef: { name: 'x' } }],
  });
});

test('every option shows', () => {
  // GIVEN
  const reference: Required<EnvReferenceOptions> = { optional: true };
  const source: Required<EnvSourceOptions> = { ...reference, prefix: 'P_' };
  const resource: Required<EnvResourceOptions> = { container: 'web', divisor: '1Mi' };
  const env = (made: Env) => containerJson({ env: [made] });

  // THEN
  expectEveryPropToShow({ all: reference, others: {} }, (options) => env(Env.configMapKey('A', 'c', 'k', options)));
  expectEveryPropToShow({ all: reference, others: {} }, (options) => env(Env.secretKey('A', 'c', 'k', options)));
  expectEveryPropToShow({ all: source, others: {} }, (options) => env(Env.fromConfigMap('c', options)));
  expectEveryPropToShow({ all: source, others: {} }, (options) => env(Env.fromSecret('c', options)));
  expectEveryPropToShow({ all: resource, others: {} }, (options) => env(Env.resource('A', 'limits.cpu', options)));
});
