import { Chart, JsonPatch } from 'cdk8s';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Posture, UnprobedDeployment } from '../../lib';
import { FleetApp } from '../../lib/fleet';
import type * as serialize from '../../lib/synthesis/serialize-object';
import { serializeObject } from '../../lib/synthesis/serialize-object';

// Counts how often objects are serialized.
jest.mock('../../lib/synthesis/serialize-object', () => {
  const actual = jest.requireActual<typeof serialize>('../../lib/synthesis/serialize-object');
  return { ...actual, serializeObject: jest.fn(actual.serializeObject) };
});

/** A FleetApp of ten charts that was written once, in a temporary directory. */
function writtenOnce(): { app: FleetApp; charts: UnprobedDeployment[]; file: (i: number) => string } {
  const app = new FleetApp({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'written-')) });
  Posture.MINIMAL.applyTo(app);
  const charts = Array.from(
    { length: 10 },
    (_, i) =>
      new UnprobedDeployment(new Chart(app, `chart-${i}`), 'web', { image: 'nginx:1.27', podLabels: { app: 'web' } }),
  );
  app.synth();
  return { app, charts, file: (i) => path.join(app.outdir, `chart-${i}.k8s.yaml`) };
}

/** How many objects a synthesis serializes. */
function serialized(app: FleetApp): number {
  const count = jest.mocked(serializeObject).mockClear();
  app.synth();
  return count.mock.calls.length;
}

describe('a second synth() of FleetApp', () => {
  test('renders only the charts that changed', () => {
    // GIVEN
    const { app, charts, file } = writtenOnce();

    // WHEN
    charts[3]!.resource.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/image', 'nginx:1.28'));

    // THEN: the manifest that the checks have read is written
    expect(serialized(app)).toBe(1);
    expect(fs.readFileSync(file(3), 'utf8')).toContain('nginx:1.28');
    expect(serialized(app)).toBe(0);
  });

  test('writes a file again that somebody changed or removed', () => {
    // GIVEN
    const { app, file } = writtenOnce();
    const content = fs.readFileSync(file(0), 'utf8');

    // WHEN
    fs.writeFileSync(file(0), 'changed');
    fs.rmSync(file(1));
    app.synth();

    // THEN
    expect(fs.readFileSync(file(0), 'utf8')).toBe(content);
    expect(fs.existsSync(file(1))).toBe(true);
  });

  test('gives files other numbers when a dependency is added', () => {
    // GIVEN
    const { app, charts } = writtenOnce();

    // WHEN
    Chart.of(charts[0]!).addDependency(Chart.of(charts[9]!));
    app.synth();

    // THEN
    expect(fs.existsSync(path.join(app.outdir, '0000-chart-9.k8s.yaml'))).toBe(true);
    expect(fs.existsSync(path.join(app.outdir, '0001-chart-0.k8s.yaml'))).toBe(true);
  });

  test('writes what a synthesis before it could not write', () => {
    // GIVEN
    const { app, charts, file } = writtenOnce();
    const { resource } = charts[0]!;
    resource.addJsonPatch(JsonPatch.add('/spec/replicas', -1));
    charts[1]!.resource.addJsonPatch(JsonPatch.add('/spec/replicas', 5));
    expect(() => app.synth()).toThrow('spec.replicas');

    // WHEN
    resource.addJsonPatch(JsonPatch.add('/spec/replicas', 7));
    app.synth();

    // THEN
    expect(fs.readFileSync(file(0), 'utf8')).toContain('replicas: 7');
    expect(fs.readFileSync(file(1), 'utf8')).toContain('replicas: 5');
  });
});
