import { type Construct } from 'constructs';
import { Autoscaler, BareReplicaSet } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** How many pods there are, or between which numbers an autoscaler keeps them. */
export interface KuardReplicaSetProps {
  /** Number of pods. */
  readonly replicas?: number;
  /** As `kubectl autoscale rs kuard --min=2 --max=5 --cpu-percent=80` does. */
  readonly autoscaled?: boolean;
}

/** The handbook's ReplicaSet. */
export class KuardReplicaSet extends DocumentedChart {
  constructor(scope: Construct, id: string, props: KuardReplicaSetProps) {
    super(scope, id);
    const kuard = new BareReplicaSet(this, 'kuard', {
      name: 'kuard',
      replicas: props.replicas,
      selector: { matchLabels: { app: 'kuard', version: '2' } },
      image: 'gcr.io/kuar-demo/kuard-amd64:2',
    });
    if (props.autoscaled) {
      new Autoscaler(this, 'autoscaler', {
        target: kuard.resource,
        minReplicas: 2,
        maxReplicas: 5,
        cpuUtilization: 80,
      });
    }
  }
}
