import { type ApiObject, Chart, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type * as gateway from '../kubernetes/custom/gateway';
import { emitObject } from '../rules/emit-object';
import { reject } from '../rules/reject';
import { admitController, type IBackend, type ServiceBackend } from './backend';
import { type HttpRouteFilter, nameValues } from './http-route-filter';
import { otherNamespaces, resolveBackend } from './ingress';
import { type NetworkPeer } from './network-peer';
import { checkProps } from '../props/check-props';

/** A Gateway that a route is attached to. */
export interface GatewayReference {
  /** Name of the Gateway. */
  readonly name: string;

  /**
   * Namespace of the Gateway.
   *
   * @default - the route's
   */
  readonly namespace?: string;

  /**
   * Name of one of its listeners.
   *
   * @default - all that admit the route
   */
  readonly sectionName?: string;

  /**
   * Port of its listeners.
   *
   * @default - all that admit the route
   */
  readonly port?: number;
}

/** How the path of a request is compared. */
export enum HttpPathMatchType {
  /** By elements of the path: `/api` matches `/api/users`, and not `/apis`. */
  PATH_PREFIX = 'PathPrefix',
  /** The whole path. */
  EXACT = 'Exact',
  /** A regular expression, in the dialect of the Gateway. */
  REGULAR_EXPRESSION = 'RegularExpression',
}

/** Requests that have everything of what is given. */
export interface HttpRouteMatch {
  /**
   * Path.
   *
   * @default - every path
   */
  readonly path?: string;

  /**
   * How the path is compared; needs `path`.
   *
   * @default HttpPathMatchType.PATH_PREFIX
   */
  readonly pathType?: HttpPathMatchType;

  /**
   * Method, such as `GET`.
   *
   * @default - every method
   */
  readonly method?: string;

  /**
   * Headers and their values.
   *
   * @default - any
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * Parameters of the query and their values.
   *
   * @default - any
   */
  readonly queryParams?: { readonly [name: string]: string };
}

/** One of the Services behind a rule. */
export interface HttpRouteBackend {
  /** A workload with a Service, a Service, or `ServiceBackend.named(…)`. */
  readonly backend: IBackend;

  /**
   * Number of the Service's port.
   *
   * @default - the only one
   */
  readonly port?: number;

  /**
   * Share of the requests, in proportion to the sum of all weights; 0 sends none.
   *
   * @default - 1, chosen by the API server
   */
  readonly weight?: number;
}

/** Requests, and what is done with them. */
export interface HttpRouteRule {
  /**
   * The requests: those that match one of these.
   *
   * @default - all
   */
  readonly matches?: HttpRouteMatch[];

  /**
   * What is done with the requests, in this order.
   *
   * @default - nothing
   */
  readonly filters?: HttpRouteFilter[];

  /**
   * What takes the requests.
   *
   * @default - none; the Gateway answers 500 unless a filter redirects
   */
  readonly backends?: HttpRouteBackend[];

  /**
   * Time for the whole request, in whole milliseconds.
   *
   * @default - the Gateway's
   */
  readonly requestTimeout?: Duration;

  /**
   * Time for one attempt at a backend, in whole milliseconds; not longer than `requestTimeout`.
   *
   * @default - the Gateway's
   */
  readonly backendRequestTimeout?: Duration;
}

/** Rules of an HTTPRoute. */
export interface HttpRouteProps {
  /** The Gateways that the route is attached to. */
  readonly parentRefs: GatewayReference[];

  /** The rules. */
  readonly rules: HttpRouteRule[];

  /**
   * Host names of the requests, such as `shop.example.com` or `*.example.com`.
   *
   * @default - every host of the listeners
   */
  readonly hostnames?: string[];

  /**
   * Name of the route.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the route, which is that of its backends.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the route.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the route.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * The pods of the Gateways, such as `[NetworkPeer.namespace('envoy-gateway-system')]`. The NetworkPolicies of the
   * backends admit them. Without it, a backend whose NetworkPolicy admits only its namespace is an error; `[]` opens
   * nothing.
   *
   * @default - none
   */
  readonly controller?: NetworkPeer[];
}

/**
 * An HTTPRoute of the Gateway API: HTTP requests that a Gateway takes, to Services.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 *
 * @example
 * new HttpRoute(chart, 'route', {
 *   parentRefs: [{ name: 'public', namespace: 'gateways' }],
 *   hostnames: ['shop.example.com'],
 *   controller: [NetworkPeer.namespace('gateways')],
 *   rules: [{ backends: [{ backend: web }] }],
 * });
 */
export class HttpRoute extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  /** @throws when a backend has no such port, or is in another namespace */
  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    checkProps(scope, id, 'HttpRouteProps', props);
    super(scope, id);
    const rules = props.rules.map((rule) => ({
      rule,
      backends: (rule.backends ?? []).map(({ backend, port }) => resolveBackend(this, backend, port)),
    }));
    const backends = rules.flatMap((each) => each.backends);
    reject(this, [
      ...otherNamespaces('an HTTPRoute', backends, props.namespace ?? Chart.of(this).namespace),
      ...props.rules.flatMap(({ matches = [] }) =>
        matches.flatMap(({ path, pathType }) =>
          path === undefined && pathType !== undefined ? [`pathType needs path, got only ${pathType}`] : [],
        ),
      ),
    ]);
    const problems = admitController(backends, props.controller);
    this.node.addValidation({ validate: () => problems });
    this.resource = emitObject<gateway.HTTPRoute>(this, 'Resource', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: {
        name: props.name,
        namespace: props.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: {
        parentRefs: props.parentRefs.map(({ name, namespace, sectionName, port }) => ({
          name,
          namespace,
          sectionName,
          port,
        })),
        hostnames: props.hostnames && [...props.hostnames],
        rules: rules.map((each) => ruleOf(each.rule, each.backends)),
      },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }
}

function ruleOf(rule: HttpRouteRule, backends: ServiceBackend[]): gateway.HTTPRouteRule {
  const { requestTimeout, backendRequestTimeout } = rule;
  return {
    matches: rule.matches?.map(matchOf),
    filters: rule.filters?.map(({ _filter }) => ({ ..._filter })),
    backendRefs: rule.backends?.map(({ weight }, index) => ({
      name: backends[index]?.name ?? '',
      port: backends[index]?.port,
      weight,
    })),
    timeouts:
      requestTimeout === undefined && backendRequestTimeout === undefined
        ? undefined
        : {
            request: requestTimeout && durationText(requestTimeout),
            backendRequest: backendRequestTimeout && durationText(backendRequestTimeout),
          },
  };
}

function matchOf({ path, pathType, method, headers, queryParams }: HttpRouteMatch): gateway.HTTPRouteMatch {
  return {
    path: path === undefined ? undefined : { type: pathType ?? HttpPathMatchType.PATH_PREFIX, value: path },
    method,
    headers: nameValues(headers),
    queryParams: nameValues(queryParams),
  };
}

/** A duration as the Gateway API writes it. */
function durationText(duration: Duration): string {
  const milliseconds = duration.toMilliseconds();
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
