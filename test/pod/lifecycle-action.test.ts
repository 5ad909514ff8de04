import { LifecycleAction } from '../../lib/pod/lifecycle-action';
import { messageOf } from '../support/message-of';
import { containerJson } from '../support/pod-json';

const ports = [{ number: 8080 }];

test.each<[string, LifecycleAction, unknown]>([
  ['a command', LifecycleAction.exec(['drain']), { exec: { command: ['drain'] } }],
  [
    'an HTTP GET',
    LifecycleAction.httpGet('/stop', { host: 'localhost', headers: { A: 'b' } }),
    { httpGet: { path: '/stop', port: 8080, host: 'localhost', httpHeaders: [{ name: 'A', value: 'b' }] } },
  ],
  ['a TCP connection', LifecycleAction.tcpSocket({ port: 1 }), { tcpSocket: { port: 1 } }],
])('runs %s', (_, action, expected) => {
  expect(containerJson({ ports, preStop: action })).toHaveProperty('lifecycle', { preStop: expected });
  expect(containerJson({ ports, postStart: action })).toHaveProperty('lifecycle', { postStart: expected });
});

test('says which hook of which container has no port', () => {
  expect(messageOf(() => containerJson({ preStop: LifecycleAction.tcpSocket() }))).toBe(
    'the preStop hook of container "web" needs a port: give one, or declare the container\'s ports',
  );
});
