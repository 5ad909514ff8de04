import { type Construct } from 'constructs';
import { type Probe } from '../pod/probe';
import { type DeploymentOptions, DeploymentWorkload } from './deployment';
import { checkProps } from '../props/check-props';

/** A Deployment that says when it can take traffic. */
export interface ProbedDeploymentProps extends DeploymentOptions {
  /** Keeps traffic and rollouts away from a pod until it succeeds. */
  readonly readiness: Probe;
}

/**
 * A Deployment that cannot be built without a readiness probe.
 *
 * Without one, a pod takes traffic as soon as its process exists, and a rollout goes on whether or not the new version
 * works.
 */
export class ProbedDeployment extends DeploymentWorkload {
  constructor(scope: Construct, id: string, props: ProbedDeploymentProps) {
    checkProps(scope, id, 'ProbedDeploymentProps', props);
    super(scope, id, props, props.readiness);
  }
}
