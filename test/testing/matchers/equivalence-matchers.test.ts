import { ApiObject, App, Chart } from 'cdk8s';
import { equivalenceMatchers } from '../../../lib/testing/matchers/equivalence-matchers';
import '../../../lib/testing/jest';

function configChart(data: Record<string, string>): Chart {
  const chart = new Chart(new App(), 'c');
  new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data });
  return chart;
}

const YAML =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c, creationTimestamp: null }\ndata: { a: "1", b: "2" }\n';

/** The message of what an expectation throws. */
function failure(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the expectation did not fail');
}

describe('toBeEquivalentTo', () => {
  test('takes a chart, an app, an API object, YAML and plain manifests on either side', () => {
    // GIVEN
    const chart = configChart({ b: '2', a: '1' });
    const app = chart.node.root as App;
    const object = ApiObject.of(chart.node.findChild('config'));
    const plain = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '1', b: '2' } };

    // THEN
    for (const actual of [chart, app, object, YAML, plain, [plain]]) expect(actual).toBeEquivalentTo(YAML);
    for (const expected of [chart, app, object, plain, [plain]]) expect(YAML).toBeEquivalentTo(expected);
  });

  test('shows what differs, by object, the path first', () => {
    expect(failure(() => expect(configChart({ a: '1', b: '3' })).toBeEquivalentTo(YAML))).toBe(
      [
        'expect(manifests).toBeEquivalentTo(expected)',
        '',
        'ConfigMap default/c',
        '  data.b',
        '    actual:   "3"',
        '    expected: "2"',
        '',
        'not equivalent: 1 difference in 1 object',
      ].join('\n'),
    );
  });

  test('takes the options of equivalent', () => {
    // GIVEN
    const chart = configChart({ a: '1', b: '3' });

    // THEN
    expect(chart).toBeEquivalentTo(YAML, { ignore: [{ path: 'data.b', reason: 'counts builds' }] });
    expect(chart).toBeEquivalentTo(YAML, { deviations: [{ path: 'data.b', reason: 'counts builds' }] });
    expect(chart).not.toBeEquivalentTo(YAML, { deviations: [{ path: 'data.a', reason: 'counts builds' }] });
    expect(chart).toBeEquivalentTo(YAML.replace('name: c', 'name: d').replace('"2"', '"3"'), { rename: { c: 'd' } });
  });

  test('can be turned round', () => {
    expect(configChart({})).not.toBeEquivalentTo(YAML);
    expect(failure(() => expect(YAML).not.toBeEquivalentTo(YAML))).toBe(
      'expect(manifests).not.toBeEquivalentTo(expected)\n\nexpected a difference, but both mean the same to an API server',
    );
  });

  test('refuses what is not manifests, also turned round', () => {
    expect(failure(() => expect('a: [').toBeEquivalentTo(YAML))).toMatch(/^line 1:5: /);
    expect(failure(() => expect(YAML).not.toBeEquivalentTo({ file: 'none.yaml' }))).toBe(
      'none.yaml: no such file or folder',
    );
  });
});

describe('toContainEquivalentOf', () => {
  test('asks for no more than is expected', () => {
    // GIVEN
    const actual = `${YAML}---\napiVersion: v1\nkind: Secret\nmetadata: { name: s }\n`;

    // THEN
    expect(actual).not.toBeEquivalentTo(configChart({ a: '1' }));
    expect(actual).toContainEquivalentOf(configChart({ a: '1' }));
    expect(failure(() => expect(actual).toContainEquivalentOf(configChart({ a: '2', z: '1' })))).toBe(
      [
        'expect(manifests).toContainEquivalentOf(expected)',
        '',
        'ConfigMap default/c',
        '  data.a',
        '    actual:   "1"',
        '    expected: "2"',
        '  data.z',
        '    actual:   (absent)',
        '    expected: "1"',
        '',
        'not equivalent: 2 differences in 1 object',
      ].join('\n'),
    );
  });
});

test('inside other expectations they are asymmetric matchers', () => {
  const expectation = expect as unknown as { toContainEquivalentOf(expected: unknown): unknown };
  expect({ yaml: YAML }).toEqual({ yaml: expectation.toContainEquivalentOf(configChart({ a: '1' })) });
});

test('messages are coloured when those of the runner are', () => {
  // GIVEN
  const colored = { utils: { printReceived: (value: unknown) => `\u001b[31m${String(value)}\u001b[39m` } };
  const plain = { utils: { printReceived: String } };

  // THEN
  expect(equivalenceMatchers.toBeEquivalentTo.call(colored, YAML, configChart({})).message()).toContain('\u001b[');
  expect(equivalenceMatchers.toBeEquivalentTo.call(plain, YAML, configChart({})).message()).not.toContain('\u001b[');
  expect(equivalenceMatchers.toBeEquivalentTo.call(undefined, YAML, configChart({})).message()).not.toContain(
    '\u001b[',
  );
});
