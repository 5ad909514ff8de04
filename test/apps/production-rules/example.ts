import { type Container, type Manifest, type PodSpec } from './manifest';

const LABELS = { app: 'shop' };
const DATABASE_LABELS = { app: 'shop-db' };

/** Objects that keep every rule, made anew at each call: what a counterexample breaks one thing of. */
export function example(): Manifest[] {
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        replicas: 3,
        selector: { matchLabels: { ...LABELS } },
        strategy: { type: 'RollingUpdate' },
        template: { metadata: { labels: { ...LABELS } }, spec: pod('shop', LABELS) },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'shop-db', namespace: 'shop' },
      spec: {
        replicas: 3,
        serviceName: 'shop-db',
        selector: { matchLabels: { ...DATABASE_LABELS } },
        template: { metadata: { labels: { ...DATABASE_LABELS } }, spec: pod('db', DATABASE_LABELS) },
      },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'backup', namespace: 'shop' },
      spec: {
        startingDeadlineSeconds: 600,
        jobTemplate: {
          spec: {
            activeDeadlineSeconds: 600,
            template: {
              metadata: { labels: { ...DATABASE_LABELS } },
              spec: { ...pod('backup', DATABASE_LABELS), restartPolicy: 'Never' },
            },
          },
        },
      },
    },
    { ...named('Service', 'shop'), spec: { selector: { ...LABELS } } },
    { ...named('Service', 'shop-db'), spec: { clusterIP: 'None', selector: { ...DATABASE_LABELS } } },
    budget('shop', LABELS),
    budget('shop-db', DATABASE_LABELS),
    policy('shop', LABELS),
    policy('shop-db', DATABASE_LABELS),
    { ...named('ConfigMap', 'shop'), data: { 'shop.conf': 'timeout=5\npassword-file=/auth/password\n' } },
    named('ServiceAccount', 'shop'),
  ];
}

function named(kind: string, name: string): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' } };
}

function budget(name: string, labels: { app: string }): Manifest {
  return {
    ...named('PodDisruptionBudget', name),
    apiVersion: 'policy/v1',
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...labels } } },
  };
}

function policy(name: string, labels: { app: string }): Manifest {
  return {
    ...named('NetworkPolicy', name),
    apiVersion: 'networking.k8s.io/v1',
    spec: { podSelector: { matchLabels: { ...labels } }, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] },
  };
}

function pod(name: string, labels: { app: string }): PodSpec {
  const labelSelector = { matchLabels: { ...labels } };
  return {
    automountServiceAccountToken: false,
    serviceAccountName: 'shop',
    priorityClassName: 'shop',
    securityContext: {
      runAsUser: 10001,
      runAsGroup: 10001,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector }],
      },
    },
    topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone', labelSelector }],
    containers: [container(name)],
    volumes: [
      { name: 'auth', secret: { secretName: 'auth' } },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
    ],
  };
}

function container(name: string): Container {
  const amounts = { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' };
  return {
    name,
    image: `registry.example.com/shop/${name}:1.2.3@sha256:${'0'.repeat(64)}`,
    imagePullPolicy: 'Always',
    env: [
      { name: 'MODE', value: 'production' },
      { name: 'PASSWORD_FILE', value: '/auth/password' },
    ],
    ports: [{ containerPort: 8080, name: 'http' }],
    resources: { requests: { ...amounts }, limits: { ...amounts } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    startupProbe: { httpGet: { path: '/ready', port: 8080 } },
    livenessProbe: { tcpSocket: { port: 8080 } },
    readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
    volumeMounts: [{ name: 'auth', mountPath: '/auth', readOnly: true }],
  };
}
