import { Duration, Size } from 'cdk8s';
import { Cpu, Protocol } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { BarePod, Mount, Probe, type ProbeOptions, Resources } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** What the handbook adds to its first pod, chapter by chapter. */
export interface KuardPodProps {
  /** Restart the pod when it is not healthy. */
  readonly liveness?: boolean;
  /** Keep traffic away while it is not ready. */
  readonly readiness?: boolean;
  /** Requests, and limits above them. */
  readonly resources?: Resources;
  /** Where the data lives. */
  readonly data?: Mount;
}

const EVERY_TEN_SECONDS: ProbeOptions = {
  timeout: Duration.seconds(1),
  period: Duration.seconds(10),
  failureThreshold: 3,
};

/** The pod of the handbook's chapter on pods, in each of its stages. */
export class KuardPod extends DocumentedChart {
  public static readonly REQUESTS = Resources.of({ cpuRequest: Cpu.millis(500), memoryRequest: Size.mebibytes(128) });

  public static readonly LIMITS = Resources.of({
    cpuRequest: Cpu.millis(500),
    memoryRequest: Size.mebibytes(128),
    cpuLimit: Cpu.millis(1000),
    memoryLimit: Size.mebibytes(256),
  });

  public static readonly HOST_DATA = Mount.hostPath('/data', '/var/lib/kuard', { volumeName: 'kuard-data' });

  public static readonly NFS_DATA = Mount.nfs('/data', 'my.nfs.server.local', '/exports', { volumeName: 'kuard-data' });

  constructor(scope: Construct, id: string, props: KuardPodProps = {}) {
    super(scope, id);
    new BarePod(this, 'kuard', {
      name: 'kuard',
      image: 'gcr.io/kuar-demo/kuard-amd64:1',
      ports: [{ number: 8080, name: 'http', protocol: Protocol.TCP }],
      liveness: props.liveness
        ? Probe.httpGet('/healthy', { initialDelay: Duration.seconds(5), ...EVERY_TEN_SECONDS })
        : undefined,
      readiness: props.readiness
        ? Probe.httpGet('/ready', { initialDelay: Duration.seconds(30), ...EVERY_TEN_SECONDS })
        : undefined,
      resources: props.resources,
      mounts: props.data && [props.data],
    });
  }
}
