// A web server whose database schema is migrated before each new version.
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  Env,
  ExternalResources,
  Hook,
  HookEvent,
  Ingress,
  MigrationHookJob,
  NetworkPeer,
  Probe,
  ProbedDeployment,
  Resources,
} from 'cdk8s-patterns';

export const app = new App();
const chart = new Chart(app, 'web', { namespace: 'shop' });
ExternalResources.of(chart).secret('shop-database', ['url']);

const pod = {
  image: 'registry.example.com/shop:1.4.2',
  env: [Env.secretKey('DATABASE_URL', 'shop-database', 'url')],
  resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
  // The database is outside of the cluster.
  allowTo: [{ peers: [NetworkPeer.cidr('10.20.0.0/16')], ports: [{ port: 5432 }] }],
};

// Helm runs it before the Deployment changes. For Argo CD: `engine: HookEngine.ARGO_CD` in the options of the hook.
new MigrationHookJob(chart, 'migrate', {
  ...pod,
  name: 'shop-migrate',
  args: ['migrate'],
  hook: Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE]),
});

const web = new ProbedDeployment(chart, 'web', {
  ...pod,
  name: 'shop',
  replicas: 3,
  ports: [{ number: 8080 }],
  readiness: Probe.httpGet('/ready', { period: Duration.seconds(5) }),
  liveness: Probe.httpGet('/live', { period: Duration.seconds(20) }),
  service: { port: 80, targetPort: 8080 },
});

new Ingress(chart, 'ingress', {
  name: 'shop',
  ingressClassName: 'nginx',
  controller: [NetworkPeer.namespace('ingress-nginx')],
  tls: [{ secretName: 'shop-tls' }],
  rules: [{ host: 'shop.example.com', backend: web }],
});

// The certificate is made by cert-manager.
ExternalResources.of(chart).secret('shop-tls');

app.synth();
