import { applyDefaults, DEFAULTS } from '../../../lib/testing/equivalence/apply-defaults';
import { at } from '../../../lib/testing/equivalence/defaults/rule';
import { type Fields, isFields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';
import { CASES, host, NOT_FILLED } from './default-cases';

/** The value at a path whose numbers are positions in lists. */
function valueAt(manifest: Manifest, path: string): Json | undefined {
  let value: Json | undefined = manifest as unknown as Json;
  for (const step of path.split('/').filter((part) => part !== '')) {
    value = Array.isArray(value) ? value[Number(step)] : isFields(value) ? value[step] : undefined;
  }
  return value;
}

function defaulted(type: string, given: Fields, field: string): Json | undefined {
  const { manifest, path } = host(type, given);
  return valueAt(applyDefaults(manifest), `${path}/${field}`);
}

describe('applyDefaults', () => {
  test.each(CASES)('$type: $field is filled in', ({ type, field, filled, given = {} }) => {
    expect(defaulted(type, given, field)).toEqual(filled);
  });

  test.each(CASES.filter((entry) => entry.other !== undefined))(
    '$type: $field stays $other where it is written',
    ({ type, field, other, given = {} }) => {
      // GIVEN
      const written = structuredClone(given);
      let holder = written;
      const steps = field.split('/');
      for (const step of steps.slice(0, -1))
        holder = (Array.isArray(holder) ? holder[Number(step)] : (holder[step] ??= {})) as Fields;
      holder[steps.at(-1) as string] = other;

      // THEN
      expect(defaulted(type, written, field)).toEqual(other);
    },
  );

  test.each(NOT_FILLED)('$type: $field is not filled in given $given', ({ type, field, given }) => {
    expect(defaulted(type, given, field)).toBeUndefined();
  });

  test('every rule has a case', () => {
    // GIVEN
    const tested = new Set(CASES.map(({ type, field }) => `${type} ${field.split('/')[0]}`));

    // WHEN
    const untested = DEFAULTS.flatMap((rule) => {
      const fields = 'set' in rule ? [rule.set] : rule.sets.split(', ');
      return fields.map((field) => `${rule.on} ${field.split(/[.[]/)[0]}`).filter((key) => !tested.has(key));
    });

    // THEN
    expect(untested).toEqual([]);
  });

  test('every rule says where it comes from', () => {
    for (const { source } of DEFAULTS) expect(source).toMatch(/^k8s\.io\/\S+\.go /);
  });

  test('applied twice it is as applied once', () => {
    for (const { type, given = {} } of CASES) {
      const once = applyDefaults(host(type, given).manifest);
      expect(applyDefaults(once)).toEqual(once);
    }
  });

  test('nothing is filled into a kind that the engine does not know', () => {
    const manifest = {
      apiVersion: 'example.com/v1',
      kind: 'Deployment',
      spec: { template: { spec: { containers: [{}] } } },
    };
    expect(applyDefaults(manifest)).toEqual(manifest);
  });

  test('nothing of a Pod alone is filled into a template', () => {
    // GIVEN
    const container = { name: 'c', image: 'i', ports: [{ containerPort: 80 }], resources: { limits: { cpu: '1' } } };
    const template = { spec: { hostNetwork: true, containers: [container] } };

    // WHEN
    const manifest = applyDefaults({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { template },
    }) as unknown as Fields;

    // THEN
    const spec = at(manifest, 'spec.template.spec') as Fields;
    expect(spec.enableServiceLinks).toBeUndefined();
    expect(spec.containers).toMatchObject([{ ports: [{ protocol: 'TCP' }], resources: { limits: { cpu: '1' } } }]);
    expect(JSON.stringify(spec)).not.toMatch(/hostPort|requests/);
  });

  test('nothing of a Job alone is filled into the template of a CronJob', () => {
    const manifest = applyDefaults({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { containers: [] } } } } },
    }) as unknown as Fields;
    expect(Object.keys(at(manifest, 'spec.jobTemplate.spec') as Fields)).toEqual(['template']);
  });

  test('what is filled in is recorded with its rule', () => {
    // GIVEN
    const seen: string[] = [];

    // WHEN
    applyDefaults(host('core.Container', { image: 'a' }).manifest, (step, path, from, to, reason) =>
      seen.push(`${step} ${path.toString()} ${JSON.stringify(from)} ${JSON.stringify(to)} ${reason}`),
    );

    // THEN
    expect(seen).toContain(
      'default spec.containers[name=c].imagePullPolicy undefined "Always" k8s.io/kubernetes/pkg/apis/core/v1/defaults.go SetDefaults_Container',
    );
  });
});
