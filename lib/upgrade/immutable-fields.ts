import { type Fields, isFields, type Manifest } from '../testing/equivalence/manifest';
import { maxQuantity } from '../testing/equivalence/quantity';
import { type Effect } from './consequence';
import { at, changesAt, isWithin, type Revision } from './revision';

/** Fields of a kind that the API server does not let change. */
interface ImmutableFields {
  /** The fields; every one but these when `except` is given. */
  readonly fields: readonly string[];

  /** Fields within `fields` that may change. */
  readonly except?: readonly string[];

  readonly wayOut: string;

  /** When the rule holds. @default - always */
  readonly when?: (revision: Revision) => boolean;
}

const RECREATE = 'delete the object first, or give the new one another name';
const ORPHAN = 'delete it with --cascade=orphan and apply again: the pods go on, and the new object adopts them';

/**
 * The API server's rules for updates, from the ValidateUpdate functions of `pkg/apis/<group>/validation` in Kubernetes
 * 1.34. test/verdict compares them with that code.
 */
const IMMUTABLE: Readonly<Record<string, readonly ImmutableFields[]>> = {
  Deployment: [{ fields: ['spec.selector'], wayOut: ORPHAN }],
  ReplicaSet: [{ fields: ['spec.selector'], wayOut: ORPHAN }],
  DaemonSet: [{ fields: ['spec.selector'], wayOut: ORPHAN }],
  StatefulSet: [
    {
      fields: ['spec'],
      except: [
        'spec.replicas',
        'spec.ordinals',
        'spec.template',
        'spec.updateStrategy',
        'spec.revisionHistoryLimit',
        'spec.persistentVolumeClaimRetentionPolicy',
        'spec.minReadySeconds',
      ],
      wayOut: `${ORPHAN}; claims that exist keep their size and class`,
    },
  ],
  Job: [
    {
      fields: ['spec.template'],
      wayOut: RECREATE,
      when: ({ before }) => at(before, 'spec.suspend') !== true,
    },
    {
      fields: ['spec.selector', 'spec.completionMode', 'spec.podFailurePolicy', 'spec.backoffLimitPerIndex'],
      wayOut: RECREATE,
    },
    { fields: ['spec.managedBy', 'spec.successPolicy', 'spec.podReplacementPolicy'], wayOut: RECREATE },
    {
      fields: ['spec.completions'],
      wayOut: RECREATE,
      when: ({ before, after }) =>
        at(before, 'spec.completionMode') !== 'Indexed' ||
        at(after, 'spec.completions') !== at(after, 'spec.parallelism'),
    },
  ],
  Pod: [
    {
      fields: ['spec'],
      except: ['spec.activeDeadlineSeconds', 'spec.tolerations'],
      wayOut: `${RECREATE}; a Deployment replaces its pods by itself`,
    },
  ],
  ControllerRevision: [{ fields: ['data'], wayOut: RECREATE }],
  ResourceQuota: [{ fields: ['spec.scopes', 'spec.scopeSelector'], wayOut: RECREATE }],
  EndpointSlice: [{ fields: ['addressType'], wayOut: RECREATE }],
  CSIStorageCapacity: [{ fields: ['storageClassName', 'nodeTopology'], wayOut: RECREATE }],
  VolumeAttachment: [{ fields: ['spec'], wayOut: RECREATE }],
  PersistentVolumeClaim: [
    {
      fields: ['spec'],
      except: ['spec.resources.requests.storage', 'spec.volumeAttributesClassName', 'spec.volumeName'],
      wayOut: 'make a claim of another name and copy the data',
    },
  ],
  PersistentVolume: [
    {
      fields: ['spec'],
      except: [
        'spec.accessModes',
        'spec.capacity',
        'spec.claimRef',
        'spec.mountOptions',
        'spec.nodeAffinity',
        'spec.persistentVolumeReclaimPolicy',
        'spec.storageClassName',
        'spec.volumeAttributesClassName',
      ],
      wayOut: RECREATE,
    },
    {
      fields: ['spec.nodeAffinity'],
      wayOut: RECREATE,
      when: ({ before }) => at(before, 'spec.nodeAffinity') !== undefined,
    },
  ],
  ConfigMap: [{ fields: ['data', 'binaryData', 'immutable'], wayOut: 'give the new one another name', when: isSealed }],
  Secret: [
    { fields: ['type'], wayOut: RECREATE },
    { fields: ['data', 'stringData', 'immutable'], wayOut: 'give the new one another name', when: isSealed },
  ],
  RoleBinding: [{ fields: ['roleRef'], wayOut: RECREATE }],
  ClusterRoleBinding: [{ fields: ['roleRef'], wayOut: RECREATE }],
  StorageClass: [{ fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'], wayOut: RECREATE }],
  PriorityClass: [{ fields: ['value', 'preemptionPolicy'], wayOut: RECREATE }],
  IngressClass: [{ fields: ['spec.controller'], wayOut: RECREATE }],
  RuntimeClass: [{ fields: ['handler'], wayOut: RECREATE }],
  CSIDriver: [{ fields: ['spec.attachRequired', 'spec.volumeLifecycleModes'], wayOut: RECREATE }],
  VolumeAttributesClass: [{ fields: ['driverName', 'parameters'], wayOut: RECREATE }],
  CustomResourceDefinition: [
    { fields: ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'], wayOut: RECREATE },
  ],
};

/** The changes of a revision that the API server refuses. */
export function refusals(revision: Revision): Effect[] {
  const { kind } = revision.after;
  const effects = (Object.hasOwn(IMMUTABLE, kind) ? (IMMUTABLE[kind] ?? []) : []).flatMap((rule) => {
    if (rule.when !== undefined && !rule.when(revision)) return [];
    const fields = changesAt(revision)
      .map(({ path }) => path)
      .filter((path) => rule.fields.some((field) => isWithin(path, field)))
      .filter((path) => !(rule.except ?? []).some((field) => isWithin(path, field)))
      .filter((path) => !(kind === 'Pod' && /^spec\.(initContainers|containers)\[[^\]]*\]\.image$/.test(path)));
    return fields.length === 0 ? [] : [refusal(fields, rule.wayOut)];
  });
  if (kind === 'ReplicationController') return [...effects, ...unselectedTemplate(revision)];
  if (kind === 'PersistentVolumeClaim') return [...effects, ...shrinking(revision)];
  return kind === 'Pod' ? [...effects, ...fewerTolerations(revision)] : effects;
}

function refusal(fields: readonly string[], wayOut: string): Effect {
  const shown = fields.slice(0, 3).join(', ') + (fields.length > 3 ? ` and ${fields.length - 3} more` : '');
  const text = `the API server refuses it: ${shown} cannot change`;
  return { severity: 'refused', text, field: fields[0], wayOut };
}

/** The selector of a ReplicationController may change, but it has to match the labels of the template. */
function unselectedTemplate({ after }: Revision): Effect[] {
  const [selector, labels] = [at(after, 'spec.selector'), at(after, 'spec.template.metadata.labels')];
  if (!isFields(selector)) return [];
  const isMatched = Object.entries(selector).every(([name, value]) => isFields(labels) && labels[name] === value);
  if (isMatched) return [];
  const text = 'the API server refuses it: spec.selector does not match the labels of spec.template';
  const wayOut = 'write spec.selector, which stays as it is where the manifest does not have it';
  return [{ severity: 'refused', text, field: 'spec.template.metadata.labels', wayOut }];
}

/** A running pod may get further tolerations; those that it has stay. */
function fewerTolerations({ before, after }: Revision): Effect[] {
  const [had, has] = [before, after].map((each) => {
    const list = at(each, 'spec.tolerations');
    return (Array.isArray(list) ? list : []).map((item) =>
      JSON.stringify({ ...(item as Fields), tolerationSeconds: 0 }),
    );
  }) as [string[], string[]];
  return had.every((each) => has.includes(each)) ? [] : [refusal(['spec.tolerations'], RECREATE)];
}

function shrinking({ before, after }: Revision): Effect[] {
  const field = 'spec.resources.requests.storage';
  const [from, to] = [at(before, field), at(after, field)];
  if (from === undefined || to === undefined || maxQuantity(from, to) === maxQuantity(to, to)) return [];
  const wayOut = 'make a smaller claim of another name and copy the data';
  return [{ severity: 'refused', text: 'the API server refuses it: a claim cannot shrink', field, wayOut }];
}

function isSealed({ before }: { before: Manifest }): boolean {
  return before.immutable === true;
}
