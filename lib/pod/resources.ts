import { type Size } from 'cdk8s';
import { type Cpu } from 'cdk8s-plus-27';
import type * as core from '../kubernetes/api/core';
import { nanos } from '../kubernetes/quantity';
import { checkOptions } from '../props/check-props';

/** What a container asks for and what it may use at most. */
export interface ResourcesProps {
  /**
   * CPU that the scheduler sets aside.
   *
   * @default - the CPU limit if there is one, else none
   */
  readonly cpuRequest?: Cpu;

  /**
   * CPU above which the container is throttled. Not below the request.
   *
   * @default - no limit
   */
  readonly cpuLimit?: Cpu;

  /**
   * Memory that the scheduler sets aside.
   *
   * @default - the memory limit if there is one, else none
   */
  readonly memoryRequest?: Size;

  /**
   * Memory above which the container is killed. Not below the request.
   *
   * @default - no limit
   */
  readonly memoryLimit?: Size;

  /**
   * Local disk that the scheduler sets aside.
   *
   * @default - the limit if there is one, else none
   */
  readonly ephemeralStorageRequest?: Size;

  /**
   * Local disk (logs, writable layer, emptyDirs) above which the pod is evicted. Not below the request. The pod may use
   * no more than the sum of its containers' limits: give one to each of them, or to none.
   *
   * @default - no limit
   */
  readonly ephemeralStorageLimit?: Size;

  /**
   * Extended resources such as `nvidia.com/gpu`, by count. They cannot be overcommitted, so they are written as limits.
   *
   * @default - none
   */
  readonly extended?: { readonly [name: string]: number };
}

/** The quality of service that Kubernetes derives from a pod's resources. */
export enum QosClass {
  /** Every container has CPU and memory limits equal to its requests: evicted last. */
  GUARANTEED = 'Guaranteed',
  /** Some container has a request or limit. */
  BURSTABLE = 'Burstable',
  /** No container has a request or limit: evicted first. */
  BEST_EFFORT = 'BestEffort',
}

/** Requests and limits of a container. */
export class Resources {
  /** Requests and limits, each on its own. */
  public static of(props: ResourcesProps): Resources {
    checkOptions('Resources.of', 'ResourcesProps', props);
    return new Resources(props);
  }

  /**
   * Requests equal to limits, which gives the pod the Guaranteed class when all its containers have it.
   *
   * @param ephemeralStorage local disk, for logs and emptyDirs; by default not limited
   */
  public static guaranteed(cpu: Cpu, memory: Size, ephemeralStorage?: Size): Resources {
    return new Resources({
      cpuRequest: cpu,
      cpuLimit: cpu,
      memoryRequest: memory,
      memoryLimit: memory,
      ephemeralStorageRequest: ephemeralStorage,
      ephemeralStorageLimit: ephemeralStorage,
    });
  }

  private constructor(private readonly props: ResourcesProps) {}

  /** Memory limit, if there is one. */
  public get memoryLimit(): Size | undefined {
    return this.props.memoryLimit;
  }

  /** Limit of local disk, if there is one. */
  public get ephemeralStorageLimit(): Size | undefined {
    return this.props.ephemeralStorageLimit;
  }

  /** @internal */
  public _toKube(): core.ResourceRequirements {
    const { props } = this;
    const extended = Object.entries(props.extended ?? {}).map(([name, count]) => [name, String(count)] as const);
    return {
      requests: quantities([
        ['cpu', props.cpuRequest?.amount],
        ['memory', props.memoryRequest?.asString()],
        ['ephemeral-storage', props.ephemeralStorageRequest?.asString()],
      ]),
      limits: quantities([
        ['cpu', props.cpuLimit?.amount],
        ['memory', props.memoryLimit?.asString()],
        ['ephemeral-storage', props.ephemeralStorageLimit?.asString()],
        ...extended,
      ]),
    };
  }

  /** The same resources as cdk8s-plus describes them. @internal */
  public _toPlus(): {
    cpu?: { request?: Cpu; limit?: Cpu };
    memory?: { request?: Size; limit?: Size };
    ephemeralStorage?: { request?: Size; limit?: Size };
  } {
    const { cpuRequest, cpuLimit, memoryRequest, memoryLimit, ephemeralStorageRequest, ephemeralStorageLimit } =
      this.props;
    return {
      ...((cpuRequest ?? cpuLimit) && { cpu: { request: cpuRequest, limit: cpuLimit } }),
      ...((memoryRequest ?? memoryLimit) && { memory: { request: memoryRequest, limit: memoryLimit } }),
      ...((ephemeralStorageRequest ?? ephemeralStorageLimit) && {
        ephemeralStorage: { request: ephemeralStorageRequest, limit: ephemeralStorageLimit },
      }),
    };
  }
}

function quantities(
  amounts: ReadonlyArray<readonly [string, string | undefined]>,
): { [name: string]: string } | undefined {
  const present: { [name: string]: string } = {};
  let isEmpty = true;
  for (const [name, amount] of amounts) {
    if (amount === undefined) continue;
    present[name] = amount;
    isEmpty = false;
  }
  return isEmpty ? undefined : present;
}

/**
 * The class of a pod with these containers, init containers included.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function qosClassOf(containers: core.Container[]): QosClass {
  const counted = (list?: { [name: string]: string }) =>
    Object.keys(list ?? {}).filter((name) => name === 'cpu' || name === 'memory');
  const any = containers.some(
    ({ resources }) => counted(resources?.requests).length + counted(resources?.limits).length > 0,
  );
  if (!any) {
    return QosClass.BEST_EFFORT;
  }
  const guaranteed = containers.every(({ resources }) =>
    ['cpu', 'memory'].every((name) => {
      // One amount can be written in several units: 1 CPU is 1000m.
      const limit = nanos(resources?.limits?.[name]);
      const request = nanos(resources?.requests?.[name]) ?? limit;
      return limit !== undefined && request === limit;
    }),
  );
  return guaranteed ? QosClass.GUARANTEED : QosClass.BURSTABLE;
}
