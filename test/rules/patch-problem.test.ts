import { type ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Posture, ProbedDeployment } from '../../lib';
import { FleetApp } from '../../lib/fleet';
import { HelmChart } from '../../lib/helm';
import { patchProblem } from '../../lib/rules/patch-problem';
import { makeChart } from '../support/make-chart';
import { messageOf } from '../support/message-of';
import { SOUND_AND_PROBED } from '../support/sound-props';

/** Stock App makes its directory before it validates. */
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'patch-problem-'));
afterAll(() => fs.rmSync(outdir, { recursive: true, force: true }));

function deployment(chart: Chart): ApiObject {
  return new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, service: { port: 80 } }).resource;
}

test.each<[string, JsonPatch, string]>([
  [
    'a path whose parent is missing',
    JsonPatch.replace('/spec/nope/x', 1),
    'JSON patch "replace" of /spec/nope/x cannot be applied: /spec has no "nope", it has selector, template',
  ],
  [
    'an element that is missing',
    JsonPatch.replace('/spec/template/spec/containers/3/image', 'a:1'),
    'JSON patch "replace" of /spec/template/spec/containers/3/image cannot be applied: /spec/template/spec/containers has no "3", it has 1 entries',
  ],
  [
    'a member of a text',
    JsonPatch.add('/kind/x', 1),
    'JSON patch "add" of /kind/x cannot be applied: /kind must be a map or a list, got "Deployment"',
  ],
  [
    'a source that is missing',
    JsonPatch.move('/spec/nope', '/spec/x'),
    'JSON patch "move" of /spec/x cannot be applied: /spec has no "nope", it has selector, template',
  ],
  [
    'a removal of nothing',
    JsonPatch.remove('/metadata/annotations/a~1b'),
    'JSON patch "remove" of /metadata/annotations/a~1b cannot be applied: /metadata has no "annotations", it has name',
  ],
])('names %s', (_, patch, message) => {
  // GIVEN
  const object = deployment(makeChart(Posture.MINIMAL));

  // WHEN
  object.addJsonPatch(JsonPatch.add('/metadata/labels', { a: 'b' }), JsonPatch.remove('/metadata/labels'), patch);

  // THEN
  expect(patchProblem(object)).toBe(message);
});

test('says nothing when every patch can be applied', () => {
  // GIVEN
  const object = deployment(makeChart(Posture.MINIMAL));

  // WHEN
  object.addJsonPatch(JsonPatch.add('/spec/paused', true), JsonPatch.replace('/spec/paused', false));

  // THEN
  expect(patchProblem(object)).toBeUndefined();
  expect(object.toJson()).toMatchObject({ spec: { paused: false } });
});

/** The ways to synthesize, each of which runs the validations. */
const APPS: ReadonlyArray<readonly [string, () => App]> = [
  ['App', () => new App({ outdir })],
  ['FleetApp', () => new FleetApp({ outdir })],
  ['HelmChart', () => new HelmChart({ name: 'shop', version: '1.0.0', outdir })],
];

test.each(APPS)('one bad patch gives one message in PRODUCTION, in a %s', (_, makeApp) => {
  // GIVEN
  const app = makeApp();
  const object = deployment(new Chart(app, 'c'));

  // WHEN
  object.addJsonPatch(JsonPatch.replace('/spec/nope/x', 1));

  // THEN
  expect(messageOf(() => app.synth())).toBe(
    'Validation failed with the following errors:\n' +
      '  [c/web] JSON patch "replace" of /spec/nope/x cannot be applied: /spec has no "nope", it has selector, template',
  );
});

test('a Lazy value that throws is not taken for a bad patch', () => {
  // GIVEN
  const app = new App({ outdir });
  const produce = (): never => {
    throw new Error('the value is not known');
  };
  const object = deployment(new Chart(app, 'c'));

  // WHEN
  object.metadata.addAnnotation('a', Lazy.any({ produce }) as string);
  object.addJsonPatch(JsonPatch.add('/spec/paused', true));

  // THEN
  expect(messageOf(() => app.synth())).toContain('the value is not known');
});
