import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Mount, NodeDaemon, Resources } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** A log collector on every node. */
export class Fluentd extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'kube-system' });
    const labels = { app: 'fluentd' };
    new NodeDaemon(this, 'fluentd', {
      name: 'fluentd',
      labels,
      selector: { matchLabels: labels },
      image: 'fluent/fluentd:v0.14.10',
      resources: Resources.of({
        cpuRequest: Cpu.millis(100),
        memoryRequest: Size.mebibytes(200),
        memoryLimit: Size.mebibytes(200),
      }),
      mounts: [
        Mount.hostPath('/var/log', '/var/log', { volumeName: 'varlog' }),
        Mount.hostPath('/var/lib/docker/containers', '/var/lib/docker/containers', {
          volumeName: 'varlibdockercontainers',
          readOnly: true,
        }),
      ],
      terminationGracePeriod: Duration.seconds(30),
    });
  }
}

/** A web server on the nodes that have a fast disk. */
export class NginxFastStorage extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const labels = { app: 'nginx', ssd: 'true' };
    new NodeDaemon(this, 'nginx', {
      name: 'nginx-fast-storage',
      labels,
      selector: { matchLabels: labels },
      containerName: 'nginx',
      image: 'nginx:1.10.0',
      nodeSelector: { ssd: 'true' },
    });
  }
}
