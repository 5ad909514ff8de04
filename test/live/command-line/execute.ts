import * as fs from 'node:fs';
import { Cluster } from '../runner/cluster';
import { complaint } from '../runner/complaint';
import { type JobObject, type KubeObject, type ReplicatedObject } from '../runner/types';

const WORKLOADS = ['StatefulSet', 'Deployment', 'ReplicaSet', 'Job', 'Pod'];

/** What became of a workload. */
export interface Outcome {
  /** `Kind namespace/name`. */
  readonly workload: string;
  readonly ok: boolean;
  /** `ready`, `Complete`, or why not. */
  readonly text: string;
}

export interface ExecuteOptions {
  /** Longest wait, seconds. */
  readonly within: number;
  /** Receives one line per event. */
  readonly report: (line: string) => void;
  /** Folder that keeps what the containers wrote. @default - nothing is kept */
  readonly logs?: string;
}

/** Runs manifests until every workload is ready or, a Job, complete; or until the time is up. */
export async function execute(manifests: readonly KubeObject[], options: ExecuteOptions): Promise<Outcome[]> {
  const cluster = await Cluster.start({ report: options.report });
  const workloads = manifests.filter(({ kind }) => WORKLOADS.includes(kind));
  try {
    cluster.apply(manifests);
    const settled = () => workloads.every((workload) => verdict(cluster, workload) !== undefined);
    await cluster.until('', options.within, settled).catch(() => undefined);
    return workloads.map((workload) => outcome(cluster, workload, options.within));
  } finally {
    if (options.logs !== undefined) fs.cpSync(cluster.logs, options.logs, { recursive: true });
    await cluster.stop();
  }
}

function outcome(cluster: Cluster, workload: KubeObject, within: number): Outcome {
  const name = `${workload.kind} ${workload.metadata.namespace ?? 'default'}/${workload.metadata.name}`;
  const found = verdict(cluster, workload);
  if (found?.ok === true) return { workload: name, ...found };
  const pods = cluster.podsOf(workload).map((pod) => complaint(cluster, pod));
  return { workload: name, ok: false, text: [found?.text ?? `not ready within ${within} s`, ...pods].join('\n  ') };
}

/** How it ended, or undefined while it may still change. */
function verdict(cluster: Cluster, workload: KubeObject): Pick<Outcome, 'ok' | 'text'> | undefined {
  const pods = cluster.podsOf(workload);
  if (workload.kind === 'Job') {
    const { done } = cluster.jobStatus(workload as JobObject);
    if (done !== undefined) return { ok: done === 'Complete', text: done };
  } else if (workload.kind === 'Pod') {
    const [pod] = pods;
    if (pod?.ready === true) return { ok: true, text: 'ready' };
    if (pod?.phase === 'Succeeded' || pod?.phase === 'Failed')
      return { ok: pod.phase === 'Succeeded', text: pod.phase };
  } else if (cluster.ready(workload as ReplicatedObject)) {
    return { ok: true, text: 'ready' };
  }
  return pods.some(({ failure }) => failure !== undefined) ? { ok: false, text: 'cannot start' } : undefined;
}
