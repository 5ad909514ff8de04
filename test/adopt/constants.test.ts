import { type Expression, fromJson } from '../../lib/adopt/model/expression';
import { sharedConstants } from '../../lib/adopt/print/constants';

const isFree = () => true;

function constantsOf(...values: object[]): { name: string; value: Expression }[] {
  const roots = values.flatMap((value) => fromJson(value as never) ?? []);
  return [...sharedConstants(roots, isFree, new Set()).values()];
}

describe('the constants of a chart', () => {
  test('have names that are identifiers, whatever the field is called', () => {
    const rules = [{ rule: 'has(self.name) && size(self.name) > 3 && size(self.name) < 63', message: 'too long' }];
    const names = constantsOf(
      { 'x-kubernetes-validations': rules, of: 1 },
      { 'x-kubernetes-validations': rules, of: 2 },
    );
    expect(names.map(({ name }) => name)).toEqual(['xKubernetesValidations']);
  });

  test('come after those that they are made of', () => {
    // GIVEN a long value that holds a short one, and the short one elsewhere
    const short = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi', cpu: '400m' } };
    const long = { image: 'registry.example.com/team/application:1.0', resources: short, name: 'application' };
    // WHEN
    const constants = constantsOf({ of: 1, container: long }, { of: 2, container: long }, { resources: short });
    // THEN
    expect(constants.map(({ name }) => name)).toEqual(['resources', 'container']);
  });

  test('are none for what occurs once or is short', () => {
    expect(constantsOf({ labels: { a: 'b' } }, { labels: { a: 'b' } }, { once: { text: 'x'.repeat(99) } })).toEqual([]);
  });
});
