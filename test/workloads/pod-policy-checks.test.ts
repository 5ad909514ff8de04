import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Posture, Resources, UnprobedDeployment, type UnprobedDeploymentProps } from '../../lib';
import { SOUND } from '../support/sound-props';
import { problemsOf } from '../support/synthesize';

const LIMITED = Resources.guaranteed(Cpu.millis(100), Size.mebibytes(64), Size.mebibytes(128));
const UNLIMITED = SOUND.resources;

function problems(props: Partial<UnprobedDeploymentProps>): string[] {
  return problemsOf((chart) => new UnprobedDeployment(chart, 'web', { ...SOUND, ...props }), Posture.PRODUCTION);
}

/** A container beside the main one. */
function other(name: string, resources: Resources) {
  return { name, image: 'other:1', resources };
}

describe('limits of local disk', () => {
  test.each<[string, Partial<UnprobedDeploymentProps>]>([
    ['all', { resources: LIMITED, extraContainers: [other('log', LIMITED)] }],
    ['none', { resources: UNLIMITED, extraContainers: [other('log', UNLIMITED)] }],
    ['all but those that are over before', { resources: LIMITED, initContainers: [other('init', UNLIMITED)] }],
  ])('may be of %s of the containers', (_, props) => {
    expect(problems(props)).toEqual([]);
  });

  test.each<[string, string, Partial<UnprobedDeploymentProps>]>([
    ['web', 'log', { resources: UNLIMITED, extraContainers: [other('log', LIMITED)] }],
    ['log', 'web', { resources: LIMITED, extraContainers: [other('log', UNLIMITED)] }],
    ['web', 'init', { resources: UNLIMITED, initContainers: [other('init', LIMITED)] }],
  ])('must not leave out %s where %s has one', (without, limited, props) => {
    expect(problems(props)).toEqual([
      `[test/web] container "${without}" has no ephemeral-storage limit, and container "${limited}" has one: the pod would be evicted above the limits of the others; give all of them one or none, or set requireResources to false (posture PRODUCTION)`,
    ]);
    expect(problems({ ...props, requireResources: false })).toEqual([]);
  });
});
