import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Posture } from '../../lib';
import { expectEveryPropToShow, type PropCases } from './every-prop';
import { makeChart } from './make-chart';
import { type Manifest, synthesize } from './synthesize';

/** Asserts that every prop of a construct shows in its manifests, in a posture that adds nothing. */
export function expectEveryPropInManifests<P extends object>(
  cases: PropCases<P>,
  build: (chart: Chart, props: P) => unknown,
): void {
  expectEveryPropToShow(cases, (props) =>
    synthesize((chart) => {
      // What a hash of the configuration is taken from, where there is one.
      new ConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { A: '1' } });
      build(chart, props);
    }),
  );
}

/** A field of every kind that no construct has a prop for. */
const UNUSUAL = '/metadata/ownerReferences';
const OWNERS = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '1' }];

/**
 * Asserts that a patch of a field which no prop knows arrives, and that one of a default removes it.
 *
 * @param standard path of a field that the construct writes by itself in PRODUCTION
 */
export function expectPatchesToArrive(build: (chart: Chart) => Construct, standard: string): void {
  // GIVEN
  const chart = makeChart(Posture.PRODUCTION);
  const object = ApiObject.of(build(chart));
  expect(at(object.toJson() as Manifest, standard)).toBeDefined();

  // WHEN
  object.addJsonPatch(JsonPatch.add(UNUSUAL, OWNERS), JsonPatch.remove(standard));

  // THEN
  const manifest = (chart.toJson() as Manifest[]).find(
    ({ kind, metadata }) => kind === object.kind && metadata.name === object.name,
  );
  expect(at(manifest, UNUSUAL)).toEqual(OWNERS);
  expect(at(manifest, standard)).toBeUndefined();
}

/** The value at a JSON pointer. */
function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, step) => (inner as { readonly [key: string]: unknown } | undefined)?.[step], value);
}
