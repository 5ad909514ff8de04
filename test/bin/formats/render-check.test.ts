import Ajv from 'ajv-draft-04';
import { parse as parseJunit } from 'junit2json';
import { readFileSync } from 'node:fs';
import { renderCheck } from '../../../lib/bin/formats/render-check';
import { type CheckResult } from '../../../lib/verdict/check';

/** One refused object, one with a warning, one of a custom resource and one that is accepted. */
const RESULT: CheckResult = {
  versions: ['1.34'],
  objects: ['Deployment web', 'Service default/web', 'Foo <b>', 'ConfigMap c'],
  accepted: 2,
  refused: 1,
  unknown: ['Foo <b>'],
  problems: [
    {
      severity: 'error',
      versions: ['1.34'],
      object: 'Deployment web',
      field: 'spec.replicas',
      reason: 'FieldValueInvalid',
      message: 'Invalid value: -1: must be at least\n<0>',
      file: 'a b/web.yaml',
      line: 5,
      column: 13,
    },
    {
      severity: 'warning',
      versions: ['1.34'],
      object: 'Service default/web',
      field: 'spec.sessionAffinity',
      reason: 'Warning',
      message: 'spec.sessionAffinity: has no effect',
    },
  ],
};

test('sarif is valid by the schema of SARIF 2.1.0, and has the place of the field', () => {
  // GIVEN
  const schema = JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as object;
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });

  // WHEN
  const log = JSON.parse(renderCheck('sarif', RESULT, false)) as { runs: { results: object[] }[] };

  // THEN
  expect(ajv.validate(schema, log) || ajv.errors).toBe(true);
  expect(log.runs[0]?.results).toEqual([
    {
      ruleId: 'refused',
      level: 'error',
      message: { text: 'Deployment web: spec.replicas: Invalid value: -1: must be at least <0> [1.34]' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/web.yaml' },
            region: { startLine: 5, startColumn: 13 },
          },
          logicalLocations: [{ name: 'Deployment web', fullyQualifiedName: 'Deployment web spec.replicas' }],
        },
      ],
    },
    expect.objectContaining({ ruleId: 'warning', level: 'warning' }),
  ]);
});

test('junit has a case for each object, and only a refused one fails', async () => {
  // WHEN
  const report = (await parseJunit(renderCheck('junit', RESULT, false))) as unknown as {
    testsuite: { name: string; testcase: { name: string; failure?: { inner: string }[] }[] }[];
  };

  // THEN
  expect(report).toMatchObject({ tests: 4, failures: 1 });
  const [suite] = report.testsuite;
  expect(suite?.name).toBe('check');
  expect(suite?.testcase.filter(({ failure }) => failure !== undefined).map(({ name }) => name)).toEqual([
    'Deployment web',
  ]);
});

test('github has an annotation for each problem', () => {
  expect(renderCheck('github', RESULT, false)).toBe(
    '::error title=refused,file=a b/web.yaml,line=5,col=13::' +
      'Deployment web: spec.replicas: Invalid value: -1: must be at least <0> [1.34]\n' +
      '::warning title=warning::Service default/web: spec.sessionAffinity: has no effect [1.34]\n',
  );
});

test('html escapes what the objects say, and names every object', () => {
  // WHEN
  const page = renderCheck('html', RESULT, false);

  // THEN
  expect(page).toContain('<h1>1 object refused</h1>');
  expect(page).toContain('must be at least\n&lt;0&gt;');
  expect(page).toContain('<li>Foo &lt;b&gt; <span class="tag plain">not checked</span></li>');
  expect(page).toContain('<li>ConfigMap c</li>');
  expect(page).not.toMatch(/<(script|link|img)/);
});

test('json has the result as it is', () => {
  expect(JSON.parse(renderCheck('json', RESULT, false))).toEqual(RESULT);
});
