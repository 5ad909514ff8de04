import { hashedChart, type HashedChart } from './support/hashed-chart';

function hashes(options: Partial<HashedChart> = {}, values?: object, releaseName?: string): string[] {
  const objects = hashedChart(options)
    .plain({ values: values as never, releaseName })
    .flatMap((chart) => chart.objects);
  return (objects as { spec?: { template?: { metadata: { annotations?: { [key: string]: string } } } } }[]).flatMap(
    ({ spec }) => spec?.template?.metadata.annotations?.['cdk8s-patterns/config-hash'] ?? [],
  );
}

test('two builds in one process have the same hashes, whatever is declared before', () => {
  expect(hashes()).toHaveLength(4);
  expect(hashes()).toEqual(hashes());
  expect(hashes({ declaredBefore: 3 })).toEqual(hashes());
});

test.each([
  ['another value', {}, { level: 'debug' }],
  ['another default', { level: 'debug' }, undefined],
])('%s changes the hash of the workloads that read it, and of no other', (_, options, values) => {
  const before = hashes();
  const after = hashes(options, values);

  expect(after.map((hash, i) => hash === before[i])).toEqual([false, true, false, false]);
});

test('a default and the same value have the same hash', () => {
  expect(hashes({ level: 'debug' })).toEqual(hashes({}, { level: 'debug' }));
});

test('a value that no pod reads changes no hash', () => {
  expect(hashes({}, { unread: 'x' })).toEqual(hashes());
});

test('a condition on a key changes the hash', () => {
  expect(hashes({}, { verbose: true })[0]).not.toBe(hashes()[0]);
});

test('the hash is written as an expression where it depends on values, and as a text elsewhere', () => {
  const files = hashedChart({}).files();

  expect(files['templates/web.yaml']).toContain(
    'cdk8s-patterns/config-hash: {{ include "hashed.config-hash.chart/web/Resource" (dict "root" $) | fromYaml | toJson | sha256sum | trunc 16 | quote }}',
  );
  expect(files['templates/fixed.yaml']).toMatch(/cdk8s-patterns\/config-hash: "?[0-9a-f]{16}"?\n/);
});
