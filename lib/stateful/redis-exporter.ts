import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { type NetworkPeer } from '../network/network-peer';
import { type ContainerProps } from '../pod/container';
import { Env } from '../pod/env';
import { type Resources } from '../pod/resources';
import { METRICS_LABEL, redisAlerts } from './redis-alerts';
import { type QuorumGatedOptions } from './redis-configuration';
import { EXPORTER_PORT, REDIS_PORT } from './redis-constants';
import { type RedisNames } from './redis-plan';
import { TLS_PATH, tlsMounts } from './redis-tls';
import { LOG_DISK, sideResources } from './side-resources';

/** A Prometheus exporter beside each Redis. */
export interface RedisExporterOptions {
  /** Image of the exporter (oliver006/redis_exporter), with its tag. */
  readonly image: string;

  /**
   * Requests and limits of the exporter.
   *
   * @default - 20m and 32Mi, at most 100m and 64Mi; 64Mi of local disk, at most 128Mi, where Redis has a limit of it
   */
  readonly resources?: Resources;

  /**
   * Who may connect to the exporter's port 9121, where there is a NetworkPolicy: the pods of Prometheus, such as
   * `NetworkPeer.namespace('monitoring')`. Nobody else may, not even the clients of Redis. `[]` leaves it to another
   * NetworkPolicy. Without it, an exporter behind a NetworkPolicy is an error: it would never be scraped.
   *
   * @default - nobody
   */
  readonly scrapeFrom?: NetworkPeer[];

  /**
   * Whether to write a ServiceMonitor and a PrometheusRule, for a cluster that has the Prometheus operator. The alerts
   * are about this set alone, also among sets of the same name in other namespaces; to miss a set whose pods are all
   * gone, they need the namespace of the set or its chart.
   *
   * @default true
   */
  readonly operatorObjects?: boolean;

  /**
   * Labels of the two, by which the operator is told to find them.
   *
   * @default - none
   */
  readonly operatorLabels?: { readonly [key: string]: string };

  /**
   * Time between two scrapes, in whole seconds.
   *
   * @default - 15 s
   */
  readonly interval?: Duration;

  /**
   * How far a replica may be behind before an alert, in whole seconds; one that does not follow at all is behind.
   *
   * @default - 10 s
   */
  readonly maxReplicaLag?: Duration;
}

const EXPORTER_RESOURCES = {
  cpuRequest: Cpu.millis(20),
  cpuLimit: Cpu.millis(100),
  memoryRequest: Size.mebibytes(32),
  memoryLimit: Size.mebibytes(64),
  ...LOG_DISK,
};

/**
 * The exporter's container.
 *
 * @param main what Redis itself may use
 */
export function exporterContainer(
  options: RedisExporterOptions,
  main: Resources | undefined,
  gated?: QuorumGatedOptions,
): ContainerProps {
  const credentials = gated?.credentials;
  const scheme = gated?.tlsSecret === undefined ? 'redis' : 'rediss';
  return {
    name: 'exporter',
    image: options.image,
    ports: [{ number: EXPORTER_PORT, name: 'metrics' }],
    env: [
      Env.value('REDIS_ADDR', `${scheme}://127.0.0.1:${REDIS_PORT}`),
      ...(scheme === 'rediss'
        ? [
            // The certificate is for the members' names, not for 127.0.0.1; Redis in turn asks for one of its clients.
            Env.value('REDIS_EXPORTER_SKIP_TLS_VERIFICATION', 'true'),
            Env.value('REDIS_EXPORTER_TLS_CLIENT_CERT_FILE', `${TLS_PATH}/tls.crt`),
            Env.value('REDIS_EXPORTER_TLS_CLIENT_KEY_FILE', `${TLS_PATH}/tls.key`),
          ]
        : []),
      ...(credentials ? [Env.secretKey('REDIS_PASSWORD', credentials.secretName, credentials.redisKey)] : []),
    ],
    mounts: gated?.tlsSecret === undefined ? undefined : tlsMounts(gated.tlsSecret),
    resources: options.resources ?? sideResources(main, EXPORTER_RESOURCES),
  };
}

/**
 * The ServiceMonitor and the PrometheusRule. Their kinds belong to the Prometheus operator.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export function addOperatorObjects(
  scope: Construct,
  namespace: string | undefined,
  names: RedisNames,
  options: RedisExporterOptions,
  gated?: QuorumGatedOptions,
): void {
  const metadata = { name: names.name, namespace, labels: options.operatorLabels && { ...options.operatorLabels } };
  const interval = options.interval ?? Duration.seconds(15);
  new ApiObject(scope, 'ServiceMonitor', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata,
    spec: {
      selector: { matchLabels: { [METRICS_LABEL]: names.name } },
      // By which the alerts take the series of this set alone.
      targetLabels: [METRICS_LABEL],
      endpoints: [{ port: 'metrics', interval: `${interval.toSeconds()}s` }],
    },
  });
  new ApiObject(scope, 'PrometheusRule', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata,
    spec: {
      groups: [
        {
          name: `${names.name}.redis`,
          rules: redisAlerts(names, {
            namespace: namespace ?? Chart.of(scope).namespace,
            quorum: gated?.quorum,
            maxReplicaLag: options.maxReplicaLag,
          }),
        },
      ],
    },
  });
}
