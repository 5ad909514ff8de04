/* oxlint-disable typescript/no-explicit-any, typescript/no-unsafe-assignment, typescript/no-unsafe-return, typescript/no-unsafe-member-access -- manifests are untyped here */
// What cdk8s-plus and this package give to each other. fresh-app.sh compiles and runs it with several versions.
import { App, Chart, Cron, Size } from 'cdk8s';
import {
  BarePod,
  BatchJob,
  type ClaimTemplateProps,
  DisruptionBudget,
  Env,
  LifecycleAction,
  Mount,
  NetworkPeer,
  NfsVolume,
  PersistentClaim,
  Posture,
  Probe,
  ProbedDeployment,
  Resources,
  ScheduledJob,
  SecurityProfile,
  StatefulWorkload,
} from 'cdk8s-patterns';
import * as kplus from 'cdk8s-plus-27';
import { strict as assert } from 'node:assert';

const app = new App();
const chart = new Chart(app, 'interop', { disableResourceNameHashes: true });
Posture.MINIMAL.applyTo(chart);
const resources = Resources.guaranteed(kplus.Cpu.millis(250), Size.mebibytes(64));

// Values of cdk8s-plus go in.
const web = new ProbedDeployment(chart, 'web', {
  name: 'web',
  image: 'web:1.0.0',
  selector: { matchLabels: { app: 'web' } },
  imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
  env: [Env.of('MODE', kplus.EnvValue.fromValue('fast'))],
  ports: [{ number: 8080, protocol: kplus.Protocol.TCP }],
  resources,
  readiness: Probe.httpGet('/ready', { port: 8080, scheme: kplus.ConnectionScheme.HTTPS }),
  preStop: LifecycleAction.exec(['sleep', '5']),
  mounts: [
    Mount.emptyDir('/cache', {
      volumeName: 'cache',
      medium: kplus.EmptyDirMedium.MEMORY,
      sizeLimit: Size.mebibytes(8),
    }),
    Mount.hostPath('/host', '/srv', { volumeName: 'host', type: kplus.HostPathVolumeType.DIRECTORY }),
  ],
  security: SecurityProfile.custom({ fsGroup: 1000, fsGroupChangePolicy: kplus.FsGroupChangePolicy.ALWAYS }),
  dnsPolicy: kplus.DnsPolicy.CLUSTER_FIRST,
  hostAliases: [{ ip: '127.0.0.1', hostnames: ['local'] }],
  networkPolicy: true,
  allowFrom: [NetworkPeer.pods({ app: 'proxy' })],
  service: { type: kplus.ServiceType.CLUSTER_IP, port: 80, targetPort: 8080, protocol: kplus.Protocol.TCP },
});
const claim: ClaimTemplateProps & { readonly name: string } = {
  name: 'data',
  storage: Size.gibibytes(1),
  accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
  volumeMode: kplus.PersistentVolumeMode.FILE_SYSTEM,
};
new PersistentClaim(chart, 'claim', claim);
new NfsVolume(chart, 'volume', {
  name: 'nfs',
  server: 'nfs.example.com',
  path: '/data',
  storage: Size.gibibytes(1),
  reclaimPolicy: kplus.PersistentVolumeReclaimPolicy.RETAIN,
});
new DisruptionBudget(chart, 'budget', {
  name: 'web',
  selector: { matchLabels: { app: 'web' } },
  maxUnavailable: kplus.PercentOrAbsolute.percent(25),
});
new BatchJob(chart, 'job', { name: 'job', image: 'job:1.0.0', restartPolicy: kplus.RestartPolicy.NEVER });
new BarePod(chart, 'pod', { name: 'pod', image: 'pod:1.0.0', restartPolicy: kplus.RestartPolicy.NEVER });
new ScheduledJob(chart, 'cron', {
  name: 'cron',
  image: 'job:1.0.0',
  schedule: Cron.hourly(),
  concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
});
new StatefulWorkload(chart, 'store', {
  name: 'store',
  image: 'store:1.0.0',
  serviceName: 'store',
  podManagement: kplus.PodManagementPolicy.PARALLEL,
});

// What this package makes goes into cdk8s-plus.
new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: web, minReplicas: 2, maxReplicas: 5 });
new kplus.NetworkPolicy(chart, 'policy', {
  selector: web,
  ingress: { rules: [{ peer: web, ports: [kplus.NetworkPolicyPort.tcp(8080)] }] },
});
new kplus.Service(chart, 'front', { metadata: { name: 'front' }, selector: web, ports: [{ port: 80 }] });
assert(web.service);
new kplus.Ingress(chart, 'ingress', {
  rules: [{ host: 'shop.example.com', path: '/', backend: web.service.toIngressBackend() as kplus.IngressBackend }],
});

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: any;
}
const manifests = chart.toJson() as Manifest[];
const specOf = (kind: string, name?: string) => {
  const found = manifests.filter((each) => each.kind === kind && (name === undefined || each.metadata.name === name));
  assert.equal(found.length, 1, `${found.length} of ${kind} ${name ?? ''}`);
  return found[0]!.spec;
};
const { replicas, template } = specOf('Deployment');
const [container] = template.spec.containers;
assert.equal(replicas, undefined);
assert.equal(container.imagePullPolicy, 'Always');
assert.deepEqual(container.env, [{ name: 'MODE', value: 'fast' }]);
assert.deepEqual(container.ports, [{ containerPort: 8080, protocol: 'TCP' }]);
assert.deepEqual(container.resources.limits, { cpu: '250m', memory: '64Mi' });
assert.equal(container.readinessProbe.httpGet.scheme, 'HTTPS');
assert.deepEqual(template.spec.volumes, [
  { name: 'cache', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
  { name: 'host', hostPath: { path: '/srv', type: 'Directory' } },
]);
assert.equal(template.spec.securityContext.fsGroupChangePolicy, 'Always');
assert.equal(template.spec.dnsPolicy, 'ClusterFirst');
assert.deepEqual(specOf('PersistentVolumeClaim').accessModes, ['ReadWriteOnce']);
assert.equal(specOf('PersistentVolumeClaim').volumeMode, 'Filesystem');
assert.equal(specOf('PersistentVolume').persistentVolumeReclaimPolicy, 'Retain');
assert.equal(specOf('PodDisruptionBudget').maxUnavailable, '25%');
assert.equal(specOf('Job').template.spec.restartPolicy, 'Never');
assert.equal(specOf('Pod').restartPolicy, 'Never');
assert.equal(specOf('CronJob').concurrencyPolicy, 'Forbid');
assert.equal(specOf('StatefulSet').podManagementPolicy, 'Parallel');
assert.deepEqual(specOf('HorizontalPodAutoscaler').scaleTargetRef, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'web',
});
const policy = specOf('NetworkPolicy', 'interop-policy');
assert.deepEqual(policy.podSelector, { matchLabels: { app: 'web' } });
assert.deepEqual(policy.ingress[0].from, [{ podSelector: { matchLabels: { app: 'web' } } }]);
assert.deepEqual(specOf('NetworkPolicy', 'web').ingress[0].from, [{ podSelector: { matchLabels: { app: 'proxy' } } }]);
assert.deepEqual(specOf('Service', 'front').selector, { app: 'web' });
assert.deepEqual(specOf('Ingress').rules[0].http.paths[0].backend, {
  service: { name: 'web', port: { number: 80 } },
});
console.log(`${manifests.length} objects`);
