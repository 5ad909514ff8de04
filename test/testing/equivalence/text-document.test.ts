import { equivalent } from '../../../lib/testing/equivalence/equivalent';
import { ManifestError } from '../../../lib/testing/equivalence/manifest-error';
import { divideText } from '../../../lib/testing/equivalence/text-document';

const configMap = (name: string, data = 'a: b') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${data}\n`;

test('divides a text at its markers', () => {
  const text = `# first\n---\n${configMap('a')}---  # second\n${configMap('b', 'x: |\n    ---\n    y')}--- \n`;
  const names = divideText(text, {})
    .flatMap((document) => document.manifests())
    .map((manifest) => manifest.metadata?.name);
  expect(names).toEqual(['a', 'b']);
});

test('an error stands where it is in the file', () => {
  const read = () =>
    divideText(`${configMap('a')}---\n${configMap('b', 'x: y\n  x: z')}`, { file: 'f.yaml' }).map((document) =>
      document.values(),
    );
  expect(read).toThrow('f.yaml:14:3: key "x" is written twice');
});

test('all errors of the input are told at once', () => {
  // GIVEN
  const text = ['a', 'b', 'c'].map((name) => configMap(name, 'port: 80')).join('---\n');

  // WHEN
  let error: unknown;
  try {
    equivalent(text, configMap('x'));
  } catch (caught) {
    error = caught;
  }

  // THEN
  expect(error).toBeInstanceOf(ManifestError);
  expect((error as ManifestError).all?.map((each) => each.line)).toEqual([6, 13, 20]);
  expect((error as ManifestError).message).toMatch(/\(and 2 more\)$/);
});
