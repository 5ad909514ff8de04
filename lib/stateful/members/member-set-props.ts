import { type PodManagementPolicy } from 'cdk8s-plus-27';
import { type ClaimTemplateProps } from '../../pod/claim';
import { type Probe } from '../../pod/probe';
import { type DisruptionBudgetOptions } from '../../workloads/disruption-budget';
import { type WorkloadProps } from '../../workloads/workload-props';
import { type ClaimRetention } from '../stateful-workload';

/** A StatefulSet whose pods are the members of one database. The props of the workload describe the main container. */
export interface MemberSetProps extends WorkloadProps {
  /**
   * Number of members, odd.
   *
   * @default 3
   */
  readonly members?: number;

  /**
   * Name of the headless Service.
   *
   * @default - the set's name
   */
  readonly serviceName?: string;

  /**
   * Claim of each member.
   *
   * @default - given by the construct
   */
  readonly storage?: ClaimTemplateProps;

  /**
   * What happens to the claims when the set is deleted.
   *
   * @default - the claims stay
   */
  readonly retainWhenDeleted?: ClaimRetention;

  /**
   * What happens to the claims of members that a scale-down removes.
   *
   * @default - the claims stay
   */
  readonly retainWhenScaled?: ClaimRetention;

  /**
   * Keeps clients away until it succeeds.
   *
   * @default - given by the construct
   */
  readonly readiness?: Probe;

  /**
   * One member after the other, or all at once.
   *
   * @default - given by the construct
   */
  readonly podManagement?: PodManagementPolicy;
}

/** A set of members that runs in production. */
export interface ProductionMemberSetProps extends MemberSetProps {
  /**
   * Keep the members on hosts of their own and spread them over zones.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly spread?: boolean;

  /**
   * Whether there is a PodDisruptionBudget.
   *
   * @default - the posture's: true in PRODUCTION for more than one member
   */
  readonly disruptionBudget?: boolean;

  /**
   * Numbers of the PodDisruptionBudget; giving some asks for one.
   *
   * @default - one member may be missing
   */
  readonly disruptionBudgetOptions?: DisruptionBudgetOptions;

  /**
   * Domain of the cluster, by which members call each other.
   *
   * @default "cluster.local"
   */
  readonly clusterDomain?: string;
}
