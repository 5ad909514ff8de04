import { ApiObject, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { BareReplicaSet, ClusterService, Env, Mount, NfsVolume, PersistentClaim, Probe, Resources } from '../../lib';
import { DocumentedChart } from '../documented-chart';

const MYSQL_PORT = 3306;

/** The handbook's MySQL: one pod, its data on an NFS volume that survives it. */
export class Mysql extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const volumeLabels = { volume: 'my-volume' };
    const storage = Size.gibibytes(1);
    new NfsVolume(this, 'volume', {
      name: 'database',
      labels: volumeLabels,
      server: '192.168.0.1',
      path: '/exports',
      storage,
    });
    const labels = { app: 'mysql' };
    const claim = new PersistentClaim(this, 'claim', { name: 'database', storage, volumeLabels });
    const server = new BareReplicaSet(this, 'mysql', {
      name: 'mysql',
      labels,
      selector: { matchLabels: labels },
      replicas: 1,
      containerName: 'database',
      image: 'mysql',
      ports: [{ number: MYSQL_PORT }],
      mounts: [Mount.claim('/var/lib/mysql', claim.name)],
      resources: Resources.of({ cpuRequest: Cpu.units(1), memoryRequest: Size.gibibytes(2) }),
      env: [Env.value('MYSQL_ROOT_PASSWORD', 'some-password-here')],
      liveness: Probe.tcpSocket(),
    });
    new ClusterService(this, 'service', {
      name: 'mysql',
      selector: server.selectorLabels,
      ports: [{ port: MYSQL_PORT }],
    });
  }
}

/** Storage that the cluster provides on demand. */
export class DynamicStorage extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ApiObject(this, 'class', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'default',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
        labels: { 'kubernetes.io/cluster-service': 'true' },
      },
      provisioner: 'disk.csi.azure.com',
    });
    new PersistentClaim(this, 'claim', {
      name: 'my-claim',
      storageClassName: 'default',
      storage: Size.gibibytes(10),
    });
  }
}
