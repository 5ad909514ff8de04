import * as fc from 'fast-check';
import { ApiObject, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import { plainNumber, plainString, plainValue } from '../../lib/tokens/plain-value';
import { TokenType } from '../../lib/tokens/token';
import { bool, number, text, TOKENS } from './support/declare';

test('a text sentinel is a DNS label and is found at every position', () => {
  // GIVEN
  const a = text('one');
  const b = text('two');

  // THEN
  expect(a.text).toMatch(/^[a-z][a-z0-9]*[a-z]$/);
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (left, middle, right) => {
      expect(plainString(left + a.text + middle + b.text + right)).toBe(`${left}one${middle}two${right}`);
    }),
  );
});

test('a number sentinel is a safe integer and is found in text too', () => {
  // GIVEN
  const port = number(5432);

  // THEN
  expect(Number.isSafeInteger(port)).toBe(true);
  expect(plainNumber(port)).toBe(5432);
  expect(plainString(`tcp://db:${port}/x`)).toBe('tcp://db:5432/x');
  expect(plainString(`1${port}${port}.${port}.0`)).toBe('154325432.5432.0');
});

test('the current value is asked for each time', () => {
  // GIVEN
  let now = 'default';
  const token = TOKENS.register({ name: 'values.x', type: TokenType.STRING, plain: () => now });
  const name = `${token.text}-db`;

  // WHEN
  const before = plainString(name);
  now = 'override';

  // THEN
  expect([before, plainString(name)]).toEqual(['default-db', 'override-db']);
});

test('tokens pass through cdk8s, Duration, Size, templates and JSON patches', () => {
  // GIVEN
  const seconds = number(30);
  const gibibytes = number(8);
  const name = text('todo').text;
  const flag = bool(false);
  const chart = Testing.chart();

  // WHEN
  const object = new ApiObject(chart, 'Object', {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name: `${name}-db` },
    spec: {
      timeout: Duration.seconds(seconds).toSeconds(),
      size: Size.gibibytes(gibibytes).asString(),
      flag,
      text: `${flag}`,
    },
  });
  object.addJsonPatch(JsonPatch.add('/spec/patched', flag));

  // THEN
  expect(plainValue(Testing.synth(chart))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Thing',
      metadata: { name: 'todo-db' },
      spec: { timeout: 30, size: '8Gi', flag: false, text: 'false', patched: false },
    },
  ]);
});

test('a list token is spread into the list that contains it', () => {
  const list = TOKENS.register({ name: 'values.args', type: TokenType.LIST, plain: () => ['b', 'c'] });

  expect(plainValue({ args: ['a', list.text, 'd'] })).toEqual({ args: ['a', 'b', 'c', 'd'] });
});

test('ordinary JSON is returned unchanged', () => {
  text('x');

  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      expect(plainValue(json)).toEqual(json);
    }),
  );
});

test('the name of the token is in the error when a text is cut or changed', () => {
  const name = text('a-long-name', 'release.name').text;

  expect(() => plainString(name.slice(0, 10))).toThrow(/^release\.name was cut \(received '/);
  expect(() => plainString(`X_${name.toUpperCase()}`)).toThrow(/^release\.name was changed to other letters/);
});

test('digits behind a number are refused, because they look like a product', () => {
  const n = number(30, 'values.timeout');

  expect(() => plainString(`${n}0`)).toThrow(/^arithmetic on values\.timeout .*not with digits right behind it/);
});

test('a minus sign in a text is text', () => {
  const n = number(30, 'values.offset');

  expect(() => plainNumber(-n)).toThrow(/^arithmetic on values\.offset/);
  expect(plainString(`${-n}s`)).toBe('-30s');
});
