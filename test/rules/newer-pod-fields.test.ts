import { manifestProblems } from '../../lib/rules/manifest-problems';

function problems(spec: object, container: object = {}): string[] {
  return manifestProblems({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod' },
    spec: { ...spec, containers: [{ name: 'main', image: 'main:1', ...container }] },
  });
}

const CLAIM = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const VOLUMES = { volumes: [{ name: 'a', emptyDir: {} }] };

test.each<[string, object, object]>([
  ['gates', { schedulingGates: [{ name: 'example.com/a' }, { name: 'b' }] }, {}],
  ['an operating system', { os: { name: 'linux' } }, {}],
  ['an ephemeral claim', { volumes: [{ name: 'a', ephemeral: { volumeClaimTemplate: CLAIM } }] }, {}],
  ['an image', { volumes: [{ name: 'a', image: { reference: 'a:1', pullPolicy: 'Never' } }] }, {}],
  ['a resize policy', {}, { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] }],
  [
    'mounts that are read-only all the way down',
    VOLUMES,
    { volumeMounts: [{ name: 'a', mountPath: '/a', readOnly: true, recursiveReadOnly: 'Enabled' }] },
  ],
  [
    'profiles of the node',
    { securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'web' } } },
    { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
  ],
])('accepts %s', (_, spec, container) => {
  expect(problems(spec, container)).toEqual([]);
});

const CONTAINER = 'spec.containers[0]';

test.each<[string, object, object, string]>([
  [
    'a gate twice',
    { schedulingGates: [{ name: 'a' }, { name: 'a' }] },
    {},
    'spec.schedulingGates[1].name: must be unique in its pod, got "a" twice',
  ],
  [
    'a node beside a gate',
    { nodeName: 'n', schedulingGates: [{ name: 'a' }] },
    {},
    'spec.nodeName: must be absent while the pod has schedulingGates',
  ],
  ['an operating system', { os: { name: 'plan9' } }, {}, 'spec.os.name: must be one of linux, windows, got "plan9"'],
  [
    'an ephemeral volume without a claim',
    { volumes: [{ name: 'a', ephemeral: {} }] },
    {},
    'spec.volumes[0].ephemeral.volumeClaimTemplate: is required',
  ],
  [
    'an ephemeral claim without a size',
    { volumes: [{ name: 'a', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }] },
    {},
    'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests.storage: is required',
  ],
  [
    'an image without a name',
    { volumes: [{ name: 'a', image: {} }] },
    {},
    'spec.volumes[0].image.reference: is required',
  ],
  [
    'a resize of disk',
    {},
    { resizePolicy: [{ resourceName: 'disk', restartPolicy: 'NotRequired' }] },
    `${CONTAINER}.resizePolicy[0].resourceName: must be one of cpu, memory, got "disk"`,
  ],
  [
    'a restart in a pod that never restarts',
    { restartPolicy: 'Never' },
    { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] },
    `${CONTAINER}.resizePolicy[0].restartPolicy: must be NotRequired in a pod with restartPolicy Never`,
  ],
  [
    'a writable mount that is read-only below',
    VOLUMES,
    { volumeMounts: [{ name: 'a', mountPath: '/a', recursiveReadOnly: 'IfPossible' }] },
    `${CONTAINER}.volumeMounts[0].recursiveReadOnly: must be Disabled unless readOnly is true`,
  ],
  [
    'a profile without a name',
    { securityContext: { appArmorProfile: { type: 'Localhost' } } },
    {},
    'spec.securityContext.appArmorProfile.localhostProfile: is required',
  ],
  [
    'a policy of groups',
    { securityContext: { supplementalGroupsPolicy: 'None' } },
    {},
    'spec.securityContext.supplementalGroupsPolicy: must be one of Merge, Strict, got "None"',
  ],
  ['a system without a name', { os: {} }, {}, 'spec.os.name: is required'],
  [
    'all of /proc with the users of the node',
    {},
    { securityContext: { procMount: 'Unmasked' } },
    `${CONTAINER}.securityContext.procMount: must not be Unmasked unless hostUsers is false`,
  ],
  [
    'what is seen of /proc',
    {},
    { securityContext: { procMount: 'All' } },
    `${CONTAINER}.securityContext.procMount: must be one of Default, Unmasked, got "All"`,
  ],
])('refuses %s', (_, spec, container, message) => {
  expect(problems(spec, container)).toContain(message);
});
