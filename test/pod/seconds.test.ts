import { Duration } from 'cdk8s';
import { optionalSeconds, wholeSeconds } from '../../lib/pod/seconds';

test('counts whole seconds in any unit', () => {
  expect(wholeSeconds('period', Duration.minutes(2))).toBe(120);
  expect(wholeSeconds('period', Duration.millis(3000))).toBe(3);
  expect(optionalSeconds('period')).toBeUndefined();
});

test('refuses parts of a second', () => {
  expect(() => optionalSeconds('period', Duration.millis(500))).toThrow(
    'period must be a whole number of seconds, got 0.5 s',
  );
});
