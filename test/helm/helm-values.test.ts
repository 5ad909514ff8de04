import { ApiObject, Chart } from 'cdk8s';
import { HelmChart } from '../../lib/helm/helm-chart';
import { HelmValues } from '../../lib/helm/helm-values';

function chart(): HelmChart {
  return new HelmChart({ name: 'demo', version: '0.1.0', appVersion: '2.0' });
}

function data(app: HelmChart, content: object): string {
  new ApiObject(new Chart(app, 'chart'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: content });
  return app.files()['templates/config.yaml'] ?? '';
}

describe('declarations', () => {
  test('every kind of value is written by its own expression and described in the schema', () => {
    // GIVEN
    const app = chart();
    const { values } = app;
    const secret = values.secretRef('db.secret', { name: 'db', key: 'password', description: 'The login' });

    // WHEN
    const template = data(app, {
      text: values.string('image.tag', { default: '1.0' }),
      int: values.int('replicas', { default: 2, minimum: 0, maximum: 9 }),
      number: values.number('ratio', { default: 0.5 }),
      bool: values.bool('debug', { default: false }),
      choice: values.enum('mode', { options: ['fast', 'safe'], default: 'safe' }),
      list: values.list('args', { default: ['a'] }),
      json: values.json('resources', { default: { limits: {} } }),
      dash: values.string('node-port.name', { default: 'x' }),
      secret,
      release: [values.release.name, values.release.namespace, values.release.revision, values.release.isUpgrade],
      chart: `${values.chart.name} ${values.chart.version} ${values.chart.appVersion}`,
    });

    // THEN
    expect(template).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: chart-config-c810d075
data:
  bool: {{ .Values.debug | toJson }}
  chart: {{ printf "%s %s %s" .Chart.Name .Chart.Version .Chart.AppVersion | toJson }}
  choice: {{ .Values.mode | toJson }}
  dash: {{ (index .Values "node-port" "name") | toJson }}
  int: {{ .Values.replicas | int64 }}
  json: {{ .Values.resources | toJson }}
  list: {{ .Values.args | toJson }}
  number: {{ .Values.ratio | toJson }}
  release:
    - {{ .Release.Name | toJson }}
    - {{ .Release.Namespace | toJson }}
    - {{ .Release.Revision | int64 }}
    - {{ .Release.IsUpgrade | toJson }}
  secret:
    key: {{ .Values.db.secret.key | toJson }}
    name: {{ .Values.db.secret.name | toJson }}
  text: {{ .Values.image.tag | toJson }}
`);
  });

  test.each([
    ['a taken key', (v: HelmValues) => v.int('a.b'), 'values.a.b is declared already, by values.a'],
    [
      'a bad key',
      (v: HelmValues) => v.int('a..b'),
      "values.a..b is no path of names separated by dots: '' is not allowed",
    ],
    [
      'a default below the minimum',
      (v: HelmValues) => v.int('n', { default: 0, minimum: 1 }),
      'the default of values.n must be at least 1, got 0',
    ],
    [
      'a default that is no integer',
      (v: HelmValues) => v.int('n', { default: 0.5 }),
      'the default of values.n must be an integer, got 0.5',
    ],
    [
      'a default that breaks its pattern',
      (v: HelmValues) => v.string('s', { default: 'A', pattern: '^[a-z]$' }),
      "the default of values.s must match ^[a-z]$, got 'A'",
    ],
    [
      'a default that is no option',
      (v: HelmValues) => v.enum('e', { default: 'c', options: ['a', 'b'] }),
      "the default of values.e must be one of a, b, got 'c'",
    ],
    [
      'a pattern that Helm does not know',
      (v: HelmValues) => v.string('s', { pattern: '^(?!x)' }),
      "values.s has the pattern '^(?!x)', which Helm's regular expressions (RE2) do not know",
    ],
    [
      'a range upside down',
      (v: HelmValues) => v.int('n', { minimum: 2, maximum: 1 }),
      'values.n has the minimum 2 above its maximum 1',
    ],
    [
      'when without a reference',
      (v: HelmValues) => v.when(true, new HelmChart({ name: 'x', version: '1.0.0' })),
      'when needs a boolean token, got true: use a plain if for what is known now',
    ],
  ])('%s is refused', (_, declare, message) => {
    const values = new HelmValues();
    values.string('a');

    expect(() => declare(values)).toThrow(message);
  });
});
