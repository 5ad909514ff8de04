import { type Fields, isFields, type Json, type Manifest } from '../testing/equivalence/manifest';
import { at } from './revision';

/** The labels of the pods that a workload makes; those of a Pod itself. `undefined` for what makes no pods. */
export function podLabels(manifest: Manifest): Readonly<Record<string, Json | undefined>> | undefined {
  const path = POD_METADATA[manifest.kind];
  if (path === undefined) return undefined;
  const labels = at(manifest, `${path}.labels`);
  return isFields(labels) ? labels : {};
}

const POD_METADATA: Readonly<Record<string, string | undefined>> = {
  Pod: 'metadata',
  Deployment: 'spec.template.metadata',
  ReplicaSet: 'spec.template.metadata',
  ReplicationController: 'spec.template.metadata',
  StatefulSet: 'spec.template.metadata',
  DaemonSet: 'spec.template.metadata',
  Job: 'spec.template.metadata',
  CronJob: 'spec.jobTemplate.spec.template.metadata',
};

/** Whether a label selector, or a Service's plain map of labels, selects pods with these labels. */
export function selects(selector: Json | undefined, labels: Readonly<Record<string, Json | undefined>>): boolean {
  if (!isFields(selector)) return false;
  const fields = selector;
  const isLabelSelector = 'matchLabels' in fields || 'matchExpressions' in fields;
  const equal = isLabelSelector ? fields.matchLabels : fields;
  if (isFields(equal) && Object.entries(equal).some(([name, value]) => labels[name] !== value)) return false;
  const expressions = isLabelSelector && Array.isArray(fields.matchExpressions) ? fields.matchExpressions : [];
  return expressions.every((each) => isFields(each) && isFulfilled(each, labels));
}

function isFulfilled({ key, operator, values }: Fields, labels: Readonly<Record<string, Json | undefined>>): boolean {
  const value = labels[typeof key === 'string' ? key : ''];
  const listed = Array.isArray(values) && values.includes(value ?? null);
  switch (operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** The objects of a kind in the namespace of another. */
export function neighbours(of: Manifest, kind: string, among: readonly Manifest[]): Manifest[] {
  return among.filter((each) => each.kind === kind && each.metadata?.namespace === of.metadata?.namespace);
}
