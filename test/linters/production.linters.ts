import { App } from 'cdk8s';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { productionApps } from '../../apps/production/production';
import { EXCEPTIONS } from '../apps/production-rules/exceptions';
import { RULES } from '../apps/production-rules/rules';
import { CHECKOV, checkov } from './checkov';
import { type Finding } from './finding';
import { KUBE_SCORE, kubeScore } from './kube-score';
import { isMistaken, MISTAKEN } from './mistaken';

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linters-'));
  const app = new App({ outdir: folder });
  productionApps(app);
  app.synth();
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Whether the table of exceptions answers a finding: for the object, or a container of it. */
function isExcepted({ rule, object }: Finding): boolean {
  const checkName = RULES.find(({ id }) => id === rule)?.checkName;
  return EXCEPTIONS.some(
    ({ checks, at }) =>
      checkName !== undefined &&
      checks.includes(checkName) &&
      (at === undefined || at.some((place) => place === object || place.startsWith(`${object} `))),
  );
}

describe.each([
  ['checkov', CHECKOV, checkov, 'checkov CKV_K8S_16'],
  ['kube-score', KUBE_SCORE, kubeScore, 'kube-score container-security-context-privileged'],
])('%s', (tool, program, findings, privileged) => {
  const available = fs.existsSync(program) ? test : test.skip;

  available('finds in the production apps what the table excepts, and no more', () => {
    // WHEN
    const found = findings(folder);

    // THEN
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((finding) => !isExcepted(finding) && !isMistaken(finding))).toEqual([]);
    const mistakes = MISTAKEN.filter(({ rule }) => rule.startsWith(`${tool} `));
    const unmade = mistakes.flatMap(({ rule, objects }) =>
      objects.filter((object) => !found.some((finding) => finding.rule === rule && finding.object === object)),
    );
    expect(unmade).toEqual([]);
  });

  available('finds what is wrong with a manifest', () => {
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
    expect(isExcepted({ rule: privileged, object: 'Pod ns/bad' })).toBe(false);
  });
});
