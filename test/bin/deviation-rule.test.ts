import { deviationRule } from '../../lib/bin/deviation-rule';

test.each([
  ['metadata.labels', { path: 'metadata.labels', reason: 'why' }],
  ['spec.replicas=scaled', { path: 'spec.replicas', reason: 'scaled' }],
  ['spec.replicas=a=b: c', { path: 'spec.replicas', reason: 'a=b: c' }],
  [
    'spec.template.spec.containers[name=app].image',
    { path: 'spec.template.spec.containers[name=app].image', reason: 'why' },
  ],
  ['metadata.annotations[a.b/c=d]=x', { path: 'metadata.annotations[a.b/c=d]', reason: 'x' }],
  ['metadata.annotations[x:y]', { path: 'metadata.annotations[x:y]', reason: 'why' }],
  ['Deployment:spec.replicas', { object: 'Deployment', path: 'spec.replicas', reason: 'why' }],
  ['Deployment/web:spec.replicas=x', { object: 'Deployment/web', path: 'spec.replicas', reason: 'x' }],
  ['Deployment/shop/web:spec', { object: 'Deployment/shop/web', path: 'spec', reason: 'why' }],
  ['ClusterRole/system:node:rules', { object: 'ClusterRole/system:node', path: 'rules', reason: 'why' }],
  ['*:metadata.labels', { object: '*', path: 'metadata.labels', reason: 'why' }],
])('%s', (rule, deviation) => {
  expect(deviationRule('ignore', rule, 'why')).toEqual(deviation);
});

test.each(['', '=reason', 'Deployment:', 'a[b', 'a[b=c'])('%j is refused', (rule) => {
  expect(() => deviationRule('ignore', rule, 'why')).toThrow(
    `--ignore is ${JSON.stringify(rule)}, expected [OBJECT:]PATH[=REASON]`,
  );
});

test('a reason that must be given is asked for', () => {
  expect(() => deviationRule('deviation', 'spec.replicas')).toThrow('has no reason');
  expect(() => deviationRule('deviation', 'spec.replicas=')).toThrow('has no reason');
  expect(deviationRule('deviation', 'spec.replicas=x')).toEqual({ path: 'spec.replicas', reason: 'x' });
});
