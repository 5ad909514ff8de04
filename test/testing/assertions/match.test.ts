import { FieldPath } from '../../../lib/testing/equivalence/field-path';
import { Match } from '../../../lib/testing/assertions/match';
import { matchPattern } from '../../../lib/testing/assertions/match-pattern';

/** The mismatches of a value with a pattern as `path: expected | actual`. */
function mismatches(pattern: unknown, actual: unknown): string[] {
  return matchPattern(pattern, actual, FieldPath.ROOT, 'partial').mismatches.map((each) => {
    return `${each.path.toString()}: ${each.expected} | ${JSON.stringify(each.actual) ?? 'undefined'}`;
  });
}

describe('a pattern without matchers', () => {
  test('is partial in objects at every depth', () => {
    expect(
      mismatches({ spec: { template: { a: 1 } } }, { kind: 'X', spec: { b: 2, template: { a: 1, c: 3 } } }),
    ).toEqual([]);
  });

  test('is partial in objects inside lists, whose length and order must be the same', () => {
    // GIVEN
    const actual = {
      ports: [
        { name: 'web', port: 80 },
        { name: 'admin', port: 81 },
      ],
    };

    // THEN
    expect(mismatches({ ports: [{ port: 80 }, { port: 81 }] }, actual)).toEqual([]);
    expect(mismatches({ ports: [{ port: 80 }] }, actual)).toEqual([
      'ports[name=admin]: absent | {"name":"admin","port":81}',
    ]);
    expect(mismatches({ ports: [{ port: 81 }, { port: 80 }] }, actual)).toEqual([
      'ports[name=web].port: 81 | 80',
      'ports[name=admin].port: 80 | 81',
    ]);
    expect(mismatches({ ports: [{}, {}, { port: 82 }] }, actual)).toEqual(['ports[2]: { "port": 82 } | undefined']);
  });

  test('tells a number from the string of its digits, and null from zero', () => {
    expect(mismatches({ port: 80 }, { port: '80' })).toEqual(['port: 80 | "80"']);
    expect(mismatches({ port: 0 }, { port: null })).toEqual(['port: 0 | null']);
    expect(mismatches({ on: true }, { on: 'true' })).toEqual(['on: true | "true"']);
  });

  test('tells a list from an object and either from a scalar', () => {
    expect(mismatches({ a: [] }, { a: {} })).toHaveLength(1);
    expect(mismatches({ a: {} }, { a: [] })).toHaveLength(1);
    expect(mismatches({ a: {} }, { a: 'x' })).toHaveLength(1);
    expect(mismatches({ a: 'x' }, { a: { x: 1 } })).toHaveLength(1);
  });

  test('does not find members on the prototype', () => {
    expect(mismatches({ constructor: Match.anyValue() }, {})).toHaveLength(1);
  });

  test('is refused when it holds undefined, which no test can mean', () => {
    expect(() => mismatches({ spec: { replicas: undefined } }, { spec: {} })).toThrow(
      'the pattern has undefined at spec.replicas: use Match.absent() for a field that must not be there',
    );
    expect(() => mismatches({ spec: () => true }, {})).toThrow('the pattern has a function at spec');
  });

  test('takes the asymmetric matchers of Jest', () => {
    // GIVEN
    const image: unknown = expect.stringContaining('nginx');

    // THEN
    expect(mismatches({ image }, { image: 'nginx:1' })).toEqual([]);
    expect(mismatches({ image }, { image: 'redis' })).toEqual(['image: StringContaining "nginx" | "redis"']);
  });
});

describe('objectLike', () => {
  test('is partial, also below exact', () => {
    // GIVEN
    const actual = { spec: { template: { a: 1, b: 2 } } };

    // THEN
    expect(mismatches(Match.objectLike({ spec: {} }), actual)).toEqual([]);
    expect(mismatches(Match.exact({ spec: { template: Match.objectLike({ a: 1 }) } }), actual)).toEqual([]);
  });
});

describe('exact', () => {
  test('names every member that the pattern does not', () => {
    expect(mismatches({ labels: Match.exact({ app: 'x' }) }, { labels: { app: 'x', tier: 'db' }, other: 1 })).toEqual([
      'labels.tier: absent | "db"',
    ]);
  });

  test('goes down into lists', () => {
    expect(mismatches(Match.exact([{ a: 1 }]), [{ a: 1, b: 2 }])).toEqual(['[0].b: absent | 2']);
  });
});

describe('arrayWith', () => {
  test('finds each pattern in whatever order, among others', () => {
    expect(mismatches(Match.arrayWith(['c', 'a']), ['a', 'b', 'c'])).toEqual([]);
    expect(mismatches(Match.arrayWith([{ name: 'app' }]), [{ name: 'sidecar' }, { name: 'app', image: 'x' }])).toEqual(
      [],
    );
  });

  test('gives each pattern an element of its own', () => {
    expect(mismatches(Match.arrayWith(['a', 'a']), ['a', 'b'])).toEqual([': a list with "a" | ["a","b"]']);
    expect(mismatches(Match.arrayWith(['a', 'a']), ['a', 'b', 'a'])).toEqual([]);
  });

  test('leaves the only fitting element to the pattern that has no other', () => {
    // GIVEN the first pattern fits both elements, the second only the first
    const pattern = Match.arrayWith([{ a: 1 }, { a: 1, b: 2 }]);

    // THEN
    expect(mismatches(pattern, [{ a: 1, b: 2 }, { a: 1 }])).toEqual([]);
  });

  test('shows where the nearest element differs', () => {
    // GIVEN
    const containers = [
      { name: 'sidecar', image: 'envoy:1', ports: [] },
      { name: 'app', image: 'nginx:1', ports: [] },
    ];

    // THEN
    expect(mismatches({ containers: Match.arrayWith([{ name: 'app', image: 'nginx:2' }]) }, { containers })).toEqual([
      'containers[name=app].image: "nginx:2" | "nginx:1"',
    ]);
  });

  test('shows the list when it has no element near', () => {
    expect(mismatches(Match.arrayWith([{ name: 'app' }]), [])).toEqual([': a list with { "name": "app" } | []']);
    expect(mismatches(Match.arrayWith(['a']), undefined)).toEqual([': a list with "a" | undefined']);
    expect(mismatches(Match.arrayWith(['a']), 'a')).toEqual([': a list with "a" | "a"']);
  });
});

describe('absent and anyValue', () => {
  test('take null for no value, as the API server does', () => {
    expect(mismatches({ a: Match.absent() }, { a: null })).toEqual([]);
    expect(mismatches({ a: Match.absent() }, {})).toEqual([]);
    expect(mismatches({ a: Match.absent() }, { a: 0 })).toEqual(['a: absent | 0']);
    expect(mismatches({ a: Match.anyValue() }, { a: null })).toEqual(['a: any value | null']);
    expect(mismatches({ a: Match.anyValue() }, {})).toEqual(['a: any value | undefined']);
    expect(mismatches({ a: Match.anyValue() }, { a: false })).toEqual([]);
  });

  test('hold below an object that is not there', () => {
    expect(mismatches({ spec: { strategy: { type: Match.absent() } } }, { spec: {} })).toEqual([]);
    expect(mismatches({ spec: { strategy: { type: Match.anyValue() } } }, { spec: {} })).toEqual([
      'spec.strategy: { "type": any value } | undefined',
    ]);
    expect(mismatches({ spec: {} }, {})).toEqual(['spec: {} | undefined']);
  });
});

describe('not', () => {
  test('turns a pattern round, and an absent field is not anything', () => {
    expect(mismatches({ a: Match.not('x') }, { a: 'y' })).toEqual([]);
    expect(mismatches({ a: Match.not('x') }, {})).toEqual([]);
    expect(mismatches({ a: Match.not('x') }, { a: 'x' })).toEqual(['a: not "x" | "x"']);
    expect(mismatches({ a: Match.not({ b: 1 }) }, { a: { b: 1, c: 2 } })).toEqual([
      'a: not { "b": 1 } | {"b":1,"c":2}',
    ]);
    expect(mismatches({ a: Match.not(Match.absent()) }, {})).toEqual(['a: not absent | undefined']);
  });
});

describe('stringLike', () => {
  test('takes a star for any characters and the rest literally', () => {
    expect(mismatches(Match.stringLike('nginx:1.*'), 'nginx:1.25')).toEqual([]);
    expect(mismatches(Match.stringLike('nginx:1.*'), 'nginx:125')).toHaveLength(1);
    expect(mismatches(Match.stringLike('*\nend'), 'a\nb\nend')).toEqual([]);
    expect(mismatches(Match.stringLike('web'), 'web-1')).toHaveLength(1);
    expect(mismatches(Match.stringLike('a+(b)'), 'a+(b)')).toEqual([]);
  });

  test('takes an expression, found anywhere, whatever its flags', () => {
    // GIVEN
    const pattern = Match.stringLike(/b+/g);

    // THEN
    expect(mismatches(pattern, 'abb')).toEqual([]);
    expect(mismatches(pattern, 'abb')).toEqual([]);
    expect(mismatches(pattern, 'aa')).toEqual([': a string like /b+/g | "aa"']);
  });

  test('is no match for what is not a string', () => {
    expect(mismatches(Match.stringLike('*'), 80)).toHaveLength(1);
    expect(mismatches(Match.stringLike('*'), undefined)).toHaveLength(1);
  });
});

describe('quantity', () => {
  test.each([
    ['500m', '0.5'],
    ['500m', 0.5],
    [2, '2000m'],
    ['1Gi', '1024Mi'],
    ['1k', '1e3'],
  ])('%s is %s', (amount, written) => {
    expect(mismatches({ cpu: Match.quantity(amount) }, { cpu: written })).toEqual([]);
  });

  test('another amount, and what is no amount, is a mismatch', () => {
    expect(mismatches({ cpu: Match.quantity('500m') }, { cpu: '250m' })).toEqual(['cpu: the quantity 500m | "250m"']);
    expect(mismatches({ cpu: Match.quantity('1M') }, { cpu: '1Mi' })).toHaveLength(1);
    expect(mismatches({ cpu: Match.quantity(0) }, {})).toEqual(['cpu: the quantity 0 | undefined']);
    expect(mismatches({ cpu: Match.quantity(0) }, { cpu: null })).toHaveLength(1);
    expect(mismatches({ cpu: Match.quantity('1') }, { cpu: ['1'] })).toHaveLength(1);
  });

  test('a pattern that is no quantity is refused', () => {
    expect(() => Match.quantity('half')).toThrow('"half" is not a quantity');
  });
});
