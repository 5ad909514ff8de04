import { Duration } from 'cdk8s';
import { ConnectionScheme } from 'cdk8s-plus-27';
import {
  type GrpcProbeOptions,
  type HttpProbeOptions,
  Probe,
  type ProbeOptions,
  type TcpProbeOptions,
} from '../../lib/pod/probe';
import { expectEveryPropToShow } from '../support/every-prop';
import { messageOf } from '../support/message-of';
import { containerJson } from '../support/pod-json';

const ports = [{ number: 8080, name: 'http' }, { number: 9090 }];

const ALL: Required<ProbeOptions> = {
  initialDelay: Duration.minutes(1),
  period: Duration.seconds(5),
  timeout: Duration.seconds(2),
  successThreshold: 2,
  failureThreshold: 4,
  terminationGracePeriod: Duration.seconds(9),
};
const TARGET = { port: 81, portName: 'http', host: 'localhost' };

/** A port by number excludes one by name. */
const onePort = { usually: { portName: undefined }, beside: { portName: { port: undefined } } };

function probe(readiness: Probe): unknown {
  return containerJson({ ports, readiness }).readinessProbe;
}

test('the numbers of a probe are written in whole seconds and counts', () => {
  expect(probe(Probe.exec(['true'], ALL))).toEqual({
    exec: { command: ['true'] },
    initialDelaySeconds: 60,
    periodSeconds: 5,
    timeoutSeconds: 2,
    successThreshold: 2,
    failureThreshold: 4,
    terminationGracePeriodSeconds: 9,
  });
});

test('every option shows', () => {
  const http: Required<HttpProbeOptions> = {
    ...ALL,
    ...TARGET,
    scheme: ConnectionScheme.HTTPS,
    headers: { Host: 'web' },
  };
  const tcp: Required<TcpProbeOptions> = { ...ALL, ...TARGET };
  const grpc: Required<GrpcProbeOptions> = { ...ALL, port: 81, service: 'health' };

  expectEveryPropToShow({ all: ALL, others: {} }, (options) => probe(Probe.exec(['true'], options)));
  expectEveryPropToShow({ all: http, others: {}, ...onePort }, (options) => probe(Probe.httpGet('/', options)));
  expectEveryPropToShow({ all: tcp, others: {}, ...onePort }, (options) => probe(Probe.tcpSocket(options)));
  expectEveryPropToShow({ all: grpc, others: {} }, (options) => probe(Probe.grpc(options)));
});

test.each<[string, Probe, unknown]>([
  ['by default the first', Probe.httpGet('/'), { httpGet: { path: '/', port: 8080 } }],
  ['by number', Probe.tcpSocket({ port: 9090 }), { tcpSocket: { port: 9090 } }],
  ['by name', Probe.tcpSocket({ portName: 'http' }), { tcpSocket: { port: 'http' } }],
  ['of gRPC', Probe.grpc({ service: 'health' }), { grpc: { port: 8080, service: 'health' } }],
])('the port of a check: %s', (_, given, expected) => {
  expect(probe(given)).toEqual(expected);
});

test('no headers are written for none', () => {
  expect(probe(Probe.httpGet('/', { headers: {} }))).toEqual({ httpGet: { path: '/', port: 8080 } });
});

test.each<[string, Probe, string]>([
  [
    'a port without any declared',
    Probe.httpGet('/'),
    'the liveness probe of container "web" needs a port: give one, or declare the container\'s ports',
  ],
  [
    'a port by number and name',
    Probe.httpGet('/', { port: 80, portName: 'http' }),
    'the liveness probe of container "web" takes a port or a portName, got both: 80 and "http"',
  ],
  [
    'a part of a second',
    Probe.exec(['true'], { period: Duration.millis(1500) }),
    'period of the liveness probe of container "web" must be a whole number of seconds, got 1.5 s',
  ],
])('refuses %s', (_, liveness, message) => {
  expect(messageOf(() => containerJson({ liveness }))).toBe(message);
});
