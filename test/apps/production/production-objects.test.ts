import { type Manifest, nameOf, podTemplateOf } from './manifest';
import { productionObjects } from './production-objects';

/** Kubelet keeps this much log of a container by default: containerLogMaxSize times containerLogMaxFiles. */
const LOG_MEBIBYTES = 50;

const objects = productionObjects();
const pods = objects.flatMap((object) => {
  const template = podTemplateOf(object);
  return template === undefined ? [] : [{ name: nameOf(object), spec: template.spec }];
});

/** A quantity in MiB; the production apps use Mi and Gi for local disk. */
function mebibytes(quantity: string): number {
  const [, amount, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(amount) * (unit === 'Gi' ? 1024 : 1);
}

test('the production apps run pods', () => {
  expect(objects.length).toBeGreaterThan(40);
  expect(pods.length).toBeGreaterThan(10);
});

test.each(pods)('every emptyDir of $name has a size limit', ({ spec }) => {
  const sizes = (spec.volumes ?? []).flatMap(({ emptyDir }) => (emptyDir as { sizeLimit?: string } | undefined) ?? []);
  expect(sizes.filter(({ sizeLimit }) => sizeLimit === undefined)).toEqual([]);
});

test.each(pods)('the local disk limits of $name hold its emptyDirs on disk and its logs', ({ spec }) => {
  // GIVEN
  const limits = spec.containers.map(({ resources }) => mebibytes(resources!.limits!['ephemeral-storage']!));
  const onDisk = (spec.volumes ?? [])
    .map(({ emptyDir }) => emptyDir as { sizeLimit: string; medium?: string } | undefined)
    .flatMap((emptyDir) =>
      emptyDir === undefined || emptyDir.medium === 'Memory' ? [] : mebibytes(emptyDir.sizeLimit),
    );

  // THEN
  const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
  expect(sum(limits)).toBeGreaterThanOrEqual(sum(onDisk) + LOG_MEBIBYTES * spec.containers.length);
});

test('no production Secret has its values in the manifest', () => {
  const literal = ({ kind, data, stringData }: Manifest): boolean =>
    kind === 'Secret' && Object.keys({ ...data, ...stringData }).length > 0;
  expect(objects.filter(literal).map(nameOf)).toEqual([]);
});
