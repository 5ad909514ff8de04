import { type KubeObject } from '../runner/types';
import { type FaultContext } from './context';

/** How a manifest is changed for the faults that roll or scale it. */
export interface Variants {
  /** The same set with its configuration changed. */
  reconfigured(this: void): readonly KubeObject[];
  /** The same set with another number of members. */
  scaled(this: void, members: number): readonly KubeObject[];
  /** Its Secret with other passwords, and with those that are valid beside them. Undefined: nothing is documented. */
  readonly passwords?: (password: string, accepted: string) => KubeObject;
  /** The same set with the next server. Undefined: there is none. */
  readonly upgraded?: () => readonly KubeObject[];
  /** What an operator runs inside a member for a failover on purpose. Undefined: nothing is documented. */
  readonly failoverCommand?: readonly string[];
  /** What an operator runs before and after a scale-down, inside a member that stays. Undefined: nothing is documented. */
  readonly scaleDownCommand?: (step: 'prepare' | 'finish', members: number) => readonly string[];
}

export interface Fault {
  /** Name on the command line. */
  readonly id: string;
  readonly title: string;
  /** Whether a replica that could have confirmed a write with WAIT 1 is spared, so that such a write must survive. */
  readonly sparesReplica: boolean;
  /** Brings the fault about. Resolves when it is over and the set was given time to recover. */
  run(context: FaultContext): Promise<FaultNotes>;
}

export interface FaultNotes {
  /** In place of the longest time without a writable master. */
  readonly seconds?: string;
  readonly note?: string;
  /** The manifest has nothing this fault could hit. */
  readonly notApplicable?: boolean;
}

export interface FaultResult {
  readonly fault: string;
  readonly title: string;
  /** Longest time without a member that takes writes, seconds. Infinity: none at the end. */
  readonly seconds: number;
  readonly secondsText: string;
  readonly samples: number;
  readonly twoMasters: number;
  readonly plainAcknowledged: number;
  readonly plainLost: number;
  readonly waitAcknowledged: number;
  readonly waitLost: number;
  readonly note: string;
  readonly notApplicable: boolean;
}
