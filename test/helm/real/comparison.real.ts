import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../../lib/helm/helm-chart';
import { helmTool } from '../tools';
import { helm, parseManifests } from './render';

// What the table in docs/helm.md says of others.

const ROOT = join(__dirname, '..', '..', '..');
const TEXT = 'a literal {{ .Values.x }} and {{ include "y" . }}';
const folder = mkdtempSync(join(tmpdir(), 'helm-comparison-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('cdk8s synth --format helm', () => {
  const output = join(folder, 'cdk8s');

  beforeAll(() => {
    const app = `
      const { App, Chart, ApiObject } = require(${JSON.stringify(join(ROOT, 'node_modules', 'cdk8s'))});
      const app = new App();
      const chart = new Chart(app, 'chart');
      new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { text: ${JSON.stringify(TEXT)} } });
      app.synth();`;
    writeFileSync(join(folder, 'app.js'), app);
    const args = ['synth', '--app', `node ${join(folder, 'app.js')}`, '--output', output];
    const format = [
      '--format',
      'helm',
      '--chart-api-version',
      'v2',
      '--chart-version',
      '0.1.0',
      '--check-upgrade',
      'false',
    ];
    const cli = join(ROOT, 'node_modules', '.bin', 'cdk8s');
    execFileSync(cli, [...args, ...format], { cwd: folder, stdio: 'pipe' });
  }, 60000);

  test('writes no values, no schema and no notes', () => {
    expect(existsSync(join(output, 'templates'))).toBe(true);
    expect(readdirSync(output)).not.toContain('values.yaml');
    expect(readdirSync(output)).not.toContain('values.schema.json');
    expect(readdirSync(join(output, 'templates'))).not.toContain('NOTES.txt');
  });

  test('breaks on literal braces, which our chart carries through', async () => {
    // GIVEN
    const app = new HelmChart({ name: 'ours', version: '0.1.0', outdir: join(folder, 'ours') });
    const fields = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { text: TEXT } };
    new ApiObject(new Chart(app, 'chart'), 'config', fields);
    app.synth();

    // WHEN
    const theirs = await helm(helmTool(3), ['template', 'demo', output]);
    const ours = await helm(helmTool(3), ['template', 'demo', app.outdir]);

    // THEN
    expect(theirs.code).not.toBe(0);
    expect(parseManifests(ours.stdout)).toEqual([fields]);
  });
});

describe('a template written by hand, as in documents 000 and 001', () => {
  function byHand(template: string): string {
    const chart = mkdtempSync(join(folder, 'hand-'));
    writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: hand\nversion: 0.1.0\n');
    writeFileSync(join(chart, 'values.yaml'), 'dbPassword: password\nnonce: 1\n');
    execFileSync('mkdir', [join(chart, 'templates')]);
    writeFileSync(
      join(chart, 'templates', 'config.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config\ndata:\n${template}\n`,
    );
    return chart;
  }

  test('a value without quotes changes its type, a large number its text, and an unknown value is accepted', async () => {
    const chart = byHand('  password: {{ .Values.dbPassword }}\n  nonce: {{ .Values.nonce | quote }}');
    writeFileSync(join(chart, 'mine.yaml'), 'dbPassword: "0123"\nnonce: 1000000\ndbPasswort: x\n');

    const { stdout, code } = await helm(helmTool(3), ['template', 'demo', chart, '-f', join(chart, 'mine.yaml')]);

    expect(code).toBe(0);
    expect(stdout).toContain('password: 0123\n');
    expect(stdout).toContain('nonce: "1e+06"');
  });

  test('a reference to a value that values.yaml lacks becomes nothing', async () => {
    const { stdout } = await helm(helmTool(3), ['template', 'demo', byHand('  namespace: {{ .Values.namespace }}')]);

    expect(stdout).toMatch(/namespace: *\n/);
  });
});
