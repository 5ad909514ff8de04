import { App, ApiObject, Chart } from 'cdk8s';
import { Capture } from '../../../lib/testing/assertions/capture';
import { Manifests } from '../../../lib/testing/assertions/manifests';
import { Match } from '../../../lib/testing/assertions/match';

function threeServices(): Manifests {
  const chart = new Chart(new App(), 'c');
  for (const [i, port] of [80, 81, 82].entries()) {
    new ApiObject(chart, `s${i}`, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `s${i}` },
      spec: { ports: [{ port }], external: i > 0, hosts: ['h'] },
    });
  }
  return Manifests.fromChart(chart);
}

test('keeps the value of every resource that matches, in order', () => {
  // GIVEN
  const port = new Capture();

  // WHEN
  threeServices().hasResource('Service', { spec: { ports: [{ port }] } });

  // THEN
  expect(port.values).toEqual([80, 81, 82]);
  expect(port.asNumber()).toBe(80);
});

test('keeps nothing of a resource that does not match elsewhere', () => {
  // GIVEN
  const name = new Capture();

  // WHEN
  threeServices().findResources('Service', { metadata: { name }, spec: { external: true } });

  // THEN
  expect(name.values).toEqual(['s1', 's2']);
});

test('takes a pattern that the value must match besides', () => {
  // GIVEN
  const name = new Capture(Match.stringLike('*2'));

  // WHEN
  threeServices().hasResource('Service', { metadata: { name } });

  // THEN
  expect(name.values).toEqual(['s2']);
  expect(() => threeServices().hasResource('Service', { metadata: { namespace: name } })).toThrow(
    'expected: a string like "*2", captured',
  );
});

test('keeps no value where there is none', () => {
  // GIVEN
  const type = new Capture();

  // THEN
  expect(() => threeServices().hasResource('Service', { spec: { type } })).toThrow('expected: any value, captured');
  expect(type.values).toEqual([]);
  expect(() => type.value).toThrow('nothing was captured');
});

test('reads the value by type and says what it is instead', () => {
  // GIVEN
  const [external, hosts, metadata] = [new Capture(), new Capture(), new Capture()];
  threeServices().hasResource('Service', { metadata, spec: { external, hosts } });

  // THEN
  expect(external.asBoolean()).toBe(false);
  expect(hosts.asArray()).toEqual(['h']);
  expect(metadata.asObject()).toEqual({ name: 's0' });
  expect(() => external.asString()).toThrow('the captured value is not a string: false');
  expect(() => hosts.asObject()).toThrow('the captured value is not an object: ["h"]');
  expect(() => metadata.asNumber()).toThrow('the captured value is not a number: { "name": "s0" }');
});

test('captures inside lists taken in any order and out of exact patterns', () => {
  // GIVEN
  const port = new Capture();

  // WHEN
  threeServices().hasResource('Service', 's1', { spec: { ports: Match.arrayWith([Match.exact({ port })]) } });

  // THEN
  expect(port.values).toEqual([81]);
});

test('allResources keeps values only when every resource matches', () => {
  // GIVEN
  const [all, some] = [new Capture(), new Capture()];

  // WHEN
  threeServices().allResources('Service', { spec: { ports: [{ port: all }] } });

  // THEN
  expect(all.values).toEqual([80, 81, 82]);
  expect(() =>
    threeServices().allResources('Service', { metadata: { name: some }, spec: { external: true } }),
  ).toThrow();
  expect(some.values).toEqual([]);
});
