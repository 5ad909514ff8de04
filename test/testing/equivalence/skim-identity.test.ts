import { skimIdentity } from '../../../lib/testing/equivalence/skim-identity';

const skim = (text: string) => skimIdentity(text, 0, text.length);

test('finds kind and name in block YAML, in any order', () => {
  expect(
    skim('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels:\n    name: b\n  name: a\n  namespace: "n"\n'),
  ).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'a',
    namespace: 'n',
  });
  expect(skim('metadata:\n    name: a\nkind: Thing\napiVersion: example.com/v1')).toMatchObject({
    name: 'a',
    kind: 'Thing',
  });
});

test.each([
  ['a list', 'apiVersion: v1\nkind: List\nmetadata:\n  name: a\n'],
  ['flow metadata', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'],
  ['a name that is a word of YAML', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yes\n'],
  ['a name that is a number', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: 1\n'],
  ['a name with an anchor', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: &a a\n'],
  ['no name', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  generateName: a\n'],
  ['a name elsewhere', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels: {}\ndata:\n  name: a\n'],
])('leaves %s to the reader', (_, text) => {
  expect(skim(text)).toBeUndefined();
});
