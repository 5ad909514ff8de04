import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import {
  ExternalResources,
  Hook,
  HookEvent,
  MigrationHookJob,
  Mount,
  NetworkPeer,
  Probe,
  ProbedDeployment,
  Resources,
  SecurityProfile,
} from '../../lib';
import { type ProfileSyncProps } from '../profile-sync/profile-sync';
import { profileSyncEnvironment } from '../profile-sync/environment';

const HTTP_PORT = 80;
const MYSQL_PORT = 3306;
const SMTP_PORT = 587;

/** Profile Sync as it would be run: nothing of the posture PRODUCTION is turned off. */
export class ProductionProfileSync extends Chart {
  constructor(scope: Construct, id: string, props: ProfileSyncProps) {
    super(scope, id, { namespace: props.namespace });

    // What the platform provides.
    ExternalResources.of(this)
      .secret('db-ps')
      .secret('email')
      .secret('ct-secrets')
      .secret('registry')
      .configMap('instance')
      .configMap('cluster-static', ['EXTERNAL_HOST_NAME'])
      .configMap('data', ['MYSQL_PS_DB'])
      .pods({ app: 'mysql' });

    // The migration runs what the application runs, in the same environment.
    const ps = {
      image: `${props.registry}/ps${props.releaseContainerSuffix}:${props.release}`,
      imagePullSecrets: ['registry'],
      security: SecurityProfile.restricted({ user: 10001, group: 10001, fsGroup: 10001 }),
      resources: Resources.of({
        cpuRequest: Cpu.millis(250),
        cpuLimit: Cpu.units(1),
        memoryRequest: Size.mebibytes(512),
        memoryLimit: Size.mebibytes(512),
        ephemeralStorageRequest: Size.mebibytes(128),
        ephemeralStorageLimit: Size.mebibytes(384),
      }),
      env: profileSyncEnvironment(props),
      mounts: [
        Mount.configMap('/app/config/deploy/instances', 'instance'),
        Mount.secret('/etc/cubetree', 'ct-secrets', { readOnly: true, mode: 0o440 }),
        Mount.emptyDir('/tmp', { sizeLimit: Size.mebibytes(256) }),
      ],
      allowTo: [
        { peers: [NetworkPeer.pods({ app: 'mysql' })], ports: [{ port: MYSQL_PORT }] },
        { peers: [NetworkPeer.ANYWHERE], ports: [{ port: SMTP_PORT }] },
      ],
    };

    new MigrationHookJob(this, 'migrate', {
      ...ps,
      name: 'migrate-ps',
      serviceAccount: { name: 'migrate-ps' },
      command: ['/migrate.sh'],
      hook: Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE], { weight: 0 }),
      // A migration of a large table takes longer than the five minutes of the posture.
      activeDeadline: Duration.minutes(30),
      podAnnotations: { 'sidecar.istio.io/inject': 'false' },
    });

    // Liveness asks only whether the process answers: a database that is away must not restart every pod.
    new ProbedDeployment(this, 'ps', {
      ...ps,
      name: 'ps',
      serviceAccount: { name: 'ps' },
      replicas: 2,
      ports: [{ number: HTTP_PORT, name: 'http' }],
      sysctls: { 'net.ipv4.ip_unprivileged_port_start': `${HTTP_PORT}` },
      startup: Probe.tcpSocket({ period: Duration.seconds(5), failureThreshold: 24 }),
      liveness: Probe.tcpSocket({ period: Duration.seconds(20), timeout: Duration.seconds(5) }),
      readiness: Probe.httpGet('/health/diagnose', { period: Duration.seconds(10), timeout: Duration.seconds(10) }),
      terminationGracePeriod: Duration.seconds(60),
      service: { port: 3001, targetPort: HTTP_PORT, portName: 'http' },
    });
  }
}
