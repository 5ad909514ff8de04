import { Posture } from '../../../lib';
import { type Build, synthesize } from '../../support/synthesize';
import { Cluster } from '../runner/cluster';
import { type JobStatus } from '../runner/replicated';
import { type JobObject, type KubeObject } from '../runner/types';

/** A cluster whose back-offs are a fiftieth of Kubernetes', so that retries fit into a test. */
export function startCluster(): Promise<Cluster> {
  return Cluster.start({ backoffSeconds: 0.2, maxBackoffSeconds: 1 });
}

/** The production manifests of what is built. */
export function production(build: Build): KubeObject[] {
  return synthesize(build, Posture.PRODUCTION);
}

export function secret(name: string, stringData: Record<string, string>, namespace?: string): KubeObject {
  return Object.assign({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } }, { stringData });
}

/** How a Job ended. */
export interface JobRun {
  readonly done: JobStatus['done'];
  /** Exit status of each of its pods, in their order. */
  readonly codes: (number | undefined)[];
  /** What the pods wrote. */
  readonly output: string;
}

/** Makes a Job as a hook's `before-hook-creation` does: the one of the run before is deleted first. */
export async function startJob(cluster: Cluster, manifests: readonly KubeObject[]): Promise<JobObject> {
  const job = manifests.find((object): object is JobObject => object.kind === 'Job');
  if (job === undefined) throw new Error('the manifests hold no Job');
  await cluster.delete(job);
  cluster.apply(manifests);
  return job;
}

export async function finished(cluster: Cluster, job: JobObject): Promise<JobRun> {
  await cluster.until(`Job ${job.metadata.name} is done`, 120, () => cluster.jobStatus(job).done !== undefined);
  const pods = cluster.podsOf(job);
  return {
    done: cluster.jobStatus(job).done,
    codes: pods.map((pod) => pod.container().lastExit?.code),
    output: pods.map((pod) => cluster.log(pod)).join(''),
  };
}

/** The manifests with the one container of their Job changed. */
export function changed(
  manifests: readonly KubeObject[],
  change: { readonly command?: readonly string[]; readonly env?: Readonly<Record<string, string>> },
): KubeObject[] {
  return manifests.map((object) => {
    if (object.kind !== 'Job') return object;
    const job = structuredClone(object as JobObject);
    const [container] = job.spec.template.spec.containers;
    const kept = (container?.env ?? []).filter(({ name }) => change.env?.[name] === undefined);
    const env = [...kept, ...Object.entries(change.env ?? {}).map(([name, value]) => ({ name, value }))];
    return Object.assign(job, {
      spec: {
        ...job.spec,
        template: {
          ...job.spec.template,
          spec: {
            ...job.spec.template.spec,
            containers: [{ ...container, env, command: change.command ?? container?.command }],
          },
        },
      },
    });
  });
}
