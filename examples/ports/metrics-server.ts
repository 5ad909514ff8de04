// The Helm chart of Metrics Server 0.7 with its default values, ported without a JSON patch. CI compares it with the
// chart. The library has no constructs for bindings to existing roles and for an APIService: those are plain objects.
import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import { ConnectionScheme, Cpu, ImagePullPolicy } from 'cdk8s-plus-27';
import { Mount, Posture, Probe, ProbedDeployment, Resources, SecurityProfile } from 'cdk8s-patterns';

const NAMESPACE = 'kube-system';
const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1' };
const selecting = { 'app.kubernetes.io/name': 'metrics-server', 'app.kubernetes.io/instance': 'metrics-server' };
const labels = {
  ...selecting,
  'helm.sh/chart': 'metrics-server-3.12.1',
  'app.kubernetes.io/version': '0.7.1',
  'app.kubernetes.io/managed-by': 'Helm',
};
const read = ['get', 'list', 'watch'];
const https = { portName: 'https', scheme: ConnectionScheme.HTTPS, period: Duration.seconds(10), failureThreshold: 3 };

export const app = new App();
const chart = new Chart(app, 'metrics-server', { namespace: NAMESPACE, labels });
Posture.MINIMAL.applyTo(chart);

const { service } = new ProbedDeployment(chart, 'metrics-server', {
  name: 'metrics-server',
  selector: { matchLabels: selecting },
  replicas: 1,
  image: 'registry.k8s.io/metrics-server/metrics-server:v0.7.1',
  imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
  args: [
    '--secure-port=10250',
    '--cert-dir=/tmp',
    '--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
    '--kubelet-use-node-status-port',
    '--metric-resolution=15s',
  ],
  ports: [{ number: 10250, name: 'https' }],
  liveness: Probe.httpGet('/livez', { ...https, initialDelay: Duration.seconds(0) }),
  readiness: Probe.httpGet('/readyz', { ...https, initialDelay: Duration.seconds(20) }),
  mounts: [Mount.emptyDir('/tmp', { volumeName: 'tmp' })],
  resources: Resources.of({ cpuRequest: Cpu.millis(100), memoryRequest: Size.mebibytes(200) }),
  priorityClassName: 'system-cluster-critical',
  containerSecurity: SecurityProfile.restricted({ user: 1000 }),
  serviceAccount: {
    clusterRoleName: 'system:metrics-server',
    clusterRules: [
      { resources: ['nodes/metrics'], verbs: ['get'] },
      { resources: ['pods', 'nodes', 'namespaces', 'configmaps'], verbs: read },
    ],
  },
  service: { port: 443, portName: 'https', targetPortName: 'https' },
});

// Objects of the whole cluster stand in a chart without a namespace.
const cluster = new Chart(app, 'cluster', { labels });
const subjects = [{ kind: 'ServiceAccount', name: 'metrics-server', namespace: NAMESPACE }];
const aggregation = ['admin', 'edit', 'view'].map((role) => `rbac.authorization.k8s.io/aggregate-to-${role}`);
new ApiObject(cluster, 'reader', {
  ...RBAC,
  kind: 'ClusterRole',
  metadata: {
    name: 'system:metrics-server-aggregated-reader',
    labels: Object.fromEntries(aggregation.map((label) => [label, 'true'])),
  },
  rules: [{ apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'], verbs: read }],
});
new ApiObject(cluster, 'delegator', {
  ...RBAC,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'metrics-server:system:auth-delegator' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:auth-delegator' },
  subjects,
});
new ApiObject(chart, 'auth-reader', {
  ...RBAC,
  kind: 'RoleBinding',
  metadata: { name: 'metrics-server-auth-reader' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'Role',
    name: 'extension-apiserver-authentication-reader',
  },
  subjects,
});
new ApiObject(cluster, 'api-service', {
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: 'v1beta1.metrics.k8s.io' },
  spec: {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    groupPriorityMinimum: 100,
    versionPriority: 100,
    insecureSkipTLSVerify: true,
    service: { name: service?.name, namespace: NAMESPACE, port: 443 },
  },
});

app.synth();
