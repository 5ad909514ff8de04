import { Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-27';
import { LifecycleAction, TerminationMessagePolicy } from '../../lib';
import { containerJson, podJson } from '../support/pod-json';

test('writes fields that are newer than the generated classes of cdk8s-plus-27', () => {
  // WHEN
  const pod = podJson(
    { preStop: LifecycleAction.sleep(Duration.seconds(5)) },
    {
      initContainers: [{ name: 'proxy', image: 'proxy:1', restartPolicy: RestartPolicy.ALWAYS }],
      hostUsers: false,
      readinessGates: ['example.com/in-service'],
    },
  );

  // THEN
  expect(pod).toMatchObject({
    spec: {
      initContainers: [{ name: 'proxy', restartPolicy: 'Always' }],
      containers: [{ lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
      hostUsers: false,
      readinessGates: [{ conditionType: 'example.com/in-service' }],
    },
  });
});

test('configures the resolver', () => {
  expect(podJson({}, { dnsConfig: { searches: ['example.com'], options: { ndots: '2', rotate: '' } } })).toHaveProperty(
    'spec.dnsConfig',
    { searches: ['example.com'], options: [{ name: 'ndots', value: '2' }, { name: 'rotate' }] },
  );
});

test('writes the terminal and the last message of a container', () => {
  expect(
    containerJson({
      stdin: true,
      tty: true,
      terminationMessagePolicy: TerminationMessagePolicy.FALLBACK_TO_LOGS_ON_ERROR,
    }),
  ).toMatchObject({ stdin: true, tty: true, terminationMessagePolicy: 'FallbackToLogsOnError' });
});
