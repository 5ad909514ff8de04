import { type ContainerContext, type RunningContainer } from './container';
import { type DataLookup } from './env';
import { type Network } from './network';
import { type Pod } from './pod';
import { type Services } from './services';
import { type ContainerSpec } from './types';

/** What a pod asks of the place it runs in. The cluster implements it. */
export interface Node {
  /** Directory for pods and volumes, on a tmpfs that ends with the run. */
  readonly state: string;
  readonly logs: string;
  readonly network: Network;
  readonly services: Services;
  lookup(namespace: string): DataLookup;
  /** Directory of a claim, made at first use. */
  claim(namespace: string, name: string): Promise<string>;
  startContainer(spec: ContainerSpec, context: ContainerContext): Promise<RunningContainer>;
  /** Seconds to wait before a container is started for the `attempt`-th time again. */
  backoff(this: void, attempt: number): number;
  changed(): void;
  removed(pod: Pod): void;
  report(message: string): void;
}
