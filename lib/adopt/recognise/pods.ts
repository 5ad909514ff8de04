import { type Manifest } from '../../testing/equivalence/manifest';
import { call, type Expression, type ObjectExpression } from '../model/expression';
import { type Context, type Proposal, type Recogniser } from '../model/proposal';
import { countOrPercent, enumMember, fields, items, number, seconds, text } from '../model/values';
import { replicatedExtensions } from './replicated';
import { specOf, workloadProps } from './workload';

/** BarePod. */
export const barePod: Recogniser = {
  kinds: ['Pod'],
  propose: (manifest) => {
    const spec = specOf(manifest);
    const { labels } = fields(manifest.metadata as never);
    const unlabelled = { ...manifest, metadata: { ...manifest.metadata, labels: undefined } } as Manifest;
    const restartPolicy = enumMember('cdk8s-plus-27', 'RestartPolicy', spec.restartPolicy);
    const props = workloadProps(
      unlabelled,
      { metadata: { labels }, spec },
      {
        own: { restartPolicy, activeDeadline: seconds(spec.activeDeadlineSeconds) },
      },
    );
    return [{ construct: 'BarePod', props, covers: [manifest] }];
  },
};

/** BareReplicaSet. */
export const bareReplicaSet: Recogniser = {
  kinds: ['ReplicaSet'],
  propose: (manifest, context) => {
    const spec = specOf(manifest);
    const own = { replicas: number(spec.replicas) };
    const props = workloadProps(manifest, fields(spec.template), { own });
    const extensions = replicatedExtensions(manifest, context);
    return [{ construct: 'BareReplicaSet', props, covers: [manifest], extensions }];
  },
};

/** NodeDaemon. */
export const nodeDaemon: Recogniser = {
  kinds: ['DaemonSet'],
  propose: (manifest) => {
    const spec = specOf(manifest);
    const own = {
      updateStrategy: daemonStrategy(spec.updateStrategy),
      minReady: seconds(spec.minReadySeconds),
      revisionHistoryLimit: number(spec.revisionHistoryLimit),
    };
    const props = workloadProps(manifest, fields(spec.template), { own });
    return [{ construct: 'NodeDaemon', props, covers: [manifest] }];
  },
};

function daemonStrategy(value: Parameters<typeof fields>[0]): Expression | undefined {
  const { type, rollingUpdate } = fields(value);
  if (type === 'OnDelete') return call('cdk8s-patterns', 'DaemonSetUpdateStrategy', 'onDelete');
  const surge = countOrPercent(fields(rollingUpdate).maxSurge);
  const unavailable = fields(rollingUpdate).maxUnavailable;
  if (surge !== undefined && unavailable === 0)
    return call('cdk8s-patterns', 'DaemonSetUpdateStrategy', 'surge', surge);
  const count = countOrPercent(unavailable);
  return count && call('cdk8s-patterns', 'DaemonSetUpdateStrategy', 'unavailable', count);
}

/** StatefulWorkload. */
export const statefulWorkload: Recogniser = { kinds: ['StatefulSet'], propose: proposeStateful };

function proposeStateful(manifest: Manifest, context: Context): Proposal[] {
  const extensions = replicatedExtensions(manifest, context);
  return [{ construct: 'StatefulWorkload', props: statefulProps(manifest), covers: [manifest], extensions }];
}

/** The props of a StatefulSet. */
export function statefulProps(manifest: Manifest): ObjectExpression {
  const spec = specOf(manifest);
  const { whenDeleted, whenScaled } = fields(spec.persistentVolumeClaimRetentionPolicy);
  const own = {
    serviceName: text(spec.serviceName),
    replicas: number(spec.replicas),
    podManagement: enumMember('cdk8s-plus-27', 'PodManagementPolicy', spec.podManagementPolicy),
    updateStrategy: statefulStrategy(spec.updateStrategy),
    minReady: seconds(spec.minReadySeconds),
    revisionHistoryLimit: number(spec.revisionHistoryLimit),
    firstOrdinal: number(fields(spec.ordinals).start),
    retainWhenDeleted: enumMember('cdk8s-patterns', 'ClaimRetention', whenDeleted),
    retainWhenScaled: enumMember('cdk8s-patterns', 'ClaimRetention', whenScaled),
  };
  return workloadProps(manifest, fields(spec.template), { own, claimTemplates: items(spec.volumeClaimTemplates) });
}

function statefulStrategy(value: Parameters<typeof fields>[0]): Expression | undefined {
  const { type, rollingUpdate } = fields(value);
  if (type === 'OnDelete') return call('cdk8s-patterns', 'StatefulSetUpdateStrategy', 'onDelete');
  if (type !== 'RollingUpdate') return undefined;
  return call('cdk8s-patterns', 'StatefulSetUpdateStrategy', 'rollingUpdate', number(fields(rollingUpdate).partition));
}
