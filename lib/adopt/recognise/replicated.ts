import { type Manifest } from '../../testing/equivalence/manifest';
import { type Expression, literal, object, withMembers } from '../model/expression';
import { type Context, type Proposal } from '../model/proposal';
import { countOrPercent, fields, items, number, textOf } from '../model/values';
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
  });
}

/** The inverse of `DisruptionBudgetOptions`. */
export function budgetOptions(manifest: Manifest): ReturnType<typeof object> {
  const spec = specOf(manifest);
  return object({
    minAvailable: countOrPercent(spec.minAvailable),
    maxUnavailable: countOrPercent(spec.maxUnavailable),
    evictUnhealthy: spec.unhealthyPodEvictionPolicy === 'AlwaysAllow' ? undefined : literal(false),
  });
}
