import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../lib/helm';

/** A chart with a CronJob, whose name may have 52 characters, named after the release. */
function chartWith(maxReleaseNameLength?: number): HelmChart {
  const app = new HelmChart({ name: 'demo', version: '0.1.0', maxReleaseNameLength });
  new ApiObject(new Chart(app, 'chart'), 'job', {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: `${app.values.release.name}-job` },
  });
  return app;
}

test('by default a release name may have 53 characters, and names that become too long are found', () => {
  expect(chartWith().check()).toEqual([
    expect.objectContaining({
      rule: 'name-length',
      message:
        'the name of CronJob demo-job has 57 characters when the release has 53, allowed are 52: release names of more than 48 characters fail',
    }),
  ]);
  expect(Object.keys(chartWith().files())).not.toContain('templates/release-name.yaml');
});

test('a lower limit is enough, is checked by the chart, and by the plain output', () => {
  // GIVEN
  const app = chartWith(48);

  // THEN
  expect(app.check()).toEqual([]);
  expect(app.files()['templates/release-name.yaml']).toBe(
    '{{- if gt (len .Release.Name) 48 }}\n' +
      '{{- fail (printf "the release name must have at most 48 characters, got %q" .Release.Name) }}\n' +
      '{{- end }}\n',
  );
  expect(() => app.plain({ releaseName: 'r'.repeat(48) })).not.toThrow();
  expect(() => app.plain({ releaseName: 'r'.repeat(49) })).toThrow('must be a dns name of at most 48 characters');
});

test('a limit that is too high for the names is found', () => {
  expect(chartWith(50).check()).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('has 54 characters when the release has 50') as string,
    }),
  ]);
});

test.each([0, 54, 1.5])('refuses the limit %d', (limit) => {
  expect(() => chartWith(limit)).toThrow(`maxReleaseNameLength must be from 1 to 53, got ${limit}`);
});
