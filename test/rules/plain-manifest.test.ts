import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { FleetApp, HelmValues, References, Rules } from '../../lib';
import { plainManifest, serializingOnce } from '../../lib/rules/plain-manifest';

/** A ConfigMap that counts how often it is serialized. */
function counted(chart: Chart): { readonly object: ApiObject; readonly count: () => number } {
  let count = 0;
  const text: unknown = Lazy.any({ produce: () => `written ${(count += 1)} times` });
  const object = new ApiObject(chart, 'Config', { apiVersion: 'v1', kind: 'ConfigMap', data: { text } });
  return { object, count: () => count };
}

describe('plainManifest', () => {
  test('is the object as it is written, patches and values of a Helm chart included', () => {
    // GIVEN
    const object = new ApiObject(Testing.chart(), 'Config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: { level: new HelmValues().string('level', { default: 'info' }) },
    });

    // WHEN
    object.addJsonPatch(JsonPatch.add('/data/added', 'later'));

    // THEN
    expect(plainManifest(object)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: { level: 'info', added: 'later' },
    });
  });

  test('is made anew each time outside of a validation', () => {
    // GIVEN
    const { object, count } = counted(Testing.chart());

    // WHEN
    plainManifest(object);
    plainManifest(object);

    // THEN
    expect(count()).toBe(2);
  });

  test('does not keep what could not be serialized', () => {
    // GIVEN
    let broken = true;
    const text: unknown = Lazy.any({
      produce: () => {
        if (broken) throw new Error('not yet');
        return 'now';
      },
    });
    const object = new ApiObject(Testing.chart(), 'Config', { apiVersion: 'v1', kind: 'ConfigMap', data: { text } });

    // THEN
    serializingOnce(() => {
      expect(() => plainManifest(object)).toThrow('not yet');
      broken = false;
      expect(plainManifest(object)).toHaveProperty('data', { text: 'now' });
    });
  });
});

describe('serializingOnce', () => {
  test('serializes an object once, and anew in the next validation', () => {
    // GIVEN
    const { object, count } = counted(Testing.chart());
    const validation = () => serializingOnce(() => [plainManifest(object), plainManifest(object)]);

    // WHEN
    const [first, again] = validation();
    object.addJsonPatch(JsonPatch.add('/data/added', 'later'));
    const [changed] = validation();

    // THEN
    expect(again).toBe(first);
    expect(changed).toHaveProperty('data.added', 'later');
    expect(count()).toBe(2);
  });

  test('a validation within another does not end it, and forgets when it throws', () => {
    // GIVEN
    const { object, count } = counted(Testing.chart());

    // WHEN
    serializingOnce(() => {
      plainManifest(object);
      expect(() =>
        serializingOnce(() => {
          plainManifest(object);
          throw new Error('inner');
        }),
      ).toThrow('inner');
      plainManifest(object);
    });
    plainManifest(object);

    // THEN
    expect(count()).toBe(3);
  });

  test('rules and references of a FleetApp share what they judge, and the output is made after them', () => {
    // GIVEN
    const app = new FleetApp();
    Rules.applyTo(app);
    References.applyTo(app);
    const { count } = counted(new Chart(app, 'chart'));

    // WHEN
    const yaml = app.synthYaml();

    // THEN
    expect(yaml).toContain('written 2 times');
    expect(count()).toBe(2);
  });
});
