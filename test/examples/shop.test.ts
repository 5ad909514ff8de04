import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENTS, shop } from '../../examples/shop/shop';
import { type Manifest } from '../support/synthesize';

const SOURCE = readFileSync(join(__dirname, '../../examples/shop/shop.ts'), 'utf8');

function objects(releaseName: string): Manifest[] {
  return shop()
    .plain({ releaseName })
    .flatMap((chart) => chart.objects as Manifest[]);
}

test('the shop takes at most 60 lines', () => {
  expect(SOURCE.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});

test('the checks of the Helm chart find nothing', () => {
  expect(shop().check()).toEqual([]);
});

test('has a web server with ingress and autoscaler, a migration, Redis, MongoDB and a cron job', () => {
  const kinds = objects('demo').map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(kinds).toEqual(
    expect.arrayContaining([
      'ConfigMap demo-config',
      'CronJob demo-cleanup',
      'Deployment demo-web',
      'HorizontalPodAutoscaler demo-web',
      'Ingress demo-web',
      'Job demo-migrate',
      'NetworkPolicy demo-web',
      'Service demo-web',
      'StatefulSet demo-mongo',
      'StatefulSet demo-redis',
    ]),
  );
});

test('the name of the release is in every name and in every label that selects pods', () => {
  // GIVEN
  const [one, two] = [objects('one'), objects('two')];

  // THEN
  expect(one.filter(({ metadata }) => !metadata.name.startsWith('one-'))).toEqual([]);
  const selectors = (manifests: Manifest[]) =>
    manifests.flatMap(({ kind, spec }) =>
      ['Deployment', 'StatefulSet'].includes(kind) ? [(spec as { selector: object }).selector] : [],
    );
  for (const selector of selectors(one)) expect(selectors(two)).not.toContainEqual(selector);
});

test('a release name that makes other names too long is refused', () => {
  expect(() => objects('r'.repeat(44))).not.toThrow();
  expect(() => objects('r'.repeat(45))).toThrow(
    `the release name must be a dns name of at most 44 characters, got '${'r'.repeat(45)}'`,
  );
});

test('the environments differ in the most replicas', () => {
  const maxReplicas = Object.values(ENVIRONMENTS).map((environment) => {
    const found = shop()
      .plain(environment)
      .flatMap((chart) => chart.objects as Manifest[]);
    return (found.find(({ kind }) => kind === 'HorizontalPodAutoscaler')?.spec as { maxReplicas: number }).maxReplicas;
  });
  expect(maxReplicas).toEqual([2, 20]);
});
