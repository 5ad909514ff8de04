import { Field } from '../rules/field';
import { type IndexedPods } from './indexed';

// Source: https://kubernetes.io/docs/reference/labels-annotations-taints/.
const GENERATED = [
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'job-name',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
];

/** Whether controllers put a label on the pods they make, so that no template has it. */
export function isGenerated(label: string): boolean {
  return GENERATED.includes(label);
}

/** The labels of pods, with those that their controller adds as far as the wanted values are among them. */
export function withGenerated(
  pods: IndexedPods,
  wanted: readonly (readonly [string, unknown])[],
): IndexedPods['labels'] {
  const added = wanted.filter(([label, value]) => isGenerated(label) && canHave(pods, label, String(value)));
  return added.length === 0 ? pods.labels : { ...pods.labels, ...Object.fromEntries(added) };
}

function canHave({ owner }: IndexedPods, label: string, value: string): boolean {
  switch (label) {
    case 'statefulset.kubernetes.io/pod-name':
      return (
        owner.kind === 'StatefulSet' &&
        value.startsWith(`${owner.name}-`) &&
        isOrdinal(owner.json, value.slice(owner.name.length + 1))
      );
    case 'apps.kubernetes.io/pod-index':
      return owner.kind === 'StatefulSet' && isOrdinal(owner.json, value);
    case 'batch.kubernetes.io/job-name':
    case 'job-name':
      return owner.kind === 'CronJob'
        ? value.startsWith(`${owner.name}-`)
        : owner.kind === 'Job' && value === owner.name;
    default:
      // Hashes, which nobody can know beforehand.
      return owner.kind !== 'Pod';
  }
}

function isOrdinal(statefulSet: unknown, text: string): boolean {
  const spec = Field.root(statefulSet, []).at('spec');
  const start = spec.at('ordinals').at('start').number() ?? 0;
  const ordinal = /^\d+$/.test(text) ? Number(text) : -1;
  return ordinal >= start && ordinal < start + (spec.at('replicas').number() ?? 1);
}
