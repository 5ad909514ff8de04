import { Duration } from 'cdk8s';
import { type ImagePullPolicy, PercentOrAbsolute } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { DeploymentStrategy, UnprobedDeployment } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** What the handbook changes from one rollout to the next. */
export interface NginxProps {
  /** Number of pods. */
  readonly replicas: number;
  /** Image with its tag. */
  readonly image: string;
  /** When the image is pulled. */
  readonly imagePullPolicy: ImagePullPolicy;
  /** Why this revision was made. The handbook notes it on the pod template. */
  readonly changeCause?: string;
  /** Waits a minute for each pod, gives a rollout ten, and keeps two weeks of daily revisions. */
  readonly guarded?: boolean;
}

/** The handbook's Deployment, from its first export to its guarded rollout. */
export class Nginx extends DocumentedChart {
  constructor(scope: Construct, id: string, props: NginxProps) {
    super(scope, id);
    const labels = { run: 'nginx' };
    new UnprobedDeployment(this, 'nginx', {
      name: 'nginx',
      labels,
      selector: { matchLabels: labels },
      replicas: props.replicas,
      image: props.image,
      imagePullPolicy: props.imagePullPolicy,
      podAnnotations: props.changeCause === undefined ? undefined : { 'kubernetes.io/change-cause': props.changeCause },
      strategy: DeploymentStrategy.rollingUpdate({
        maxSurge: PercentOrAbsolute.absolute(1),
        maxUnavailable: PercentOrAbsolute.absolute(1),
      }),
      ...(props.guarded && {
        minReady: Duration.seconds(60),
        progressDeadline: Duration.seconds(600),
        revisionHistoryLimit: 14,
      }),
    });
  }
}
