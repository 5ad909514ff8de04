import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type ContainerProps } from '../../pod/container';
import { Env } from '../../pod/env';
import { Probe } from '../../pod/probe';
import { type Resources } from '../../pod/resources';
import { MONGO_EXPORTER_PORT, MONGO_PORT } from './mongo-constants';
import { type MongoCredentials } from './mongo-credentials';
import { type ScrapeOptions } from '../members/scrape-options';
import { LOG_DISK, sideResources } from '../members/side-resources';

/** A Prometheus exporter beside each mongod, on port 9216. */
export interface MongoExporterOptions extends ScrapeOptions {
  /**
   * Image of the exporter (percona/mongodb_exporter), with its tag. It is run with `--mongodb.global-conn-pool`,
   * `--collector.diagnosticdata` and `--compatible-mode`, and the alerts are made of what 0.53.0 then exposes:
   * https://github.com/percona/mongodb_exporter/blob/v0.53.0/REFERENCE.md
   */
  readonly image: string;

  /**
   * The user that asks; roles `clusterMonitor` on the database `admin` and `read` on `local` suffice. The keyfile's key
   * is not read.
   *
   * @default - the root user of the set
   */
  readonly credentials?: MongoCredentials;

  /**
   * Requests and limits of the exporter.
   *
   * @default - 20m and 64Mi, at most 200m and 128Mi; 64Mi of local disk, at most 128Mi, where mongod has a limit of it
   */
  readonly resources?: Resources;

  /**
   * How far a secondary may be behind before an alert, in whole seconds; more than the 10 s after which an idle primary
   * writes to its oplog.
   *
   * @default - 30 s
   */
  readonly maxReplicaLag?: Duration;

  /**
   * How far back an oplog that is full must reach, in whole seconds: a member that is away for longer must copy all data.
   *
   * @default - 24 h
   */
  readonly minOplogWindow?: Duration;
}

const EXPORTER_RESOURCES = {
  cpuRequest: Cpu.millis(20),
  cpuLimit: Cpu.millis(200),
  memoryRequest: Size.mebibytes(64),
  memoryLimit: Size.mebibytes(128),
  ...LOG_DISK,
};

/**
 * The exporter's container.
 *
 * @param main what mongod itself may use
 * @param ofSet the root user of the set
 */
export function exporterContainer(
  options: MongoExporterOptions,
  main: Resources | undefined,
  ofSet: MongoCredentials,
): ContainerProps {
  const { _secret: secret, _username: username, _password: password } = options.credentials ?? ofSet;
  return {
    name: 'exporter',
    image: options.image,
    // The second collects the state of the members, the third the lag and the range of the oplog.
    args: ['--mongodb.global-conn-pool', '--collector.diagnosticdata', '--compatible-mode'],
    ports: [{ number: MONGO_EXPORTER_PORT, name: 'metrics' }],
    env: [
      Env.value('MONGODB_URI', `mongodb://127.0.0.1:${MONGO_PORT}`),
      ...(secret === undefined
        ? []
        : [Env.secretKey('MONGODB_USER', secret, username), Env.secretKey('MONGODB_PASSWORD', secret, password)]),
    ],
    resources: options.resources ?? sideResources(main, EXPORTER_RESOURCES),
    // This page does not query mongod. There is no readiness probe: it would remove the member from the Service.
    liveness: Probe.httpGet('/', { period: Duration.seconds(20), timeout: Duration.seconds(5) }),
  };
}
