import { Duration } from 'cdk8s';
import { Mount } from '../../lib/pod/mount';
import {
  type DownwardApiFile,
  ProjectedSource,
  type ProjectionOptions,
  type ServiceAccountTokenOptions,
} from '../../lib/pod/projection';
import { expectEveryPropToShow } from '../support/every-prop';
import { messageOf } from '../support/message-of';
import { podJson } from '../support/pod-json';

function projected(source: ProjectedSource): unknown {
  const { spec } = podJson({ mounts: [Mount.projected('/m', [source])] }) as {
    spec: { volumes: Array<{ projected: { sources: unknown[] } }> };
  };
  return spec.volumes[0]?.projected.sources[0];
}

const FILE: Required<DownwardApiFile> = {
  path: 'memory',
  fieldPath: 'metadata.name',
  resource: 'limits.memory',
  container: 'web',
  divisor: '1Mi',
  mode: 0o400,
};

/** Every option of a source; a source has no mode of its own. */
const ITEMS: Required<Omit<ProjectionOptions, 'mode'>> = { items: { k: 'f' }, optional: true };

test.each<[string, ProjectedSource, unknown]>([
  [
    'a ConfigMap',
    ProjectedSource.configMap('c', ITEMS),
    { configMap: { name: 'c', items: [{ key: 'k', path: 'f' }], optional: true } },
  ],
  ['a Secret', ProjectedSource.secret('s'), { secret: { name: 's' } }],
  [
    'a token',
    ProjectedSource.serviceAccountToken('token', { audience: 'vault', expiration: Duration.hours(2) }),
    { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 7200 } },
  ],
  [
    'a resource of the pod',
    ProjectedSource.downwardApi([{ ...FILE, fieldPath: undefined }]),
    {
      downwardAPI: {
        items: [
          {
            path: 'memory',
            mode: 0o400,
            resourceFieldRef: { containerName: 'web', resource: 'limits.memory', divisor: '1Mi' },
          },
        ],
      },
    },
  ],
])('projects %s', (_, source, expected) => {
  expect(projected(source)).toEqual(expected);
});

test('every option shows', () => {
  // GIVEN
  const token: Required<ServiceAccountTokenOptions> = { audience: 'vault', expiration: Duration.hours(2) };
  const resource = { fieldPath: undefined };

  // THEN
  expectEveryPropToShow({ all: ITEMS, others: {} }, (options) => projected(ProjectedSource.configMap('c', options)));
  expectEveryPropToShow({ all: ITEMS, others: {} }, (options) => projected(ProjectedSource.secret('c', options)));
  expectEveryPropToShow({ all: token, others: {} }, (options) =>
    projected(ProjectedSource.serviceAccountToken('token', options)),
  );
  expectEveryPropToShow(
    {
      all: FILE,
      others: { path: 'other', fieldPath: 'metadata.uid', resource: 'limits.cpu' },
      usually: resource,
      beside: { fieldPath: { resource: undefined, container: undefined, divisor: undefined } },
    },
    (file) => projected(ProjectedSource.downwardApi([file])),
  );
});

test.each<[string, () => unknown, string]>([
  [
    'a mode of one source',
    () => ProjectedSource.secret('s', { mode: 0o400 }),
    'a projected source has no mode of its own ("s", got 0400): give it to the mount',
  ],
  [
    'a file of nothing',
    () => Mount.downwardApi('/m', [{ path: 'f' }]),
    'downward API file "f" takes either fieldPath or resource, got neither',
  ],
  [
    'a file of two things',
    () => ProjectedSource.downwardApi([FILE]),
    'downward API file "memory" takes either fieldPath or resource, got both',
  ],
])('refuses %s', (_, action, message) => {
  expect(messageOf(action)).toBe(message);
});
