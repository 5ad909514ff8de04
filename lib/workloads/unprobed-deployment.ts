import { type Construct } from 'constructs';
import { type DeploymentOptions, DeploymentWorkload } from './deployment';
import { checkProps } from '../props/check-props';

/** A Deployment without a readiness probe. */
// oxlint-disable-next-line @typescript-eslint/no-empty-object-type -- every construct has props of its own name
export interface UnprobedDeploymentProps extends DeploymentOptions {}

/**
 * A Deployment whose pods take traffic as soon as their process exists: for documents that have it so, and for what
 * serves nothing.
 *
 * In posture PRODUCTION it must not have a Service; use {@link ProbedDeployment}.
 */
export class UnprobedDeployment extends DeploymentWorkload {
  constructor(scope: Construct, id: string, props: UnprobedDeploymentProps) {
    checkProps(scope, id, 'UnprobedDeploymentProps', props);
    super(scope, id, props);
  }
}
