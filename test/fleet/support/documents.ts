import * as fc from 'fast-check';

/** Pieces whose combinations meet every rule that decides how a string is written. */
const PIECES = [
  'a', 'B', 'yes', 'no', 'y', 'N', 'true', 'Null', 'off', '~', '0', '1', '07', '0x1f', '0b1', '1e3', '.5', '1_0', '12:30',
  '2001-12-14', 'T10:00:00Z', '.inf', '.nan', '+', '-', '--', '---', '...', '%', '?', ':', ': ', ' #', '#', '&', '*', '!',
  '|', '>', "'", '"', '@', '`', '{', '}', '[', ']', ',', '<<', '=', '\\', '/', '.', '_', ' ', '  ', '\t', '\n', '\n\n',
  '\u00a0', '\u2028', '\ufeff', 'é', '漢', '😀', '$&', '$1', '{{ .Values.x }}', 'word word',
]; // prettier-ignore

const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z0-9/.:_-]{0,12}$/) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 10 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('', ' ', '  indented', 'line', 'key: value', '---', '# x', 'tail  ', '\t'), {
        maxLength: 7,
      })
      .map((lines) => lines.join('\n')),
  },
);

/** Strings with characters that are written as escapes. */
const unprintable = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom('\r\n', '\0', 'a\u0085b', '\ud800', 'x\ny\r\n', '\x7f'),
);

const key = fc.oneof({ weight: 6, arbitrary: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9./-]{0,10}$/) }, text);

const scalar = fc.oneof(
  { weight: 60, arbitrary: text },
  { weight: 1, arbitrary: unprintable },
  { weight: 20, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, 1e21, 1e-7, 0.1, 2 ** 53)) },
  { weight: 10, arbitrary: fc.constantFrom(true, false, null, undefined) },
);

const nested = fc.letrec<{ node: unknown; list: unknown; map: unknown }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, depthSize: 'medium' }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('node'), { maxLength: 4 }),
  map: fc.dictionary(key, tie('node'), { maxKeys: 5, noNullPrototype: true }),
}));

/** What manifests are made of, with every kind of string and number in every place. */
export const plainDocument: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 9, arbitrary: nested.map },
  { weight: 2, arbitrary: nested.list },
  { weight: 1, arbitrary: nested.node },
);

const shared = { shared: ['object'] };

/** Documents with something that the writer is to leave to cdk8s. */
export const unusualDocument: fc.Arbitrary<unknown> = fc
  .tuple(
    plainDocument,
    fc.constantFrom<() => unknown>(
      () => new Date(1e12),
      () => new Map([['a', 1]]),
      () => new Set(['a']),
      () => 12345678901234567890n,
      () => Buffer.from('abc'),
      () => [shared, shared],
      () => Object.create(null) as object,
      () => new String('boxed'),
      () => ({ toJSON: () => 'json' }),
      () => ({ [Symbol.iterator]: () => [1, 2][Symbol.iterator]() }),
      () => ({ ['k'.repeat(1100)]: 1 }),
      () => ({ 'two\nlines': 1 }),
      () => ({ '---': { '---': '---' }, '...': 1 }),
      () => {
        const loop: Record<string, unknown> = {};
        loop.self = loop;
        return loop;
      },
      () =>
        new (class Custom {
          public readonly field = 1;
        })(),
    ),
  )
  .map(([document, unusual]) => ({ document, unusual: unusual() }));
