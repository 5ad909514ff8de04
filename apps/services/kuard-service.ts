import { Duration } from 'cdk8s';
import { Protocol, type ServiceType } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { Probe, ProbedDeployment, UnprobedDeployment, type WorkloadServiceOptions } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** One of the deployments that the handbook runs side by side. */
export interface KuardServiceProps {
  /** Fruit or animal that the application is called after. */
  readonly app: string;
  /** Version, which is the image's tag too. */
  readonly ver: string;
  /** Environment. */
  readonly env: string;
  /** Number of pods. */
  readonly replicas: number;
  /** Declare port 8080, as `kubectl run --port=8080` does. */
  readonly port?: boolean;
  /** Keep traffic away from pods that are not ready. */
  readonly probed?: boolean;
  /** Put a Service in front, as `kubectl expose` does. */
  readonly exposed?: boolean;
  /** Type of the Service. */
  readonly serviceType?: ServiceType;
}

/** An application of the handbook's chapter on service discovery, as `kubectl run` and `kubectl expose` make it. */
export class KuardService extends DocumentedChart {
  constructor(scope: Construct, id: string, props: KuardServiceProps) {
    super(scope, id);
    const { ver, app, env } = props;
    const labels = { ver, app, env };
    const service: WorkloadServiceOptions = {
      port: 8080,
      targetPort: 8080,
      protocol: Protocol.TCP,
      labels,
      type: props.serviceType,
    };
    const deployment = {
      name: `${app}-${env}`,
      labels,
      selector: { matchLabels: labels },
      replicas: props.replicas,
      image: `gcr.io/kuar-demo/kuard-amd64:${ver}`,
      ports: props.port ? [{ number: 8080 }] : [],
      service: props.exposed ? service : undefined,
    };
    if (!props.probed) {
      new UnprobedDeployment(this, 'deployment', deployment);
      return;
    }
    new ProbedDeployment(this, 'deployment', {
      ...deployment,
      readiness: Probe.httpGet('/ready', {
        period: Duration.seconds(2),
        initialDelay: Duration.seconds(0),
        failureThreshold: 3,
        successThreshold: 1,
      }),
    });
  }
}
