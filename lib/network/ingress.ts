import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type * as networking from '../kubernetes/api/networking';
import { emitObject } from '../rules/emit-object';
import { reject } from '../rules/reject';
import { admitController, type IBackend, type ServiceBackend } from './backend';
import { type NetworkPeer } from './network-peer';
import { checkProps } from '../props/check-props';

/** How the path of a request is compared. */
export enum IngressPathType {
  /** By elements of the path: `/api` matches `/api/users`, and not `/apis`. */
  PREFIX = 'Prefix',
  /** The whole path. */
  EXACT = 'Exact',
  /** As the controller does. */
  IMPLEMENTATION_SPECIFIC = 'ImplementationSpecific',
}

/** Requests, and what takes them. */
export interface IngressRule {
  /** A workload with a Service, a Service, or `ServiceBackend.named(…)`. */
  readonly backend: IBackend;

  /**
   * Number of the Service's port.
   *
   * @default - the only one
   */
  readonly port?: number;

  /**
   * Host name of the requests, such as `shop.example.com` or `*.example.com`.
   *
   * @default - every host
   */
  readonly host?: string;

  /**
   * Path of the requests.
   *
   * @default "/"
   */
  readonly path?: string;

  /**
   * How the path is compared.
   *
   * @default IngressPathType.PREFIX
   */
  readonly pathType?: IngressPathType;
}

/** A certificate and the hosts that it is for. */
export interface IngressTls {
  /**
   * Name of a Secret of type kubernetes.io/tls.
   *
   * @default - the controller's own certificate
   */
  readonly secretName?: string;

  /**
   * The hosts; `[]` writes none.
   *
   * @default - all hosts of the rules
   */
  readonly hosts?: string[];
}

/** Rules of an Ingress. */
export interface IngressProps {
  /** The rules. Those of one host are written together, in the order given. */
  readonly rules: IngressRule[];

  /**
   * Name of the Ingress.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the Ingress, which is that of its backends.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the Ingress.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the Ingress, by which most controllers are set up.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Name of the IngressClass, which says which controller serves the Ingress.
   *
   * @default - the cluster's default class
   */
  readonly ingressClassName?: string;

  /**
   * Certificates.
   *
   * @default - no TLS
   */
  readonly tls?: IngressTls[];

  /**
   * What takes the requests that no rule matches, at the only port of its Service.
   *
   * @default - the controller answers
   */
  readonly defaultBackend?: IBackend;

  /**
   * The pods of the controller, such as `[NetworkPeer.namespace('ingress-nginx')]`. The NetworkPolicies of the backends
   * admit them. Without it, a backend whose NetworkPolicy admits only its namespace is an error; `[]` opens nothing.
   *
   * @default - none
   */
  readonly controller?: NetworkPeer[];
}

/**
 * An Ingress: HTTP requests from outside of the cluster, by host and path, to Services.
 *
 * @example
 * new Ingress(chart, 'ingress', {
 *   ingressClassName: 'nginx',
 *   controller: [NetworkPeer.namespace('ingress-nginx')],
 *   tls: [{ secretName: 'shop-tls' }],
 *   rules: [
 *     { host: 'shop.example.com', backend: web },
 *     { host: 'shop.example.com', path: '/grafana', backend: ServiceBackend.named('grafana', 3000) },
 *   ],
 * });
 */
export class Ingress extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  /** @throws when a backend has no such port, or is in another namespace */
  constructor(scope: Construct, id: string, props: IngressProps) {
    checkProps(scope, id, 'IngressProps', props);
    super(scope, id);
    const defaultBackend = this.resolve(props.defaultBackend);
    const rules = props.rules.map((rule) => ({ rule, backend: this.resolve(rule.backend, rule.port) }));
    const backends = [...rules.map(({ backend }) => backend), defaultBackend].filter((each) => each !== undefined);
    reject(this, otherNamespaces('an Ingress', backends, props.namespace ?? Chart.of(this).namespace));
    const problems = admitController(backends, props.controller);
    this.node.addValidation({ validate: () => problems });
    this.resource = emitObject<networking.Ingress>(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: props.name,
        namespace: props.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: {
        ingressClassName: props.ingressClassName,
        defaultBackend: defaultBackend && backendOf(defaultBackend),
        tls: props.tls?.map((tls) => tlsOf(tls, props.rules)),
        rules: byHost(rules),
      },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  private resolve(backend: IBackend, port?: number): ServiceBackend;
  private resolve(backend?: IBackend, port?: number): ServiceBackend | undefined;
  private resolve(backend?: IBackend, port?: number): ServiceBackend | undefined {
    return backend && resolveBackend(this, backend, port);
  }
}

/** The Service of a backend; its errors get the path of the construct that names it. */
export function resolveBackend(construct: Construct, backend: IBackend, port?: number): ServiceBackend {
  try {
    return backend.toBackend(port);
  } catch (error) {
    reject(construct, [error instanceof Error ? error.message : String(error)]);
    throw error;
  }
}

/** Reports backends of other namespaces, which an Ingress cannot name, and a route only with a ReferenceGrant. */
export function otherNamespaces(what: string, backends: ServiceBackend[], namespace: string | undefined): string[] {
  return backends.flatMap((backend) =>
    backend.namespace === namespace || backend._pods === undefined
      ? []
      : [
          `${what} sends to Services of its own namespace (${namespace ?? 'not set'}), got Service "${backend.name}" of ${backend.namespace ?? 'no set namespace'}`,
        ],
  );
}

interface ResolvedRule {
  readonly rule: IngressRule;
  readonly backend: ServiceBackend;
}

function byHost(rules: ResolvedRule[]): networking.IngressRule[] | undefined {
  if (rules.length === 0) return undefined;
  const hosts = new Map<string | undefined, networking.HTTPIngressPath[]>();
  for (const { rule, backend } of rules) {
    const paths = hosts.get(rule.host) ?? [];
    hosts.set(rule.host, paths);
    paths.push({
      path: rule.path ?? '/',
      pathType: rule.pathType ?? IngressPathType.PREFIX,
      backend: backendOf(backend),
    });
  }
  return [...hosts].map(([host, paths]) => ({ host, http: { paths } }));
}

function backendOf({ name, port }: ServiceBackend): networking.IngressBackend {
  return { service: { name, port: { number: port } } };
}

function tlsOf({ secretName, hosts }: IngressTls, rules: IngressRule[]): networking.IngressTLS {
  const all = hosts ?? [...new Set(rules.flatMap(({ host }) => host ?? []))];
  return { secretName, hosts: all.length === 0 ? undefined : [...all] };
}
