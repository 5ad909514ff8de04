import { isFields, type Json, type Manifest } from '../testing/equivalence/manifest';
import { type Effect } from './consequence';
import { at, changesAt, isChanged, numberAt, type Revision, show, textAt } from './revision';
import { neighbours, podLabels, selects } from './selected-pods';

/** The effects on the pods of a workload. */
export function rolloutEffects(revision: Revision): Effect[] {
  switch (revision.after.kind) {
    case 'Deployment':
      return [...scaling(revision), ...deploymentRollout(revision)];
    case 'StatefulSet':
      return [...scaling(revision), ...statefulSetRollout(revision)];
    case 'DaemonSet':
      return daemonSetRollout(revision);
    case 'ReplicaSet':
    case 'ReplicationController':
      return [...scaling(revision), ...oldPodsStay(revision, 'a pod that is made later has the new template')];
    case 'CronJob':
      return isChanged(revision, 'spec.jobTemplate')
        ? [{ severity: 'change', text: 'the next run uses the new template, a run under way goes on' }]
        : [];
    default:
      return [];
  }
}

function deploymentRollout(revision: Revision): Effect[] {
  const cause = templateCause(revision);
  if (cause === undefined) return [];
  const { after } = revision;
  const { replicas, told } = replicasOf(revision);
  if (replicas === 0) return [];
  if (textAt(after, 'spec.strategy.type', 'RollingUpdate') === 'Recreate') {
    const text = `${cause}: strategy Recreate ends every pod before it starts the new ones`;
    const wayOut = 'strategy RollingUpdate, where two versions may run at the same time';
    return [{ severity: 'downtime', text, field: 'spec.strategy.type', wayOut }];
  }
  const unavailable = share(at(after, 'spec.strategy.rollingUpdate.maxUnavailable') ?? '25%', replicas, 'down');
  const surge = share(at(after, 'spec.strategy.rollingUpdate.maxSurge') ?? '25%', replicas, 'up');
  // The controller does not allow that neither may change: then one pod may be unavailable.
  const missing = unavailable === 0 && surge === 0 ? 1 : Math.min(unavailable, replicas);
  const how = `${cause}: ${told} replaced, up to ${plural(missing, 'pod')} fewer and ${surge} more at a time`;
  const budget = budgetOf(revision);
  if (missing >= replicas) {
    const wayOut = 'maxUnavailable: 0 with maxSurge: 1, or more replicas';
    return [{ severity: 'downtime', text: `${how}, so that none may serve${budget}`, wayOut }];
  }
  return [
    ...(missing > 0
      ? [{ severity: 'reduced', text: `${how}${budget}` } as const]
      : [{ severity: 'restart', text: `${how}${budget}` } as const]),
    ...exclusiveVolumes(revision),
    ...unprobed(revision),
  ];
}

function statefulSetRollout(revision: Revision): Effect[] {
  const cause = templateCause(revision);
  if (cause === undefined) return [];
  const { after } = revision;
  const { replicas, told } = replicasOf(revision);
  if (textAt(after, 'spec.updateStrategy.type', 'RollingUpdate') === 'OnDelete') {
    return oldPodsStay(revision, 'updateStrategy OnDelete leaves the pods as they are until each is deleted');
  }
  const partition = numberAt(after, 'spec.updateStrategy.rollingUpdate.partition', 0);
  const replaced = Math.max(0, replicas - partition);
  if (replaced === 0) return [];
  const some = partition > 0 ? `${replaced} of ${replicas} pods (partition ${partition}) are` : told;
  const atOnce = share(at(after, 'spec.updateStrategy.rollingUpdate.maxUnavailable') ?? 1, replicas, 'up') || 1;
  const text = `${cause}: ${some} replaced, ${atOnce} at a time, from the last to the first${budgetOf(revision)}`;
  if (atOnce < replicas) return [{ severity: 'reduced', text }, ...unprobed(revision)];
  return [{ severity: 'downtime', text: `${text}; there is no other to serve`, wayOut: 'more than one replica' }];
}

function daemonSetRollout(revision: Revision): Effect[] {
  const cause = templateCause(revision);
  if (cause === undefined) return [];
  const { after } = revision;
  if (textAt(after, 'spec.updateStrategy.type', 'RollingUpdate') === 'OnDelete') {
    return oldPodsStay(revision, 'updateStrategy OnDelete leaves the pods as they are until each is deleted');
  }
  const surge = at(after, 'spec.updateStrategy.rollingUpdate.maxSurge') ?? 0;
  if (surge !== 0 && surge !== '0%') {
    const text = `${cause}: the pod of each node is replaced once its successor is ready, on ${show(surge)} nodes at a time`;
    return [{ severity: 'restart', text }];
  }
  const atOnce = at(after, 'spec.updateStrategy.rollingUpdate.maxUnavailable') ?? 1;
  const text = `${cause}: the pod of each node is replaced, on ${show(atOnce)} nodes at a time, which have none meanwhile`;
  return [{ severity: 'reduced', text }];
}

function oldPodsStay(revision: Revision, text: string): Effect[] {
  return templateCause(revision) === undefined ? [] : [{ severity: 'change', text, field: 'spec.template' }];
}

/** Which fields of the pod template change, in words; `undefined` when none does. */
export function templateCause(revision: Revision): string | undefined {
  const fields = changesAt(revision, 'spec.template').map(({ path }) => path.replace(/^spec\.template\.?/, ''));
  if (fields.length === 0) return undefined;
  const shown = fields.slice(0, 2).map((field) => (field === '' ? 'the template' : field));
  return `${shown.join(', ')}${fields.length > 2 ? ` and ${fields.length - 2} more` : ''} changes`;
}

function scaling(revision: Revision): Effect[] {
  const owner = scalerOf(revision.after, revision.surroundings);
  const [from, to] = [revision.before, revision.after].map((each) => numberAt(each, 'spec.replicas', 1)) as [
    number,
    number,
  ];
  if (owner !== undefined) return isChanged(revision, 'spec.replicas') ? [contested(owner)] : [];
  if (from === to) return [];
  const field = 'spec.replicas';
  if (to === 0) return [{ severity: 'downtime', text: `scaled from ${from} to 0: no pod is left`, field }];
  const severity = to < from ? 'reduced' : 'change';
  const effects: Effect[] = [{ severity, text: `scaled from ${from} to ${to}`, field }];
  const deletes = textAt(revision.after, 'spec.persistentVolumeClaimRetentionPolicy.whenScaled', 'Retain') === 'Delete';
  if (revision.after.kind === 'StatefulSet' && to < from && deletes && hasClaims(revision.after)) {
    const text = `the claims of ${plural(from - to, 'pod')} are deleted, since whenScaled is Delete`;
    effects.unshift({ severity: 'data-loss', text, field, wayOut: 'whenScaled: Retain' });
  }
  return effects;
}

/** The HorizontalPodAutoscaler that sets the replicas of a workload. */
export function scalerOf(workload: Manifest, among: readonly Manifest[]): Manifest | undefined {
  return neighbours(workload, 'HorizontalPodAutoscaler', among).find(
    (each) =>
      at(each, 'spec.scaleTargetRef.kind') === workload.kind &&
      at(each, 'spec.scaleTargetRef.name') === workload.metadata?.name,
  );
}

function contested(owner: Manifest): Effect {
  const name = `HorizontalPodAutoscaler ${owner.metadata?.name}`;
  const text = `replicas is set here and by ${name}: it jumps at each apply, and server-side apply (Helm 4) conflicts`;
  return { severity: 'reduced', text, field: 'spec.replicas', wayOut: 'leave replicas out of the manifest' };
}

function replicasOf({ after, surroundings }: Revision): { replicas: number; told: string } {
  const owner = scalerOf(after, surroundings);
  if (owner === undefined) {
    const replicas = numberAt(after, 'spec.replicas', 1);
    return { replicas, told: replicas === 1 ? 'the only pod is' : `${replicas} pods are` };
  }
  const replicas = numberAt(owner, 'spec.minReplicas', 1);
  return { replicas, told: `the pods (at least ${replicas}, by HorizontalPodAutoscaler ${owner.metadata?.name}) are` };
}

function hasClaims(manifest: Manifest): boolean {
  const templates = at(manifest, 'spec.volumeClaimTemplates');
  return Array.isArray(templates) && templates.length > 0;
}

function budgetOf({ after, surroundings }: Revision): string {
  const labels = podLabels(after) ?? {};
  const budget = neighbours(after, 'PodDisruptionBudget', surroundings).find((each) =>
    selects(at(each, 'spec.selector'), labels),
  );
  if (budget === undefined) return '';
  return ` (PodDisruptionBudget ${budget.metadata?.name} limits evictions, not this)`;
}

/** A new pod may wait for a volume that only one node can mount, until the old pod there has ended. */
function exclusiveVolumes({ after, surroundings }: Revision): Effect[] {
  const volumes = at(after, 'spec.template.spec.volumes');
  const claims = (Array.isArray(volumes) ? volumes : []).flatMap((volume) => {
    const claim =
      isFields(volume) && isFields(volume.persistentVolumeClaim) ? volume.persistentVolumeClaim.claimName : '';
    return typeof claim === 'string' && claim !== '' ? [claim] : [];
  });
  const exclusive = neighbours(after, 'PersistentVolumeClaim', surroundings).find((each) => {
    const modes = at(each, 'spec.accessModes');
    return claims.includes(each.metadata?.name ?? '') && Array.isArray(modes) && !modes.includes('ReadWriteMany');
  });
  if (exclusive === undefined) return [];
  const text = `claim ${exclusive.metadata?.name} is mounted by one node at a time: a new pod on another node waits for the old one, which is kept until the new one is ready`;
  return [{ severity: 'downtime', text, wayOut: 'strategy Recreate, or a StatefulSet' }];
}

function unprobed({ after }: Revision): Effect[] {
  const containers = at(after, 'spec.template.spec.containers');
  const without = (Array.isArray(containers) ? containers : []).filter(
    (each) => isFields(each) && each.readinessProbe === undefined,
  );
  if (!Array.isArray(containers) || without.length < containers.length) return [];
  const text =
    'no container has a readiness probe: a new pod counts as ready once it runs, and traffic may find it starting';
  return [{ severity: 'reduced', text, field: 'spec.template.spec.containers', wayOut: 'a readinessProbe' }];
}

/** A number of pods that is written as such or as a percentage of the replicas. */
export function share(value: Json, replicas: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(show(value))?.[1];
  if (percent === undefined) return 0;
  const exact = (Number(percent) * replicas) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
