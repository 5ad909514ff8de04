import { nameOf, podTemplateOf } from './manifest';
import { RESTRICTED } from './pod-security-restricted';
import { productionObjects } from './production-objects';

const pods = productionObjects().flatMap((object) => {
  const template = podTemplateOf(object);
  return template === undefined ? [] : [{ name: nameOf(object), template }];
});

test('the production apps run pods', () => {
  expect(pods.length).toBeGreaterThan(10);
});

test.each(pods)('$name keeps the Pod Security Standard "restricted"', ({ template }) => {
  // WHEN
  const broken = RESTRICTED.flatMap(({ name, violations }) => violations(template).map((where) => `${name}: ${where}`));

  // THEN
  expect(broken).toEqual([]);
});
