import { kubernetesVersion } from '../../lib/verdict/kubernetes-version';

test.each(['1.34', 'v1.34', '1.34.4', ' 1.34 '])('%j is 1.34', (text) => {
  expect(kubernetesVersion(text)).toBe('1.34');
});

test.each(['', '1', '1.33', '1.34.x', '2.34'])('%j is not supported', (text) => {
  expect(() => kubernetesVersion(text)).toThrow(
    `Kubernetes ${JSON.stringify(text)} is not supported, expected 1.29, 1.34, 1.37`,
  );
});
