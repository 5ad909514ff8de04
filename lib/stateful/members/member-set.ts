import { type Duration } from 'cdk8s';
import { PodManagementPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { NetworkPeer } from '../../network/network-peer';
import { type NetworkRule } from '../../network/network-policy-spec';
import { Posture } from '../../posture';
import { ExternalResources } from '../../references/external-resources';
import { defaultName } from '../../workloads/default-name';
import { ClaimRetention, type StatefulWorkloadProps } from '../stateful-workload';
import { MemberNames } from './member-names';
import { onePerHost, overZones } from './member-placement';
import { type MemberSetProps, type ProductionMemberSetProps } from './member-set-props';

/** What distinguishes one kind of database from another, for the parts that all sets share. */
export interface MemberSetKind {
  /** Value of the pods' `app.kubernetes.io/name`. */
  readonly app: string;
  /** User and group of the image. */
  readonly user: number;
  /** Ports on which members call each other, and clients the members. */
  readonly ports: number[];
}

/** The names of a set. */
export function memberNames(scope: Construct, props: MemberSetProps, { app }: MemberSetKind): MemberNames {
  const name = props.name ?? defaultName(scope);
  return new MemberNames({
    app,
    name,
    serviceName: props.serviceName ?? name,
    members: props.members ?? 3,
    podLabels: props.selector?.matchLabels ?? { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': name },
  });
}

/** Labels of the pods that store backups of a set. */
export function backupLabels({ app }: MemberSetKind, setName: string): { readonly [key: string]: string } {
  return { 'app.kubernetes.io/name': `${app}-backup`, 'app.kubernetes.io/instance': setName };
}

/** The opening by which members, clients and backups connect to the members. */
export function toMembers({ ports }: MemberSetKind, { podLabels }: MemberNames): NetworkRule {
  return { peers: [NetworkPeer.pods(podLabels)], ports: ports.map((port) => ({ port })) };
}

/** Network access of a set that is started by scripts of the user: what the user says, and the members themselves. */
export function documentedAccess(
  props: MemberSetProps,
  names: MemberNames,
  kind: MemberSetKind,
): Partial<StatefulWorkloadProps> {
  return {
    allowFrom: props.allowFrom && [NetworkPeer.pods(names.podLabels), ...props.allowFrom],
    allowTo: [toMembers(kind, names), ...(props.allowTo ?? [])],
  };
}

/** Defaults of the StatefulSet of a production set; what the user gave is in them already. */
export function productionDefaults(
  scope: Construct,
  props: ProductionMemberSetProps & { readonly backup?: object },
  names: MemberNames,
  kind: MemberSetKind,
  gracePeriod: Duration,
): Partial<StatefulWorkloadProps> {
  const posture = Posture.of(scope);
  const spread = props.spread ?? posture.spread;
  const { user } = kind;
  // Clients may be deployed later, so missing ones are not reported.
  ExternalResources.of(scope).pods(names.clientLabels);
  return {
    terminationGracePeriod: props.terminationGracePeriod ?? gracePeriod,
    podManagement: props.podManagement ?? PodManagementPolicy.PARALLEL,
    retainWhenDeleted: props.retainWhenDeleted ?? ClaimRetention.RETAIN,
    retainWhenScaled: props.retainWhenScaled ?? ClaimRetention.RETAIN,
    security: props.security ?? posture.security?.with({ user, group: user, fsGroup: user }),
    affinity: props.affinity ?? (spread ? onePerHost(names.podLabels) : undefined),
    topologySpread: props.topologySpread ?? (spread ? overZones(names.podLabels) : undefined),
    allowFrom: [
      NetworkPeer.pods(names.podLabels),
      // With `allowFrom` the client label opens nothing, so the backup needs an opening of its own.
      ...(props.allowFrom && props.backup ? [NetworkPeer.pods(backupLabels(kind, names.name))] : []),
      ...(props.allowFrom ?? [NetworkPeer.pods(names.clientLabels)]),
    ],
    allowTo: [toMembers(kind, names), ...(props.allowTo ?? [])],
  };
}
