import { type ApiObject, type Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type * as monitoring from '../kubernetes/custom/monitoring';
import { type LabelSelector } from '../pod/label-selector';
import { type SecretKey } from '../pod/secret-key';
import { emitObject } from '../rules/emit-object';
import { reject } from '../rules/reject';
import { type PodsBehind } from './backend';
import { type NetworkPeer } from './network-peer';
import { type IScrapeTarget, type ServiceObject } from './service-object';
import { checkProps } from '../props/check-props';

/** How the labels of targets or metrics are changed. */
export interface RelabelConfig {
  /**
   * Labels whose values are joined with `separator`.
   *
   * @default - none
   */
  readonly sourceLabels?: string[];

  /**
   * What stands between the joined values.
   *
   * @default - ";", chosen by Prometheus
   */
  readonly separator?: string;

  /**
   * Label that gets the result.
   *
   * @default - none
   */
  readonly targetLabel?: string;

  /**
   * Regular expression that the joined values must match.
   *
   * @default - "(.*)", chosen by Prometheus
   */
  readonly regex?: string;

  /**
   * The result, with groups of the regular expression.
   *
   * @default - "$1", chosen by Prometheus
   */
  readonly replacement?: string;

  /**
   * What is done, such as `keep`, `drop` or `labeldrop`.
   *
   * @default - "replace", chosen by Prometheus
   */
  readonly action?: string;
}

/** A port with metrics. */
export interface ScrapeEndpoint {
  /**
   * Name of the Service's port; excludes `targetPort`.
   *
   * @default - none
   */
  readonly port?: string;

  /**
   * Number of a port of the pods that a container declares; excludes `port`.
   *
   * @default - none
   */
  readonly targetPort?: number;

  /**
   * Path of the metrics.
   *
   * @default - "/metrics", chosen by Prometheus
   */
  readonly path?: string;

  /**
   * `http` or `https`.
   *
   * @default - http, chosen by Prometheus
   */
  readonly scheme?: string;

  /**
   * Parameters of the query.
   *
   * @default - none
   */
  readonly params?: { readonly [name: string]: string[] };

  /**
   * Time between two scrapes, in whole seconds.
   *
   * @default - that of the Prometheus
   */
  readonly interval?: Duration;

  /**
   * Time after which a scrape fails, in whole seconds; not longer than the interval.
   *
   * @default - that of the Prometheus
   */
  readonly scrapeTimeout?: Duration;

  /**
   * Whether labels of the metrics win over those of the target.
   *
   * @default - false, chosen by Prometheus
   */
  readonly honorLabels?: boolean;

  /**
   * Key of a Secret with a bearer token.
   *
   * @default - none
   */
  readonly bearerToken?: SecretKey;

  /**
   * Name that the certificate of an https endpoint must have.
   *
   * @default - the address
   */
  readonly serverName?: string;

  /**
   * Whether any certificate is taken.
   *
   * @default - false, chosen by Prometheus
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * Changes of the target's labels.
   *
   * @default - none
   */
  readonly relabelings?: RelabelConfig[];

  /**
   * Changes of the labels of metrics.
   *
   * @default - none
   */
  readonly metricRelabelings?: RelabelConfig[];
}

/** What is scraped, and by whom. */
export interface ServiceMonitorProps {
  /**
   * A workload with a Service, or a Service. It is found by the labels that the prop `labels` gave the Service; one
   * without such gets those that select its pods. Excludes `selector`.
   *
   * @default - none
   */
  readonly target?: IScrapeTarget;

  /**
   * Labels of Services that are not in the tree; excludes `target`.
   *
   * @default - none
   */
  readonly selector?: LabelSelector;

  /** The ports with metrics. */
  readonly endpoints: ScrapeEndpoint[];

  /**
   * The pods of Prometheus, such as `[NetworkPeer.namespace('monitoring')]`. The NetworkPolicy of the target admits them.
   * Without it, a target whose NetworkPolicy admits only its namespace is an error; `[]` opens nothing.
   *
   * @default - none
   */
  readonly scrapeFrom?: NetworkPeer[];

  /**
   * Namespaces of the Services, by name.
   *
   * @default - that of the ServiceMonitor
   */
  readonly namespaces?: string[];

  /**
   * Label of the Service whose value becomes the label `job` of the metrics.
   *
   * @default - the name of the Service
   */
  readonly jobLabel?: string;

  /**
   * Labels of the Service that the metrics get.
   *
   * @default - none
   */
  readonly targetLabels?: string[];

  /**
   * Labels of the pods that the metrics get.
   *
   * @default - none
   */
  readonly podTargetLabels?: string[];

  /**
   * Samples of one scrape beyond which it fails.
   *
   * @default - no limit
   */
  readonly sampleLimit?: number;

  /**
   * Name of the ServiceMonitor.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the ServiceMonitor.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the ServiceMonitor, by which Prometheus is told to find it.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the ServiceMonitor.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/**
 * A ServiceMonitor of the Prometheus operator: which pods Prometheus scrapes.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 *
 * @example
 * new ServiceMonitor(chart, 'metrics', {
 *   target: web,
 *   endpoints: [{ port: 'metrics', interval: Duration.seconds(30) }],
 *   scrapeFrom: [NetworkPeer.namespace('monitoring')],
 *   labels: { release: 'prometheus' },
 * });
 */
export class ServiceMonitor extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  /** @throws when there is not exactly one of target and selector, or the Service has no such port */
  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    checkProps(scope, id, 'ServiceMonitorProps', props);
    super(scope, id);
    const { target, selector } = props;
    if ((target === undefined) === (selector === undefined)) {
      reject(this, [`takes target or selector, got ${target === undefined ? 'none' : 'both'}`]);
    }
    this.resource = emitObject<monitoring.ServiceMonitor>(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: {
        name: props.name,
        namespace: props.namespace,
        labels: props.labels && { ...props.labels },
        annotations: props.annotations && { ...props.annotations },
      },
      spec: {
        jobLabel: props.jobLabel,
        targetLabels: props.targetLabels && [...props.targetLabels],
        podTargetLabels: props.podTargetLabels && [...props.podTargetLabels],
        selector:
          target === undefined ? { ...selector } : { matchLabels: this.connect(target.toScrapeTarget(), props) },
        namespaceSelector: props.namespaces && { matchNames: [...props.namespaces] },
        endpoints: props.endpoints.map(endpointOf),
        sampleLimit: props.sampleLimit,
      },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  /** Opens the target for Prometheus, and returns the labels by which its Service is found. */
  private connect(target: ServiceObject, props: ServiceMonitorProps): { readonly [key: string]: string } {
    const known = target.ports.flatMap(({ name }) => name ?? []);
    const unknown = props.endpoints.flatMap(({ port }) => (port === undefined || known.includes(port) ? [] : [port]));
    reject(
      this,
      unknown.map(
        (port) =>
          `port must be the name of a port of Service "${target.name}" (${known.join(', ') || 'it names none'}), got "${port}"`,
      ),
    );
    const pods = props.endpoints.flatMap(({ port, targetPort }) => {
      const served = target.ports.find(({ name }) => name === port);
      return target._podsBehind(targetPort === undefined && served ? served : { port: targetPort ?? 0 }) ?? [];
    });
    const problems = [...new Set(pods.flatMap((each) => closedProblem(each, props.scrapeFrom)))];
    this.node.addValidation({ validate: () => problems });
    for (const each of pods) each.admit(props.scrapeFrom ?? []);
    return target._selectingLabels();
  }
}

/** Reports pods that no Prometheus in another namespace reaches. */
function closedProblem({ isClosed, path }: PodsBehind, scrapeFrom?: NetworkPeer[]): string[] {
  return isClosed && scrapeFrom === undefined
    ? [
        `the NetworkPolicy of ${path} admits only pods of its namespace, got no scrapeFrom: give the peers that scrape it, such as [NetworkPeer.namespace("monitoring")], or [] where they run in that namespace`,
      ]
    : [];
}

function endpointOf(endpoint: ScrapeEndpoint): monitoring.Endpoint {
  const { port, targetPort, path, scheme, params, interval, scrapeTimeout, honorLabels, bearerToken } = endpoint;
  const { serverName, insecureSkipVerify, relabelings, metricRelabelings } = endpoint;
  return {
    port,
    targetPort,
    path,
    scheme,
    params: params && { ...params },
    interval: interval && `${interval.toSeconds()}s`,
    scrapeTimeout: scrapeTimeout && `${scrapeTimeout.toSeconds()}s`,
    honorLabels,
    authorization: bearerToken && { credentials: { name: bearerToken.secretName, key: bearerToken.key } },
    tlsConfig:
      serverName === undefined && insecureSkipVerify === undefined ? undefined : { serverName, insecureSkipVerify },
    relabelings: relabelings?.map((each) => ({ ...each })),
    metricRelabelings: metricRelabelings?.map((each) => ({ ...each })),
  };
}
