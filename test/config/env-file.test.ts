import { parseEnvFile } from '../../lib/config/env-file';

test('reads as kubectl reads: comments and blank lines skipped, values verbatim', () => {
  // WHEN
  const { variables, problems } = parseEnvFile('\uFEFF# comment\n\n  A=1 \nB="two"\r\nC=x=y\nD=\n', 'file');

  // THEN
  expect(problems).toEqual([]);
  expect([...variables]).toEqual([
    ['A', '1 '],
    ['B', '"two"'],
    ['C', 'x=y'],
    ['D', ''],
  ]);
});

test('names the line of each problem', () => {
  expect(parseEnvFile('A=1\n\nNAME\n1A=x\nA=2\n', 'some.env').problems).toEqual([
    'some.env:3: must be NAME=value, got "NAME"',
    'some.env:4: must be an environment variable name of letters, digits, "_", "-" and ".", not starting with a digit, got "1A"',
    'some.env:5: must be unique, got "A" twice',
  ]);
});
