import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Env, Probe, ProbedDeployment, Resources, SecurityProfile } from '../../lib';

const HTTP_PORT = 80;

/** The documented HTTP server as it would be run: nothing of the posture PRODUCTION is turned off. */
export class ProductionHttpServer extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'httpserver' });
    new ProbedDeployment(this, 'httpserver', {
      name: 'httpserver',
      serviceAccount: { name: 'httpserver' },
      replicas: 4,
      image: 'miraclewong/httpserver:v8',
      command: ['/httpserver'],
      env: [Env.value('TZ', 'Asia/Shanghai')],
      ports: [{ number: HTTP_PORT, name: 'http' }],
      // The image is built from scratch and knows no users.
      security: SecurityProfile.restricted({ user: 65532, group: 65532 }),
      // It listens below 1024, which nobody but root may otherwise.
      sysctls: { 'net.ipv4.ip_unprivileged_port_start': `${HTTP_PORT}` },
      resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512), Size.mebibytes(128)),
      startup: Probe.httpGet('/healthz', { period: Duration.seconds(2), failureThreshold: 30 }),
      liveness: Probe.httpGet('/healthz', { period: Duration.seconds(10), timeout: Duration.seconds(2) }),
      readiness: Probe.httpGet('/healthz', { period: Duration.seconds(5), timeout: Duration.seconds(2) }),
      minReady: Duration.seconds(10),
      terminationGracePeriod: Duration.seconds(30),
      service: { port: HTTP_PORT, portName: 'http', nodePort: 30001, type: ServiceType.NODE_PORT },
    });
  }
}
