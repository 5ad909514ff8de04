import { booleanToken, listToken, textToken } from '../../lib/helm/expected-tokens';
import { HelmValues } from '../../lib/helm/helm-values';
import { type Token } from '../../lib/tokens/token';

const values = new HelmValues();
const text = values.string('text');
const flag = values.bool('flag');
const list = values.list('list');

test.each<[string, () => Token]>([
  ['values.text', () => textToken(text, 'equals')],
  ['values.flag', () => booleanToken(flag, 'when')],
  ['values.list', () => listToken(list)],
])('%s is found in what stands for it', (name, find) => {
  expect(find().name).toBe(name);
});

test.each<[string, () => Token, string]>([
  ['a text', () => textToken('plain', 'equals'), "equals compares a string token, got 'plain'"],
  ['part of a text', () => textToken(`a ${text}`, 'equals'), 'equals compares a string token'],
  ['a flag', () => booleanToken(true, 'when'), 'when needs a boolean token, got true: use a plain if'],
  ['a text for a flag', () => booleanToken(text as unknown as boolean, 'not'), 'not needs a boolean token'],
  ['a list', () => listToken(['a', 'b']), 'a list token is needed, got [a, b]'],
])('%s that is known now is none', (_, find, message) => {
  expect(find).toThrow(message);
});
