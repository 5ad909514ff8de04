import { equivalent, type EquivalenceOptions } from '../../../lib/testing/equivalence/equivalent';
import { type ManifestSource } from '../../../lib/testing/equivalence/source';
import { renderHtmlReport } from '../../../lib/testing/html-report/render-html-report';
import { HOSTILE, SAMPLES } from '../../browser/report-samples';

function report(actual: ManifestSource, expected: ManifestSource, options?: EquivalenceOptions): string {
  const sides = { actual: { label: 'a.yaml', source: actual }, expected: { label: 'b.yaml', source: expected } };
  return renderHtmlReport({ verdict: equivalent(actual, expected, options), ...sides, options });
}

/** The text that a reader sees, all folds open, on one line. */
function textOf(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#96': '`' };
  return html
    .replace(/<style>.*?<\/style>|<title>.*?<\/title>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&([a-z0-9#]+);/g, (_, name: string) => entities[name] ?? '?')
    .replace(/\s+/g, ' ');
}

const CONFIG = (data: Record<string, string>, name = 'c') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

test('shows each difference with its path, both values and what is said of them', () => {
  // WHEN
  const text = textOf(report(CONFIG({ same: '1', other: '2', more: '3' }), CONFIG({ same: '1', other: '4' })));

  // THEN
  expect(text).toContain('2 differences in 1 object');
  expect(text).toContain('ConfigMap default/c');
  expect(text).toContain('data.other actual " 2 " expected " 4 "');
  expect(text).toContain('data.more Only actual sets this');
  expect(text).toContain('expected absent');
});

test('shows an object that only one side has, by itself', () => {
  // WHEN
  const text = textOf(report([CONFIG({ a: '1' }), CONFIG({ b: '2' }, 'd')], CONFIG({ a: '1' })));

  // THEN
  expect(text).toContain('ConfigMap default/d only in actual');
  expect(text).toContain('1 object without a difference');
});

test('shows both sides of a renamed object', () => {
  // WHEN
  const html = report(CONFIG({ a: '1' }, 'old'), CONFIG({ a: '2' }, 'new'), { rename: { old: 'new' } });

  // THEN
  expect(textOf(html)).toMatch(/Both sides as they are compared actual .*a: "1".* expected .*a: "2"/);
});

test('lists deviations with their reasons, those first that no longer occur', () => {
  // WHEN
  const text = textOf(SAMPLES.different ?? '');

  // THEN
  expect(text).toMatch(
    /no longer occurs spec\.paused it was paused once .*accepted Deployment\/profile-sync: spec\.replicas the autoscaler/,
  );
});

test('lists what was normalised on each side, with the rule', () => {
  // GIVEN
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } };

  // WHEN
  const text = textOf(report(service, service));

  // THEN
  expect(text).toContain('Equivalent');
  expect(text).toMatch(/default spec\.type absent → "ClusterIP" \S*defaults\.go/);
});

test('the order of members is no change', () => {
  // GIVEN
  const actual = CONFIG({ b: '2', a: '1', c: '3' });
  const expected = { kind: 'ConfigMap', data: { a: '1', c: '4', b: '2' }, metadata: { name: 'c' }, apiVersion: 'v1' };

  // THEN only the line that differs is marked, once on each side
  expect(report(actual, expected).match(/<span class="changed">/g)).toHaveLength(2);
});

describe('everything from manifests is shown as text', () => {
  const html = SAMPLES.hostile ?? '';

  test('no element, attribute or script of theirs is in the page', () => {
    expect(html).not.toMatch(/<script|<img|onerror="|<\/style><\/pre>/);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(textOf(html)).toContain(`</style></pre><script>document.title='owned'</script>`);
    expect(HOSTILE).toMatch(/<script>/);
  });

  test('labels are escaped too', () => {
    const verdict = equivalent(CONFIG({}), CONFIG({}));
    const side = { label: HOSTILE, source: CONFIG({}) };
    expect(renderHtmlReport({ verdict, actual: side, expected: side })).not.toMatch(/<script|<img/);
  });

  test('only elements and attributes that the report itself uses are in the page', () => {
    const elements = new Set(html.match(/<[a-z][a-z0-9]*/g));
    expect([...elements].sort()).toEqual(expect.arrayContaining(['<html', '<body', '<main', '<article', '<details']));
    const known =
      'a article b body code details div footer h1 h2 h3 head header html i li main mark meta p pre section small span style summary title ul';
    expect([...elements].filter((element) => !known.split(' ').includes(element.slice(1)))).toEqual([]);
  });
});

test('the page has no address to load anything from, and forbids it', () => {
  for (const html of Object.values(SAMPLES)) {
    expect(html).not.toMatch(/<[^>]* (src|href|srcset|action|data|background)=|url\(|@import/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).toContain('name="viewport" content="width=device-width, initial-scale=1"');
  }
});

test('a report on thousands of objects is made in seconds', () => {
  // GIVEN
  const side = (value: string) => Array.from({ length: 2000 }, (_, i) => CONFIG({ a: i < 200 ? value : 'x' }, `c${i}`));
  const start = performance.now();

  // WHEN
  const html = report(side('1'), side('2'));

  // THEN
  expect(html).toContain('200 differences in 200 objects');
  expect(performance.now() - start).toBeLessThan(20_000);
});
