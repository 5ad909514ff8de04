import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { QosClass, qosClassOf, Resources, type ResourcesProps } from '../../lib/pod/resources';
import { type Container } from '../../lib/kubernetes/api/core';
import { expectEveryPropToShow } from '../support/every-prop';
import { containerJson } from '../support/pod-json';

const ALL: Required<ResourcesProps> = {
  cpuRequest: Cpu.millis(250),
  cpuLimit: Cpu.units(2),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.gibibytes(1),
  ephemeralStorageRequest: Size.gibibytes(1),
  ephemeralStorageLimit: Size.gibibytes(2),
  extended: { 'nvidia.com/gpu': 1 },
};

function written(resources: Resources): unknown {
  return containerJson({ resources }).resources;
}

test('every prop shows', () => {
  expectEveryPropToShow({ all: ALL, others: {} }, (props) => written(Resources.of(props)));
});

test('requests and limits are written as quantities', () => {
  expect(written(Resources.of(ALL))).toEqual({
    requests: { cpu: '250m', memory: '64Mi', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '2Gi', 'nvidia.com/gpu': '1' },
  });
});

test('guaranteed resources are requested as they are limited', () => {
  // WHEN
  const resources = Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512));

  // THEN
  expect(written(resources)).toEqual({
    requests: { cpu: '500m', memory: '512Mi' },
    limits: { cpu: '500m', memory: '512Mi' },
  });
  expect(resources.memoryLimit).toEqual(Size.mebibytes(512));
  expect(resources.ephemeralStorageLimit).toBeUndefined();
});

test('guaranteed local disk is requested as it is limited', () => {
  // WHEN
  const resources = Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512), Size.mebibytes(64));

  // THEN
  expect(written(resources)).toEqual({
    requests: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
    limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
  });
  expect(resources.ephemeralStorageLimit).toEqual(Size.mebibytes(64));
});

/** Containers with these resources. */
function containers(...given: ResourcesProps[]): Container[] {
  return given.map((props, index) => ({ name: `c${index}`, resources: Resources.of(props)._toKube() }));
}

const LIMITS = { cpuLimit: Cpu.units(1), memoryLimit: Size.gibibytes(1) };

describe('the class of a pod', () => {
  test.each<[string, ResourcesProps[], QosClass]>([
    ['no container has any', [{}, {}], QosClass.BEST_EFFORT],
    ['only disk is limited', [{ ephemeralStorageLimit: Size.gibibytes(1) }], QosClass.BEST_EFFORT],
    ['all have limits, from which requests follow', [LIMITS, LIMITS], QosClass.GUARANTEED],
    ['requests equal the limits', [{ ...LIMITS, cpuRequest: Cpu.units(1) }], QosClass.GUARANTEED],
    [
      'requests equal the limits in another unit',
      [{ ...LIMITS, cpuRequest: Cpu.millis(1000), memoryRequest: Size.mebibytes(1024) }],
      QosClass.GUARANTEED,
    ],
    ['a request is below its limit', [{ ...LIMITS, cpuRequest: Cpu.millis(1) }], QosClass.BURSTABLE],
    ['a limit is missing', [{ cpuLimit: Cpu.units(1) }], QosClass.BURSTABLE],
    ['one container has none', [LIMITS, {}], QosClass.BURSTABLE],
  ])('where %s', (_, given, expected) => {
    expect(qosClassOf(containers(...given))).toBe(expected);
  });

  test('does not depend on the order of containers', () => {
    // GIVEN
    const cpu = fc.option(fc.constantFrom(Cpu.millis(500), Cpu.millis(1000), Cpu.units(1)), { nil: undefined });
    const memory = fc.option(fc.constantFrom(Size.mebibytes(1024), Size.gibibytes(1)), { nil: undefined });
    const resources = fc.record({ cpuRequest: cpu, cpuLimit: cpu, memoryRequest: memory, memoryLimit: memory });

    // THEN
    fc.assert(
      fc.property(fc.array(resources, { maxLength: 4 }), (given) => {
        expect(qosClassOf(containers(...given))).toBe(qosClassOf(containers(...given.slice().reverse())));
      }),
    );
  });
});
