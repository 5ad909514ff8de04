import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { DisruptionBudget, type DisruptionBudgetProps } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { problemsOf, synthesize } from '../support/synthesize';

const selector = { matchLabels: { app: 'web' } };

test('every prop shows', () => {
  // GIVEN
  const all: Required<DisruptionBudgetProps> = {
    selector,
    name: 'budget',
    namespace: 'shop',
    maxUnavailable: PercentOrAbsolute.percent(10),
    minAvailable: PercentOrAbsolute.absolute(2),
    evictUnhealthy: false,
    labels: { team: 'shop' },
    annotations: { owner: 'shop' },
  };

  // THEN
  expectEveryPropInManifests<DisruptionBudgetProps>(
    {
      all,
      others: { selector: { matchLabels: { app: 'db' } } },
      usually: { minAvailable: undefined },
      beside: { minAvailable: { maxUnavailable: undefined } },
    },
    (chart, props) => new DisruptionBudget(chart, 'budget', props),
  );
});

test('one pod may be missing by default, and broken ones do not hold up a drain', () => {
  expect(synthesize((chart) => new DisruptionBudget(chart, 'budget', { selector }))[0]?.spec).toEqual({
    maxUnavailable: 1,
    selector,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(
    (chart) => new DisruptionBudget(chart, 'budget', { selector }),
    '/spec/unhealthyPodEvictionPolicy',
  );
});

test.each<[string, Partial<DisruptionBudgetProps>, string]>([
  [
    'both bounds',
    { maxUnavailable: PercentOrAbsolute.absolute(1), minAvailable: PercentOrAbsolute.percent(50) },
    'takes maxUnavailable or minAvailable, got both: 1 and 50%',
  ],
  [
    'more than all',
    { maxUnavailable: PercentOrAbsolute.percent(101) },
    'spec.maxUnavailable: must be at most 100%, got "101%"',
  ],
])('refuses %s', (_, props, message) => {
  expect(problemsOf((chart) => new DisruptionBudget(chart, 'budget', { selector, ...props }))).toEqual([
    `[test/budget] ${message}`,
  ]);
});
