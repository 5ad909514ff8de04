import 'cdk8s-patterns/testing/jest';
import { LEGACY, shop } from './values';

test('the matchers have their types and work', () => {
  expect(shop).toBeEquivalentTo(LEGACY);
  expect(shop).not.toBeEquivalentTo(LEGACY.replace('replicas: 2', 'replicas: 3'));
});
