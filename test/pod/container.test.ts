import { type ContainerProps } from '../../lib/pod/container';
import { ImagePullPolicy, Protocol, RestartPolicy } from 'cdk8s-plus-27';
import { Mount } from '../../lib/pod/mount';
import { Probe } from '../../lib/pod/probe';
import { Resources } from '../../lib/pod/resources';
import { SecurityProfile } from '../../lib/pod/security-profile';
import { ALL_CONTAINER_OPTIONS } from '../support/all-props';
import { expectEveryPropToShow } from '../support/every-prop';
import { containerJson } from '../support/pod-json';

test('every prop shows', () => {
  // GIVEN
  const all: Required<ContainerProps> = {
    ...ALL_CONTAINER_OPTIONS,
    name: 'web',
    readiness: Probe.tcpSocket({ port: 8080 }),
    security: SecurityProfile.BASELINE,
    restartPolicy: RestartPolicy.ALWAYS,
  };

  // THEN
  expectEveryPropToShow({ all, others: { image: 'web:2', name: 'api' } }, containerJson);
});

test('a container is written as the API writes it', () => {
  expect(containerJson(ALL_CONTAINER_OPTIONS)).toEqual({
    name: 'web',
    image: 'web:1',
    imagePullPolicy: ImagePullPolicy.ALWAYS,
    command: ['/web'],
    args: ['--verbose'],
    workingDir: '/srv',
    stdin: true,
    stdinOnce: true,
    tty: true,
    terminationMessagePath: '/tmp/message',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    ports: [{ containerPort: 8080, name: 'http' }],
    env: [{ name: 'A', value: '1' }],
    envFrom: [{ configMapRef: { name: 'settings' } }],
    volumeDevices: [{ name: 'disk', devicePath: '/dev/disk' }],
    resizePolicy: [{ resourceName: 'memory', restartPolicy: 'NotRequired' }],
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
    livenessProbe: { httpGet: { path: '/live', port: 8080 } },
    startupProbe: { httpGet: { path: '/start', port: 8080 } },
    lifecycle: { postStart: { exec: { command: ['warm-up'] } }, preStop: { exec: { command: ['drain'] } } },
  });
});

test('every field of a port is written', () => {
  // GIVEN
  const port = { number: 53, name: 'dns', protocol: Protocol.UDP, hostPort: 5353, hostIp: '10.0.0.1' };

  // THEN
  expect(containerJson({ ports: [port] })).toHaveProperty('ports', [
    { containerPort: 53, name: 'dns', protocol: 'UDP', hostPort: 5353, hostIP: '10.0.0.1' },
  ]);
});

test('nothing is written for what is empty', () => {
  // GIVEN
  const nothing = { command: [], args: [], ports: [], env: [], mounts: [], resources: Resources.of({}) };

  // THEN
  expect(containerJson(nothing)).toEqual({ name: 'web', image: 'web:1' });
});

test('one mount serves several containers from one volume', () => {
  // GIVEN
  const data = Mount.emptyDir('/data');

  // THEN
  expect(
    containerJson({ mounts: [data] }, { extraContainers: [{ name: 's', image: 's:1', mounts: [data] }] }),
  ).toHaveProperty('volumeMounts', [{ name: 'data', mountPath: '/data' }]);
});
