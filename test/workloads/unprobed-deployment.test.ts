import { type Chart } from 'cdk8s';
import { Posture, UnprobedDeployment, type UnprobedDeploymentProps } from '../../lib';
import { expectEveryPropInManifests, expectPatchesToArrive } from '../support/expect-construct';
import { SOUND } from '../support/sound-props';
import { problemsOf } from '../support/synthesize';
import { DEPLOYMENT_CASES } from '../support/workload-cases';

function make(props: Partial<UnprobedDeploymentProps> = {}): (chart: Chart) => UnprobedDeployment {
  return (chart) => new UnprobedDeployment(chart, 'web', { ...SOUND, ports: [{ number: 80 }], ...props });
}

test('every prop shows', () => {
  // GIVEN
  const all: Required<UnprobedDeploymentProps> = DEPLOYMENT_CASES.all;

  // THEN
  expectEveryPropInManifests<UnprobedDeploymentProps>(
    {
      ...DEPLOYMENT_CASES,
      all,
      usually: { ...DEPLOYMENT_CASES.usually, requireReadiness: undefined },
      guards: [...DEPLOYMENT_CASES.guards, 'requireReadiness'],
    },
    (chart, props) => new UnprobedDeployment(chart, 'web', props),
  );
});

test('a patch of a field that has no prop arrives, and one removes a default', () => {
  expectPatchesToArrive(make(), '/spec/template/spec/securityContext');
});

test('must not have a Service in PRODUCTION, unless told so', () => {
  // GIVEN
  const service = { port: 80 };

  // THEN
  expect(problemsOf(make({ service }), Posture.PRODUCTION)).toEqual([
    '[test/web] a Service sends traffic to pods that have no readiness probe: use a ProbedDeployment, or set requireReadiness to false (posture PRODUCTION)',
  ]);
  expect(problemsOf(make({ service, requireReadiness: false }), Posture.PRODUCTION)).toEqual([]);
  expect(problemsOf(make(), Posture.PRODUCTION)).toEqual([]);
});
