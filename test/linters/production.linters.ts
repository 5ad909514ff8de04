import { App } from 'cdk8s';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { productionApps } from '../../apps/production/production';
import { ACCEPTED, findingsOf } from './accepted';
import { CHECKOV, checkov } from './checkov';
import { productionRulesDocument } from './document';
import { KUBE_SCORE, kubeScore } from './kube-score';

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linters-'));
  const app = new App({ outdir: folder });
  productionApps(app);
  app.synth();
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('docs/production-rules.md is the table of accepted findings', () => {
  expect(fs.readFileSync(path.resolve('docs', 'production-rules.md'), 'utf8')).toBe(productionRulesDocument());
});

describe.each([
  ['checkov', CHECKOV, checkov, 'checkov CKV_K8S_16'],
  ['kube-score', KUBE_SCORE, kubeScore, 'kube-score container-security-context-privileged'],
])('%s', (tool, program, findings, privileged) => {
  const available = fs.existsSync(program) ? test : test.skip;
  const accepted = ACCEPTED.map((each) => ({ ...each, rules: each.rules.filter((rule) => rule.startsWith(tool)) }));

  available('finds exactly what the table accepts', () => {
    // WHEN
    const found = findings(folder);

    // THEN
    const known = new Set(accepted.flatMap((each) => findingsOf(each, found)));
    expect(found.filter((finding) => !known.has(finding))).toEqual([]);
    const missing = accepted.flatMap(({ rules, objects = ['any object'] }) =>
      rules.flatMap((rule) =>
        objects
          .filter((name) => !found.some((each) => each.rule === rule && [each.object, 'any object'].includes(name)))
          .map((name) => `${rule} ${name}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  available('finds a privileged container', () => {
    // GIVEN
    const bad = fs.mkdtempSync(path.join(os.tmpdir(), 'linters-'));
    const spec = { containers: [{ name: 'main', image: 'nginx:latest', securityContext: { privileged: true } }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bad', namespace: 'ns' }, spec };
    fs.writeFileSync(path.join(bad, 'pod.yaml'), JSON.stringify(pod));

    // WHEN
    const found = findings(bad);
    fs.rmSync(bad, { recursive: true });

    // THEN
    expect(found).toContainEqual({ rule: privileged, object: 'Pod ns/bad' });
  });
});
