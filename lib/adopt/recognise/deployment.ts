import { type Fields, type Json, type Manifest } from '../../testing/equivalence/manifest';
import { call, type Expression, optionalObject } from '../model/expression';
import { type Context, type Proposal, type Recogniser } from '../model/proposal';
import { countOrPercent, fields, flag, number, seconds, text } from '../model/values';
import { replicatedExtensions } from './replicated';
import { serviceExtension } from './workload-service';
import { specOf, workloadProps } from './workload';

/** The annotation that `changeCause` writes. */
const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/** ProbedDeployment where the main container has a readiness probe, else UnprobedDeployment. */
export const deployment: Recogniser = { kinds: ['Deployment'], propose };

function propose(manifest: Manifest, context: Context): Proposal[] {
  const spec = specOf(manifest);
  const { [CHANGE_CAUSE]: cause, ...annotations } = fields(manifest.metadata?.annotations);
  const own = {
    replicas: number(spec.replicas),
    strategy: strategy(spec.strategy),
    minReady: seconds(spec.minReadySeconds),
    progressDeadline: seconds(spec.progressDeadlineSeconds),
    revisionHistoryLimit: number(spec.revisionHistoryLimit),
    paused: flag(spec.paused),
    changeCause: text(cause),
  };
  const bare = { ...manifest, metadata: { ...manifest.metadata, annotations } } as Manifest;
  const props = workloadProps(bare, fields(spec.template), { own });
  const construct = props.members.has('readiness') ? 'ProbedDeployment' : 'UnprobedDeployment';
  const extensions = [serviceExtension(manifest, context), ...replicatedExtensions(manifest, context)];
  return [{ construct, props, covers: [manifest], extensions }];
}

function strategy(value: Json | undefined): Expression | undefined {
  const { type, rollingUpdate }: Fields = fields(value);
  if (type === 'Recreate') return call('cdk8s-patterns', 'DeploymentStrategy', 'recreate');
  if (type !== 'RollingUpdate' && rollingUpdate === undefined) return undefined;
  const { maxSurge, maxUnavailable } = fields(rollingUpdate);
  const options = optionalObject({
    maxSurge: countOrPercent(maxSurge),
    maxUnavailable: countOrPercent(maxUnavailable),
  });
  return call('cdk8s-patterns', 'DeploymentStrategy', 'rollingUpdate', options);
}
