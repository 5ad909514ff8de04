import { booleanReference, listReference, textReference } from '../../lib/helm/expected-references';
import { HelmValues } from '../../lib/helm/helm-values';
import { type Reference } from '../../lib/helm/reference';

const values = new HelmValues();
const text = values.string('text');
const flag = values.bool('flag');
const list = values.list('list');

test.each<[string, () => Reference]>([
  ['values.text', () => textReference(text, 'equals')],
  ['values.flag', () => booleanReference(flag, 'when')],
  ['values.list', () => listReference(list)],
])('%s is found in what stands for it', (name, find) => {
  expect(find().name).toBe(name);
});

test.each<[string, () => Reference, string]>([
  ['a text', () => textReference('plain', 'equals'), "equals compares a string reference, got 'plain'"],
  ['part of a text', () => textReference(`a ${text}`, 'equals'), 'equals compares a string reference'],
  ['a flag', () => booleanReference(true, 'when'), 'when needs a boolean reference, got true: use a plain if'],
  ['a text for a flag', () => booleanReference(text as unknown as boolean, 'not'), 'not needs a boolean reference'],
  ['a list', () => listReference(['a', 'b']), 'a list reference is needed, got [a, b]'],
])('%s that is known now is none', (_, find, message) => {
  expect(find).toThrow(message);
});
