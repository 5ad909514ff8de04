import { type DisruptionBudgetOptions } from '../workloads/disruption-budget';
import { type WorkloadProps } from '../workloads/workload-props';

/** A workload whose pods are the members of one database, decide by majority, and ask their clients for credentials. */
export interface MembershipProps extends WorkloadProps {
  /**
   * Refuse to be without credentials.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly requireCredentials?: boolean;

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
}
