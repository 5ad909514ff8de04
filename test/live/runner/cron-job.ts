import { type JobObject, type KubeObject } from './types';

interface CronJobObject extends KubeObject {
  readonly spec: {
    readonly jobTemplate: { readonly metadata?: Partial<KubeObject['metadata']>; readonly spec: JobObject['spec'] };
  };
}

/** What `kubectl create job NAME --from=cronjob/CRONJOB` makes. */
export function jobFrom(objects: readonly KubeObject[], cronJob: string, name: string): JobObject {
  const found = objects.find(({ kind, metadata }) => kind === 'CronJob' && metadata.name === cronJob);
  if (found === undefined) throw new Error(`the manifests hold no CronJob "${cronJob}"`);
  const { metadata, spec } = found as CronJobObject;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadata, ...spec.jobTemplate.metadata, name },
    spec: spec.jobTemplate.spec,
  };
}
