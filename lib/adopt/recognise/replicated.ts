import { type Fields, type Manifest } from '../../testing/equivalence/manifest';
import { call, type Expression, list, literal, object, optionalObject, withMembers } from '../model/expression';
import { type Context, type Proposal } from '../model/proposal';
import { countOrPercent, enumMember, fields, items, number, seconds, textMap, textOf } from '../model/values';
import { sameNamespace } from './metadata';
import { selects, specOf } from './workload';

type Extension = (proposal: Proposal) => Proposal | undefined;

/** The autoscaler and the disruption budget of a workload, as its props. */
export function replicatedExtensions(workload: Manifest, context: Context): Extension[] {
  const beside = (kind: string) =>
    context.manifests.find(
      (each) => each.kind === kind && each.metadata?.name === workload.metadata?.name && sameNamespace(each, workload),
    );
  return [
    (proposal) =>
      extended(proposal, beside('HorizontalPodAutoscaler'), 'autoscaler', (found) => scaler(found, workload)),
    (proposal) => {
      const found = beside('PodDisruptionBudget');
      const isOurs = found !== undefined && selects(specOf(found).selector, workload);
      return isOurs ? extended(proposal, found, 'disruptionBudgetOptions', budgetOptions) : undefined;
    },
  ];
}

function extended(
  proposal: Proposal,
  found: Manifest | undefined,
  prop: string,
  options: (found: Manifest) => Expression | undefined,
): Proposal | undefined {
  const written = found && options(found);
  if (found === undefined || written === undefined) return undefined;
  return {
    ...proposal,
    props: withMembers(proposal.props, { [prop]: written }),
    covers: [...proposal.covers, found],
  };
}

function scaler(found: Manifest, workload: Manifest): Expression | undefined {
  const { kind, name } = fields(specOf(found).scaleTargetRef);
  return kind === workload.kind && name === workload.metadata?.name ? autoscalerOptions(found) : undefined;
}

/** The inverse of `AutoscalerOptions`, or nothing where another metric than CPU and memory decides. */
export function autoscalerOptions(manifest: Manifest): ReturnType<typeof object> | undefined {
  const spec = specOf(manifest);
  const { labels, annotations } = fields(manifest.metadata as never);
  const { scaleUp, scaleDown } = fields(spec.behavior);
  const targets = new Map(
    items(spec.metrics).map(({ resource }) => [fields(resource).name, fields(fields(resource).target)] as const),
  );
  if ([...targets].some(([name, target]) => !['cpu', 'memory'].includes(textOf(name)) || target.type !== 'Utilization'))
    return undefined;
  return object({
    minReplicas: number(spec.minReplicas),
    maxReplicas: number(spec.maxReplicas),
    cpuUtilization: number(targets.get('cpu')?.averageUtilization),
    memoryUtilization: number(targets.get('memory')?.averageUtilization),
    scaleUp: scalingRules(fields(scaleUp)),
    scaleDown: scalingRules(fields(scaleDown)),
    labels: textMap(labels),
    annotations: textMap(annotations),
  });
}

/** The inverse of `ScalingRules`. */
function scalingRules(rules: Fields): Expression | undefined {
  return optionalObject({
    stabilizationWindow: seconds(rules.stabilizationWindowSeconds),
    policies: list(items(rules.policies).flatMap((policy) => scalingPolicy(policy) ?? [])),
    selectPolicy: enumMember('cdk8s-patterns', 'ScalingPolicySelect', rules.selectPolicy),
  });
}

function scalingPolicy({ type, value, periodSeconds }: Fields): Expression | undefined {
  const period = seconds(periodSeconds);
  if (typeof value !== 'number' || period === undefined) return undefined;
  return call('cdk8s-patterns', 'ScalingPolicy', type === 'Pods' ? 'pods' : 'percent', literal(value), period);
}

/** The inverse of `DisruptionBudgetOptions`. */
export function budgetOptions(manifest: Manifest): ReturnType<typeof object> {
  const spec = specOf(manifest);
  const { labels, annotations } = fields(manifest.metadata as never);
  return object({
    minAvailable: countOrPercent(spec.minAvailable),
    maxUnavailable: countOrPercent(spec.maxUnavailable),
    evictUnhealthy: spec.unhealthyPodEvictionPolicy === 'AlwaysAllow' ? undefined : literal(false),
    labels: textMap(labels),
    annotations: textMap(annotations),
  });
}
