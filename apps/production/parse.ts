import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import {
  Env,
  ExternalResources,
  Mount,
  NetworkPeer,
  Probe,
  ProbedDeployment,
  Resources,
  SecurityProfile,
  type StatefulMongo,
} from '../../lib';

const PARSE_PORT = 1337;

/** What the Parse server needs. */
export interface ProductionParseProps {
  /** Replica set that holds the data; the server runs in its namespace. */
  readonly database: StatefulMongo;
  /** Namespace. */
  readonly namespace: string;
  /** Name of a Secret with the keys app-id, master-key and database-uri. */
  readonly credentials: string;
}

/** The handbook's Parse server as it would be run: its keys from a Secret, and where Kubernetes expands them. */
export class ProductionParse extends Chart {
  constructor(scope: Construct, id: string, props: ProductionParseProps) {
    super(scope, id, { namespace: props.namespace });
    const { credentials, database } = props;
    ExternalResources.of(this).secret(credentials, ['app-id', 'master-key', 'database-uri']);
    new ProbedDeployment(this, 'parse', {
      name: 'parse-server',
      serviceAccount: { name: 'parse-server' },
      selector: { matchLabels: { 'app.kubernetes.io/name': 'parse-server' } },
      podLabels: database.clientLabels,
      replicas: 2,
      image: 'parseplatform/parse-server:7.3.0',
      ports: [{ number: PARSE_PORT, name: 'http' }],
      // The server reads its settings from these; as arguments, every process of the node could see them.
      env: [
        Env.secretKey('PARSE_SERVER_APPLICATION_ID', credentials, 'app-id'),
        Env.secretKey('PARSE_SERVER_MASTER_KEY', credentials, 'master-key'),
        Env.secretKey('PARSE_SERVER_DATABASE_URI', credentials, 'database-uri'),
        Env.value('PARSE_SERVER_LOGS_FOLDER', '/tmp/logs'),
      ],
      mounts: [Mount.emptyDir('/tmp', { sizeLimit: Size.mebibytes(128) })],
      security: SecurityProfile.restricted({ user: 1000, group: 1000 }),
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512), Size.mebibytes(256)),
      startup: Probe.httpGet('/parse/health', { period: Duration.seconds(5), failureThreshold: 24 }),
      liveness: Probe.tcpSocket({ period: Duration.seconds(20), timeout: Duration.seconds(5) }),
      readiness: Probe.httpGet('/parse/health', { period: Duration.seconds(10), timeout: Duration.seconds(5) }),
      allowTo: [{ peers: [NetworkPeer.pods(database.workload.selectorLabels)], ports: [{ port: 27017 }] }],
      service: { port: PARSE_PORT, portName: 'http' },
    });
  }
}
