import { ImagePullPolicy, Protocol, RestartPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { BareReplicaSet, BatchJob, ClusterService, JobPattern } from '../../lib';
import { DocumentedChart } from '../documented-chart';

const KUARD = { image: 'gcr.io/kuar-demo/kuard-amd64:1', imagePullPolicy: ImagePullPolicy.ALWAYS };
const CHAPTER = { chapter: 'jobs' };

/** How the key generator of the chapter fails. */
export interface OneShotProps {
  /** Keys to make. */
  readonly keys: number;
  /** Code to exit with after that, for the chapter's failing Jobs. */
  readonly exitCode?: number;
  /** What happens to a failed pod. */
  readonly restartPolicy: RestartPolicy;
}

/** A Job that makes some keys and ends. */
export class OneShot extends DocumentedChart {
  constructor(scope: Construct, id: string, props: OneShotProps) {
    super(scope, id);
    new BatchJob(this, 'oneshot', {
      ...KUARD,
      name: 'oneshot',
      containerName: 'kuard',
      labels: CHAPTER,
      podLabels: CHAPTER,
      args: [
        '--keygen-enable',
        '--keygen-exit-on-complete',
        ...(props.exitCode === undefined ? [] : [`--keygen-exit-code=${props.exitCode}`]),
        `--keygen-num-to-gen=${props.keys}`,
      ],
      restartPolicy: props.restartPolicy,
    });
  }
}

/** Ten times ten keys, by five pods at a time. */
export class ParallelJob extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new BatchJob(this, 'parallel', {
      ...KUARD,
      name: 'parallel',
      containerName: 'kuard',
      labels: CHAPTER,
      podLabels: CHAPTER,
      pattern: JobPattern.fixedCompletions(10, 5),
      args: ['--keygen-enable', '--keygen-exit-on-complete', '--keygen-num-to-gen=10'],
      restartPolicy: RestartPolicy.ON_FAILURE,
    });
  }
}

/** A queue of work, and five workers that empty it. */
export class WorkQueue extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const queueLabels = { app: 'work-queue', component: 'queue', ...CHAPTER };
    new BareReplicaSet(this, 'queue', {
      ...KUARD,
      name: 'queue',
      labels: queueLabels,
      selector: { matchLabels: queueLabels },
      replicas: 1,
    });
    const queue = new ClusterService(this, 'queue-service', {
      name: 'queue',
      labels: queueLabels,
      selector: { app: 'work-queue', component: 'queue' },
      ports: [{ port: 8080, targetPort: 8080, protocol: Protocol.TCP }],
    });
    const workerLabels = { app: 'message-queue', component: 'consumer', ...CHAPTER };
    new BatchJob(this, 'consumers', {
      ...KUARD,
      name: 'consumers',
      containerName: 'worker',
      labels: workerLabels,
      podLabels: workerLabels,
      pattern: JobPattern.workQueue(5),
      args: [
        '--keygen-enable',
        '--keygen-exit-on-complete',
        `--keygen-memq-server=http://${queue.name}:8080/memq/server`,
        '--keygen-memq-queue=keygen',
      ],
      restartPolicy: RestartPolicy.ON_FAILURE,
    });
  }
}
