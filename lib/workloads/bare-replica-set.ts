import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import type * as apps from '../kubernetes/api/apps';
import { type Probe } from '../pod/probe';
import { ReplicatedWorkload, type ReplicatedWorkloadProps } from './replicated-workload';
import { workloadMetadata } from './workload';
import { checkProps } from '../props/check-props';

/** Pods without rollouts. */
export interface BareReplicaSetProps extends ReplicatedWorkloadProps {
  /**
   * Keeps traffic away until it succeeds.
   *
   * @default - none
   */
  readonly readiness?: Probe;
}

/**
 * A ReplicaSet that never rolls its pods to a changed template: to learn, or to reproduce a document.
 *
 * What should be updated is a {@link ProbedDeployment}.
 */
export class BareReplicaSet extends ReplicatedWorkload {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: BareReplicaSetProps) {
    checkProps(scope, id, 'BareReplicaSetProps', props);
    super(scope, id, props, { readiness: props.readiness, selectsPods: true });
    this.resource = this._emit<apps.ReplicaSet>({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: workloadMetadata(props),
      spec: { replicas: this.replicas, selector: this.selector, template: this._templateSpec },
    });
    this._protect(props);
    this._isolate(props);
  }
}
