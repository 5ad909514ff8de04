import { DeclaredValues } from '../../lib/helm/declared-values';
import { TokenType } from '../../lib/tokens/token';

const TEXT = { spec: { type: TokenType.STRING }, default: undefined, example: 'example', description: undefined };
const PORT = { ...TEXT, spec: { type: TokenType.INT, minimum: 1, maximum: 65535 }, example: 1 };

describe('DeclaredValues', () => {
  test('are in the order of their declaration', () => {
    // GIVEN
    const values = new DeclaredValues();

    // WHEN
    const declared = [
      values.add('port', { ...PORT, default: 80 }),
      values.add('image.tag', { ...TEXT, description: 'What runs' }),
    ];

    // THEN
    expect(values.all).toEqual(declared);
    expect(declared).toEqual([
      { ...PORT, path: ['port'], default: 80 },
      { ...TEXT, path: ['image', 'tag'], description: 'What runs' },
    ]);
  });

  test('have defaults, or examples of what must be given', () => {
    // GIVEN
    const values = new DeclaredValues();

    // WHEN
    values.add('service.port', { ...PORT, default: 80 });
    values.add('service.name', TEXT);
    values.add('debug', { ...TEXT, spec: { type: TokenType.BOOL }, default: false, example: true });

    // THEN
    expect(values.defaults).toEqual({ service: { port: 80 }, debug: false });
    expect(values.examples).toEqual({ service: { name: 'example' } });
  });

  test.each([
    ['image', 'image'],
    ['image', 'image.tag'],
    ['image.tag', 'image'],
  ])('%s leaves no room for %s', (first, second) => {
    // GIVEN
    const values = new DeclaredValues();
    values.add(first, TEXT);

    // THEN
    expect(() => values.add(second, TEXT)).toThrow(`values.${second} is declared already, by values.${first}`);
  });

  test.each([
    ['a default out of its range', { ...PORT, default: 0 }, /^the default of values\.key must be [^;]*$/],
    [
      'rules that contradict each other, whatever the default',
      { ...PORT, spec: { ...PORT.spec, minimum: 9, maximum: 1 }, default: 'none' },
      /^values\.key [^;]*$/,
    ],
  ])('refuse %s, and do not keep it', (_, value, message) => {
    // GIVEN
    const values = new DeclaredValues();

    // THEN
    expect(() => values.add('key', value)).toThrow(message);
    expect(values.all).toEqual([]);
  });

  test('refuse a key that is no path', () => {
    expect(() => new DeclaredValues().add('a b', TEXT)).toThrow("'a b' is not allowed");
  });
});
