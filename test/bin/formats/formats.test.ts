import { issueCommand } from '@actions/core/lib/command';
import Ajv from 'ajv-draft-04';
import { applyPatch, parsePatch } from 'diff';
import { parse as parseJunit } from 'junit2json';
import { readFileSync } from 'node:fs';
import { githubAnnotations } from '../../../lib/bin/formats/github';
import { CommandLine } from '../command-line';

const cli = new CommandLine();
afterAll(() => cli.remove());

const deployment = (name: string, replicas: number, env: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx, env: [${env}] }] }
`;
const AB = '{ name: A, value: "1" }, { name: B, value: "2" }';
const BA = '{ name: B, value: "2" }, { name: A, value: "1" }';
const secret = (value: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ndata: { password: ${Buffer.from(value).toString('base64')} }\n`;
const weird = (text: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { a: ${JSON.stringify(text)} }\n`;

/** One field that differs, one list in another order, one object missing on each side, a Secret and odd characters. */
const ACTUAL = [deployment('web', 2, AB), deployment('old', 1, ''), secret('hunter1'), weird('<&"\u001b[31m%, :\nx')];
const EXPECTED = [deployment('web', 3, BA), deployment('new', 1, ''), secret('hunter2'), weird('y')];

async function run(...rest: string[]) {
  const [actual, expected] = [cli.write('a.yaml', ACTUAL.join('---\n')), cli.write('e.yaml', EXPECTED.join('---\n'))];
  return cli.run(['equivalent', actual, expected, ...rest]);
}

test('sarif is valid by the schema of SARIF 2.1.0, and has the places of the fields', async () => {
  // GIVEN
  const schema = JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as object;
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });

  // WHEN
  const { status, output } = await run('--output', 'sarif');
  const log = JSON.parse(output) as { runs: { results: { ruleId: string; level: string; locations: object[] }[] }[] };

  // THEN
  expect(status).toBe(1);
  expect(ajv.validate(schema, log) || ajv.errors).toBe(true);
  const results = log.runs[0]?.results ?? [];
  expect(results.map((each) => each.ruleId)).toEqual([
    'different-value',
    'missing-object',
    'different-value',
    'different-value',
    'missing-object',
    'stored-order',
  ]);
  expect(results[0]).toMatchObject({
    locations: [{ physicalLocation: { region: { startLine: 6, startColumn: 13 } } }],
  });
  expect(results.at(-1)).toMatchObject({ level: 'note' });
});

test('junit is read by a JUnit parser: a case for each object', async () => {
  // WHEN
  const { output } = await run('--output', 'junit');
  const report = await parseJunit(output);

  // THEN
  expect(report).toMatchObject({ tests: 5, failures: 5, testsuite: [{ name: 'equivalent' }] });
  const cases = (report as { testsuite: { testcase: { name: string; failure?: { inner: string }[] }[] }[] })
    .testsuite[0]?.testcase;
  expect(cases?.map((each) => each.name).sort()).toEqual([
    'ConfigMap default/c',
    'Deployment default/new',
    'Deployment default/old',
    'Deployment default/web',
    'Secret default/s',
  ]);
  expect(cases?.find((each) => each.name === 'ConfigMap default/c')?.failure?.[0]?.inner).toContain('<&');
});

test('github annotations are those that the toolkit of GitHub Actions writes', () => {
  const problem = { rule: 'different-value', level: 'error', object: 'x', path: 'y' } as const;
  const [message, file] = ['100% a:b,\nc', 'di:st/a,b.yaml'];
  let written = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
  issueCommand('error', { title: 'different-value', file, line: 3, col: 5 }, message);
  write.mockRestore();
  expect(githubAnnotations([{ ...problem, message, file, line: 3, column: 5 }])).toBe(written);
});

test('github has a line for each problem', async () => {
  const { output } = await run('--output', 'github');
  expect(output.trimEnd().split('\n')).toHaveLength(6);
  expect(output).toContain(
    '::error title=different-value,file=a.yaml,line=6,col=13::Deployment default/web: spec.replicas is 2, expected 3',
  );
  expect(output).toContain('::notice title=stored-order');
});

test('unified turns the one side into the other when it is applied', async () => {
  // GIVEN
  const [one, other] = [deployment('web', 2, AB), deployment('web', 3, BA)];
  const files = [cli.write('1.yaml', one), cli.write('2.yaml', other)] as const;
  const normal = async (file: string) => (await cli.run(['normalize', file, '--output', 'json'])).output;
  const { stringify } = await import('yaml');
  const yaml = async (file: string) =>
    stringify((JSON.parse(await normal(file)) as unknown[])[0], { lineWidth: 0, version: '1.1', sortMapEntries: true });

  // WHEN
  const { output } = await cli.run(['equivalent', ...files, '--output', 'unified']);

  // THEN
  const [patch] = parsePatch(output);
  expect(patch).toMatchObject({ oldFileName: 'actual/apps.v1.Deployment.default.web', hunks: [{}] });
  expect(applyPatch(await yaml(files[0]), output)).toBe(await yaml(files[1]));
  expect(parsePatch((await run('--output', 'unified')).output)).toHaveLength(5);
});

test.each(['text', 'json', 'html', 'junit', 'sarif', 'github', 'unified'])(
  '%s has no value of a Secret unless asked, and no raw control character',
  async (format) => {
    // WHEN
    const hidden = (await run('--output', format)).output;
    const shown = (await run('--output', format, '--show-secrets')).output;

    // THEN
    const value = Buffer.from('hunter1').toString('base64');
    expect(hidden).not.toContain(value);
    expect(hidden).toContain('sha256:');
    expect(shown).toContain(value);
    if (format !== 'html') expect(hidden).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  },
);
