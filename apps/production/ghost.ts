import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import {
  type DatabaseSingleton,
  Env,
  ExternalResources,
  Mount,
  NetworkPeer,
  PersistentClaim,
  Probe,
  ProbedDeployment,
  Resources,
  DeploymentStrategy,
  SecurityProfile,
} from '../../lib';

const GHOST_PORT = 2368;

/** What the blog needs. */
export interface ProductionGhostProps {
  /** Namespace, which is the database's too. */
  readonly namespace: string;
  /** Address under which readers find the blog. */
  readonly url: string;
  /** Database that holds the posts. */
  readonly database: DatabaseSingleton;
  /** Name of a Secret with the keys username and password, for a user of the database ghost. */
  readonly credentials: string;
}

/** The handbook's Ghost as it would be run: configured by environment, its images on a claim. */
export class ProductionGhost extends Chart {
  constructor(scope: Construct, id: string, props: ProductionGhostProps) {
    super(scope, id, { namespace: props.namespace });
    const { credentials, database } = props;
    ExternalResources.of(this).secret(credentials, ['username', 'password']);
    const content = new PersistentClaim(this, 'content', { name: 'ghost-content', storage: Size.gibibytes(5) });
    new ProbedDeployment(this, 'ghost', {
      name: 'ghost',
      serviceAccount: { name: 'ghost' },
      // Ghost keeps images on one volume and knows no second instance.
      replicas: 1,
      strategy: DeploymentStrategy.recreate(),
      image: 'ghost:5.101.3',
      ports: [{ number: GHOST_PORT, name: 'http' }],
      env: [
        ...Env.values({
          NODE_ENV: 'production',
          url: props.url,
          database__client: 'mysql',
          database__connection__host: database.host,
          database__connection__database: 'ghost',
        }),
        Env.secretKey('database__connection__user', credentials, 'username'),
        Env.secretKey('database__connection__password', credentials, 'password'),
      ],
      mounts: [
        Mount.claim('/var/lib/ghost/content', content.name),
        Mount.emptyDir('/tmp', { sizeLimit: Size.mebibytes(128) }),
      ],
      security: SecurityProfile.restricted({ user: 1000, group: 1000, fsGroup: 1000 }),
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512), Size.mebibytes(256)),
      startup: Probe.tcpSocket({ period: Duration.seconds(5), failureThreshold: 60 }),
      liveness: Probe.tcpSocket({ period: Duration.seconds(20), timeout: Duration.seconds(5) }),
      readiness: Probe.httpGet('/ghost/api/admin/site/', {
        period: Duration.seconds(10),
        timeout: Duration.seconds(5),
      }),
      allowTo: [{ peers: [NetworkPeer.pods(database.workload.selectorLabels)], ports: [{ port: 3306 }] }],
      service: { port: GHOST_PORT, portName: 'http' },
    });
  }
}
