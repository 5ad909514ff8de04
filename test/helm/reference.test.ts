import * as fc from 'fast-check';
import { ApiObject, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import {
  arithmeticOn,
  isReference,
  plainNumber,
  plainString,
  plainValue,
  type Reference,
  referenceNumber,
  referenceObject,
  referenceOf,
  referencesIn,
  ReferenceType,
  registerReference,
  splitText,
} from '../../lib/helm/reference';

function text(plain: string, name = 'values.text'): Reference {
  return registerReference({ name, type: ReferenceType.STRING, plain: () => plain });
}

function number(plain: number, name = 'values.number'): number {
  return registerReference({ name, type: ReferenceType.INT, plain: () => plain }).number ?? NaN;
}

function bool(plain: boolean): boolean {
  const reference = registerReference({ name: 'values.flag', type: ReferenceType.BOOL, plain: () => plain });
  return referenceObject(reference) as unknown as boolean;
}

describe('sentinels', () => {
  test('a text sentinel is a DNS label and is found wherever it stands', () => {
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

  test('a piece of a sentinel before a sentinel does not hide it', () => {
    const a = text('one');

    expect(splitText(`zqv${a.text}`)).toEqual(['zqv', { reference: a, asText: false }]);
    expect(plainString(`zqvzqv${a.text}vqz`)).toBe('zqvzqvonevqz');
  });

  test('a number sentinel is a safe integer and is found in text too', () => {
    const port = number(5432);

    expect(Number.isSafeInteger(port)).toBe(true);
    expect(plainNumber(port)).toBe(5432);
    expect(plainString(`tcp://db:${port}/x`)).toBe('tcp://db:5432/x');
    expect(plainString(`1${port}${port}.${port}.0`)).toBe('154325432.5432.0');
  });

  test('the value that counts is asked for each time', () => {
    // GIVEN
    let now = 'default';
    const reference = registerReference({ name: 'values.x', type: ReferenceType.STRING, plain: () => now });
    const name = `${reference.text}-db`;

    // WHEN
    const before = plainString(name);
    now = 'override';

    // THEN
    expect([before, plainString(name)]).toEqual(['default-db', 'override-db']);
  });

  test('references pass through cdk8s, Duration, Size, templates and JSON patches', () => {
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
});

describe('recognition', () => {
  test('isReference', () => {
    const name = text('x');
    const port = number(1);

    expect([name.text, `a-${name.text}`, port, `${port}`].map(isReference)).toEqual([true, true, true, true]);
    expect(['x', '', 8e15, 80, null, undefined, true, {}, []].map(isReference)).not.toContain(true);
  });

  test('referenceNumber', () => {
    const port = registerReference({ name: 'values.port', type: ReferenceType.INT, plain: () => 80 });

    expect(referenceNumber(port)).toBe(port.number);
    expect(() => referenceNumber(text('x'))).toThrow('values.text is no number');
  });

  test('referencesIn looks into members, keys and text, once each', () => {
    const a = text('a');
    const b = text('b');

    expect(referencesIn({ [`k${a.text}`]: [`x${b.text}`, { y: a.text }] })).toEqual([a, b]);
    expect(referencesIn({ a: 1, b: ['c', null] })).toEqual([]);
  });

  test('a list reference is spread into the list it stands in', () => {
    const list = registerReference({ name: 'values.args', type: ReferenceType.LIST, plain: () => ['b', 'c'] });

    expect(plainValue({ args: ['a', list.text, 'd'] })).toEqual({ args: ['a', 'b', 'c', 'd'] });
    expect(referenceOf([list.text])).toBe(list);
  });

  test('numbers and texts like a sentinel that are none stay what they are', () => {
    const sentinel = String(number(5432));
    const other = `8${sentinel.slice(1).replace(/\d$/, (digit) => String((Number(digit) + 5) % 10))}`;

    expect(splitText(`a${other}`)).toEqual([`a${other}`]);
    expect(splitText(`8${sentinel}`)).toHaveLength(2);
    expect(splitText('zqv zqv00000xxvqz ZQV 8')).toEqual(['zqv zqv00000xxvqz ZQV 8']);
    expect(splitText('')).toEqual([]);
  });

  test('ordinary JSON is its own plain form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(plainValue(json)).toEqual(json);
      }),
    );
  });
});

describe('what cannot be done with a reference', () => {
  test.each([
    ['plus', (n: number) => n + 1],
    ['minus', (n: number) => n - 1000],
    ['times', (n: number) => n * 60],
    ['seconds to milliseconds', (n: number) => Duration.seconds(n).toMilliseconds()],
    ['gibibytes to mebibytes', (n: number) => Size.gibibytes(n).toMebibytes()],
    ['half', (n: number) => n / 2],
    ['floor of a third', (n: number) => Math.floor(n / 3)],
    ['milliseconds to seconds', (n: number) => Duration.millis(n).toSeconds({ integral: false })],
    ['twice itself plus one', (n: number) => n + n + 1],
  ])('%s names the reference', (_, compute) => {
    number(1, 'values.other');
    const n = number(30, 'values.timeout');
    number(1, 'values.another');

    expect(() => plainNumber(compute(n))).toThrow(/^arithmetic on values\.timeout \(received /);
    expect(() => plainString(`${compute(n)}s`)).toThrow(/^arithmetic on values\.timeout/);
  });

  test('digits right behind a number look like a product, and are refused', () => {
    const n = number(30, 'values.timeout');

    expect(() => plainString(`${n}0`)).toThrow(/^arithmetic on values\.timeout .*not with digits right behind it/);
  });

  test('negation names the reference; a minus sign in a text is text', () => {
    const n = number(30, 'values.offset');

    expect(() => plainNumber(-n)).toThrow(/^arithmetic on values\.offset/);
    expect(plainString(`${-n}s`)).toBe('-30s');
  });

  test('a sum of two references names one of them', () => {
    const a = number(1, 'values.a');
    const b = number(2, 'values.b');

    expect(() => plainNumber(a + b)).toThrow(/^arithmetic on values\.[ab] /);
  });

  test('a difference of two references names one of them', () => {
    const a = number(1, 'values.a');
    const b = number(2, 'values.b');

    expect(() => plainNumber(b - a)).toThrow(/^arithmetic on values\.[ab] /);
  });

  test('large ordinary numbers are left alone', () => {
    number(1);
    const large = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));

    fc.assert(
      fc.property(large, (n) => {
        expect(arithmeticOn(n)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('cutting and capitals name the reference', () => {
    const name = text('a-long-name', 'release.name').text;

    expect(() => plainString(name.slice(0, 10))).toThrow(/^release\.name was cut \(received '/);
    expect(() => plainString(`X_${name.toUpperCase()}`)).toThrow(/^release\.name was changed to other letters/);
  });

  test('reading a member of an object reference names it', () => {
    const resources = referenceObject(
      registerReference({ name: 'values.resources', type: ReferenceType.JSON, plain: () => ({}) }),
    ) as { limits?: unknown };

    expect(() => resources.limits).toThrow(/^values\.resources is a reference whose content/);
    expect(() => Number(resources)).toThrow(/^values\.resources is a reference/);
    expect(JSON.stringify([resources])).toMatch(/^\["zqv/);
  });
});
