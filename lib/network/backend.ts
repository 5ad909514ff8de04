import { type NetworkPeer } from './network-peer';

/**
 * What can stand behind an Ingress or an HTTPRoute: a workload with a Service, a Service, or a Service by its name
 * (`ServiceBackend.named`).
 */
export interface IBackend {
  /**
   * The Service that takes the requests.
   *
   * @param port which of the Service's ports; may be left out when there is one
   * @throws when there is no such port, or there are several and none is named
   */
  toBackend(port?: number): ServiceBackend;
}

/** The port of a Service that takes the requests of an Ingress or an HTTPRoute. */
export class ServiceBackend implements IBackend {
  /**
   * A Service by its name, in the namespace of the Ingress or the route.
   *
   * @param name name of the Service
   * @param port number of one of its ports
   */
  public static named(name: string, port: number): ServiceBackend {
    return new ServiceBackend(name, port);
  }

  /** @internal */
  public static _ofPods(name: string, port: number, namespace: string | undefined, pods?: PodsBehind): ServiceBackend {
    return new ServiceBackend(name, port, namespace, pods);
  }

  private constructor(
    /** Name of the Service. */
    public readonly name: string,
    /** Number of the port of the Service. */
    public readonly port: number,
    /** Namespace of the Service, where it is known. */
    public readonly namespace?: string,
    /** @internal */
    public readonly _pods?: PodsBehind,
  ) {}

  public toBackend(port?: number): ServiceBackend {
    if (port === undefined || port === this.port) return this;
    throw new Error(`the backend is port ${this.port} of Service "${this.name}", got port ${port}`);
  }
}

/** The pods behind a port of a Service, where they are those of a workload. */
export interface PodsBehind {
  /** Path of the workload. */
  readonly path: string;

  /** Whether a NetworkPolicy admits only pods of the workload's namespace, because nothing else was asked for. */
  readonly isClosed: boolean;

  /** Opens the NetworkPolicy, if there is one, for peers. */
  admit(peers: NetworkPeer[]): void;
}

/**
 * Lets the controller of an Ingress or a route reach the pods of its backends.
 *
 * @param controller its pods; undefined when the user gave none
 * @returns problems: a backend that no controller in another namespace would reach
 */
export function admitController(backends: ServiceBackend[], controller: NetworkPeer[] | undefined): string[] {
  const workloads = backends.flatMap(({ _pods: pods }) => pods ?? []);
  for (const pods of workloads) pods.admit(controller ?? []);
  const closed = controller === undefined ? workloads.filter(({ isClosed }) => isClosed) : [];
  return [...new Set(closed.map(({ path }) => path))].map(
    (path) =>
      `the NetworkPolicy of ${path} admits only pods of its namespace, got no controller: give the pods that forward the requests, such as [NetworkPeer.namespace("ingress-nginx")], or [] where they run in that namespace`,
  );
}
