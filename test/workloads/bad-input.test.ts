import { Duration, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { BarePod, Env, Mount, Probe, ProbedDeployment, type ProbedDeploymentProps, Resources } from '../../lib';
import { SOUND_AND_PROBED } from '../support/sound-props';
import { problemsOf } from '../support/synthesize';

const POD = 'spec.template.spec';
const MAIN = `${POD}.containers[0]`;
const LABEL =
  'must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit';
const long = 'a'.repeat(64);

function refusal(props: Partial<ProbedDeploymentProps>): string[] {
  return problemsOf((chart) => new ProbedDeployment(chart, 'web', { ...SOUND_AND_PROBED, ...props }));
}

/** What Kubernetes would refuse at apply time, or run wrongly, and what is said of it at synth. */
const REFUSED: ReadonlyArray<readonly [string, Partial<ProbedDeploymentProps>, string]> = [
  [
    'a name in capitals',
    { name: 'Web', containerName: 'web' },
    'metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "Web"',
  ],
  [
    'a name beyond 253 characters',
    { name: 'a'.repeat(254), containerName: 'web' },
    'metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters',
  ],
  [
    'a container name beyond 63',
    { containerName: long, podLabels: { a: 'b' } },
    `${MAIN}.name: must be a lowercase RFC 1123 label of at most 63 characters, got "${long}"`,
  ],
  [
    'a namespace with a dot',
    { namespace: 'a.b' },
    'metadata.namespace: must be a lowercase RFC 1123 label of at most 63 characters, got "a.b"',
  ],
  ['a label key', { labels: { 'a/b/c': 'd' } }, 'metadata.labels: key must be a qualified name'],
  ['a label value', { podLabels: { app: 'a b' } }, `${LABEL}, got "a b"`],
  ['an annotation key', { annotations: { 'a b': 'c' } }, 'metadata.annotations: key must be a qualified name'],
  [
    'port 0',
    { ports: [{ number: 0 }], readiness: Probe.exec(['x']) },
    `${MAIN}.ports[0].containerPort: must be between 1 and 65535, got 0`,
  ],
  [
    'a port beyond 65535',
    { ports: [{ number: 65536 }] },
    `${MAIN}.ports[0].containerPort: must be between 1 and 65535, got 65536`,
  ],
  [
    'a port twice',
    { ports: [{ number: 80 }, { number: 80 }] },
    `${MAIN}.ports[1].containerPort: must be unique per protocol in its container, got 80/TCP twice`,
  ],
  [
    'a port name twice',
    {
      ports: [
        { number: 80, name: 'http' },
        { number: 81, name: 'http' },
      ],
    },
    `${MAIN}.ports[1].name: must be unique in its container, got "http" twice`,
  ],
  [
    'a node port out of range',
    { service: { port: 80, nodePort: 80, type: ServiceType.NODE_PORT } },
    'spec.ports[0].nodePort: must be between 30000 and 32767, got 80',
  ],
  [
    'a node port that nothing opens',
    { service: { port: 80, nodePort: 30080 } },
    'spec.ports[0].nodePort: must be absent with type ClusterIP: only NodePort and LoadBalancer open a port on the nodes',
  ],
  [
    'a limit below the request',
    { resources: Resources.of({ cpuRequest: Cpu.units(2), cpuLimit: Cpu.millis(1500) }) },
    `${MAIN}.resources.requests.cpu: must be at most the limit "1500m", got "2"`,
  ],
  [
    'memory below the request in another unit',
    { resources: Resources.of({ memoryRequest: Size.gibibytes(1), memoryLimit: Size.mebibytes(1023) }) },
    `${MAIN}.resources.requests.memory: must be at most the limit "1023Mi", got "1Gi"`,
  ],
  [
    'several successes of a liveness probe',
    { liveness: Probe.exec(['x'], { successThreshold: 2 }) },
    `${MAIN}.livenessProbe.successThreshold: must be 1 for a livenessProbe, got 2`,
  ],
  [
    'a negative count of a probe',
    { liveness: Probe.exec(['x'], { failureThreshold: -1 }) },
    `${MAIN}.livenessProbe.failureThreshold: must be a whole number of at least 0, got -1`,
  ],
  [
    'a grace period of a readiness probe',
    { readiness: Probe.exec(['x'], { terminationGracePeriod: Duration.seconds(1) }) },
    `${MAIN}.readinessProbe.terminationGracePeriodSeconds: must be absent on a readinessProbe, which never restarts a container`,
  ],
  [
    'a named port that no container has',
    { liveness: Probe.httpGet('/', { portName: 'admin' }) },
    `${MAIN}.livenessProbe.httpGet.port: must be the name of a port of this container (it names none), got "admin"`,
  ],
  [
    'a variable twice',
    { env: [Env.value('A', '1'), Env.secretKey('A', 's')] },
    `${MAIN}.env[1].name: must be unique in its container, got "A" twice`,
  ],
  ['a variable name', { env: [Env.value('1A', '')] }, `${MAIN}.env[0].name: must be an environment variable name`],
  [
    'two mounts at one path',
    { mounts: [Mount.configMap('/m', 'a'), Mount.configMap('/m', 'b')] },
    `${MAIN}.volumeMounts[1].mountPath: must be unique in its container, got "/m" twice`,
  ],
  [
    'a mount of a volume that is not there',
    { mounts: [Mount.volume('/m', 'data')] },
    `${MAIN}.volumeMounts[0].name: must be a volume of the pod (it has none), got "data"`,
  ],
  [
    'a volume declared twice',
    { mounts: [Mount.configMap('/a', 'web'), Mount.secret('/b', 'web')] },
    'volume "web" is declared twice',
  ],
  [
    'a path out of the volume',
    { mounts: [Mount.claim('/m', 'c', { subPath: '../x' })] },
    `${MAIN}.volumeMounts[0].subPath: must be a relative path without "..", got "../x"`,
  ],
  [
    'a claim template without a StatefulSet',
    { mounts: [Mount.claimTemplate('/m', { name: 'data', storage: Size.gibibytes(1) })] },
    'only a StatefulSet has claim templates, got "data": mount a claim instead',
  ],
  [
    'a container name twice',
    { extraContainers: [{ name: 'web', image: 'web:1' }] },
    `${POD}.containers[1].name: must be unique in its pod, got "web" twice`,
  ],
  [
    'a probe of an init container',
    { initContainers: [{ name: 'init', image: 'i:1', liveness: Probe.exec(['x']) }] },
    `${POD}.initContainers[0].livenessProbe: must be absent on an init container without restartPolicy Always`,
  ],
  [
    'a selector of nothing',
    { selector: {} },
    'spec.selector: must not be empty: it would take every pod of the namespace',
  ],
  ['negative replicas', { replicas: -1 }, 'spec.replicas: must be a whole number of at least 0, got -1'],
  [
    'a priority class in capitals',
    { priorityClassName: 'High' },
    `${POD}.priorityClassName: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "High"`,
  ],
  [
    'an alias of no address',
    { hostAliases: [{ ip: 'db', hostnames: ['db'] }] },
    `${POD}.hostAliases[0].ip: must be an IP address, got "db"`,
  ],
  [
    'a toleration without a key',
    { tolerations: [{ effect: 'NoSchedule' }] },
    `${POD}.tolerations[0].operator: must be Exists without a key`,
  ],
];

test.each(REFUSED)('refuses %s', (_, props, message) => {
  // WHEN
  const problems = refusal(props);

  // THEN
  expect(problems.join('\n')).toContain(message);
  expect(problems.every((problem) => problem.startsWith('[test/web'))).toBe(true);
});

test('reports the problems of a tree together, each with its construct', () => {
  expect(
    problemsOf((chart) => {
      new BarePod(chart, 'one', { image: 'a:1', name: 'One', containerName: 'a' });
      new ProbedDeployment(chart, 'two', { ...SOUND_AND_PROBED, replicas: -1, env: [Env.value('', 'x')] });
    }),
  ).toEqual([
    '[test/one] metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "One"',
    '[test/two] spec.replicas: must be a whole number of at least 0, got -1',
    `[test/two] ${MAIN}.env[0].name: is required`,
  ]);
});
