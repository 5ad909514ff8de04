// The Helm chart of ExternalDNS 0.15 with its default values, ported without a JSON patch. CI compares it with the chart.
import { App, Chart, Duration } from 'cdk8s';
import { ImagePullPolicy } from 'cdk8s-plus-27';
import { DeploymentStrategy, Posture, Probe, ProbedDeployment, SecurityProfile } from 'cdk8s-patterns';

const selecting = { 'app.kubernetes.io/name': 'external-dns', 'app.kubernetes.io/instance': 'external-dns' };
const read = ['get', 'watch', 'list'];
const healthz = { portName: 'http', period: Duration.seconds(10), timeout: Duration.seconds(5) };

export const app = new App();
const chart = new Chart(app, 'external-dns', {
  namespace: 'dns',
  labels: {
    ...selecting,
    'helm.sh/chart': 'external-dns-1.15.0',
    'app.kubernetes.io/version': '0.15.0',
    'app.kubernetes.io/managed-by': 'Helm',
  },
});
Posture.MINIMAL.applyTo(chart);

new ProbedDeployment(chart, 'external-dns', {
  name: 'external-dns',
  selector: { matchLabels: selecting },
  replicas: 1,
  strategy: DeploymentStrategy.recreate(),
  image: 'registry.k8s.io/external-dns/external-dns:v0.15.0',
  imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
  args: [
    '--log-level=info',
    '--log-format=text',
    '--interval=1m',
    '--source=service',
    '--source=ingress',
    '--policy=upsert-only',
    '--registry=txt',
    '--provider=aws',
  ],
  ports: [{ number: 7979, name: 'http' }],
  liveness: Probe.httpGet('/healthz', { ...healthz, initialDelay: Duration.seconds(10), failureThreshold: 2 }),
  readiness: Probe.httpGet('/healthz', { ...healthz, initialDelay: Duration.seconds(5), failureThreshold: 6 }),
  security: SecurityProfile.custom({ fsGroup: 65534, runAsNonRoot: true, runtimeSeccompProfile: true }),
  containerSecurity: SecurityProfile.custom({
    user: 65532,
    group: 65532,
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    dropCapabilities: ['ALL'],
    privileged: false,
  }),
  serviceAccount: {
    clusterRoleName: 'external-dns',
    clusterRoleBindingName: 'external-dns-viewer',
    clusterRules: [
      { resources: ['nodes'], verbs: ['list', 'watch'] },
      { resources: ['pods'], verbs: read },
      { resources: ['services', 'endpoints'], verbs: read },
      { apiGroups: ['extensions', 'networking.k8s.io'], resources: ['ingresses'], verbs: read },
    ],
  },
  service: { port: 7979, portName: 'http', targetPortName: 'http' },
});

app.synth();
