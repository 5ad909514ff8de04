import { type Controller, type ControllerHost, revisionOf } from './controller';
import { type Pod } from './pod';
import { type JobObject, type PodFailureRule, type PodObject, type ReplicatedObject } from './types';

const NO_CLAIMS: ReadonlyMap<string, string> = new Map();

/** Deployment and ReplicaSet. A Deployment rolls with one pod more than wanted, or recreates. */
export class ReplicatedController implements Controller {
  private counter = 0;

  constructor(private readonly host: ControllerHost) {}

  reconcile(object: ReplicatedObject): void {
    const wanted = object.spec.replicas ?? 1;
    const revision = revisionOf(object.spec.template);
    const pods = this.host.podsOf(object).filter((pod) => !pod.terminating);
    for (const pod of pods) if (pod.phase === 'Failed' || pod.phase === 'Succeeded') void pod.remove();
    const rolls = object.kind === 'Deployment';
    const current = rolls ? pods.filter((pod) => pod.identity.revision === revision) : pods;
    const outdated = pods.filter((pod) => !current.includes(pod));
    if (outdated.length > 0 && object.spec.strategy?.type === 'Recreate') {
      for (const pod of outdated) void pod.remove();
      return;
    }
    if (object.spec.strategy?.type === 'Recreate' && this.host.podsOf(object).some((pod) => pod.terminating)) return;
    for (
      let n = current.length;
      n < wanted && n + outdated.length < wanted + (rolls ? 1 : 0) + (outdated.length > 0 ? 0 : 1);
      n++
    ) {
      this.create(object, revision);
    }
    for (const pod of current.slice(wanted)) void pod.remove();
    const spare = current.filter((pod) => pod.ready).length + outdated.length - wanted;
    for (const pod of outdated.slice(0, Math.max(0, spare))) void pod.remove();
  }

  private create(object: ReplicatedObject, revision: string): void {
    const name = `${object.metadata.name}-${revision}-${String(++this.counter).padStart(5, 'x')}`;
    this.host.createPod(object, object.spec.template, name, plain(object.spec.template, name, revision));
  }
}

export interface JobStatus {
  readonly succeeded: number;
  readonly failed: number;
  readonly done: 'Complete' | 'Failed' | undefined;
}

/** Job: pods until enough succeeded or more failed than the back-off limit allows. */
export class JobController implements Controller {
  private readonly counters = new Map<string, number>();

  constructor(private readonly host: ControllerHost) {}

  status(job: JobObject): JobStatus {
    const pods = this.host.podsOf(job);
    const succeeded = pods.filter(({ phase }) => phase === 'Succeeded').length;
    const restarts = pods.flatMap((pod) => pod.containers).reduce((sum, container) => sum + container.restarts, 0);
    const actions = pods.filter(({ phase }) => phase === 'Failed').map((pod) => actionOn(pod, job));
    const failed = actions.filter((action) => action !== 'Ignore').length + restarts;
    if (actions.includes('FailJob')) return { succeeded, failed, done: 'Failed' };
    if (succeeded >= (job.spec.completions ?? job.spec.parallelism ?? 1))
      return { succeeded, failed, done: 'Complete' };
    const late =
      job.spec.activeDeadlineSeconds !== undefined &&
      pods.some((pod) => Date.now() - pod.createdAt > (job.spec.activeDeadlineSeconds ?? 0) * 1000);
    return { succeeded, failed, done: late || failed > (job.spec.backoffLimit ?? 6) ? 'Failed' : undefined };
  }

  reconcile(job: JobObject): void {
    const { succeeded, failed, done } = this.status(job);
    const active = this.host.podsOf(job).filter(({ phase }) => phase === 'Pending' || phase === 'Running');
    if (done !== undefined) {
      for (const pod of active) void pod.remove();
      return;
    }
    if (failed > 0 && !this.mayRetry(job, failed)) return;
    const missing = Math.min(job.spec.parallelism ?? 1, (job.spec.completions ?? 1) - succeeded) - active.length;
    for (let n = 0; n < missing; n++) {
      const count = (this.counters.get(job.metadata.name) ?? 0) + 1;
      this.counters.set(job.metadata.name, count);
      const name = `${job.metadata.name}-${String(count).padStart(5, 'x')}`;
      if (failed > 0) this.host.report(`${job.metadata.name}: attempt ${count} after ${failed} failures`);
      this.host.createPod(job, job.spec.template, name, plain(job.spec.template, name, revisionOf(job.spec.template)));
    }
  }

  /** Whether the back-off after the last failure is over; where it is not, the Job is looked at again when it is. */
  private mayRetry(job: JobObject, failed: number): boolean {
    const ends = this.host
      .podsOf(job)
      .filter(({ phase }) => phase === 'Failed')
      .flatMap(({ containers }) => containers.map(({ lastExit }) => lastExit?.at ?? 0));
    const wait = Math.max(0, ...ends) + this.host.backoff(failed) * 1000 - Date.now();
    if (wait > 0) setTimeout(() => this.host.changed(), wait);
    return wait <= 0;
  }
}

/** What the Job's failure policy says of a failed pod: the first rule that fits, else that it counts. */
function actionOn(pod: Pod, job: JobObject): string {
  const fitting = job.spec.podFailurePolicy?.rules.find((rule) => fits(rule, pod));
  return fitting?.action ?? 'Count';
}

function fits({ onExitCodes }: PodFailureRule, pod: Pod): boolean {
  if (onExitCodes === undefined) return false;
  const { containerName, operator, values } = onExitCodes;
  return pod.containers.some(({ spec, lastExit }) => {
    if (lastExit === undefined || lastExit.code === 0) return false;
    if (containerName !== undefined && containerName !== spec.name) return false;
    return values.includes(lastExit.code) === (operator === 'In');
  });
}

/** A bare pod: made once, never again. */
export class PodController implements Controller {
  private readonly made = new Set<string>();

  constructor(private readonly host: ControllerHost) {}

  reconcile(object: PodObject): void {
    const { name } = object.metadata;
    if (this.made.has(name)) return;
    this.made.add(name);
    const template = { metadata: object.metadata, spec: object.spec };
    this.host.createPod(object, template, name, plain(template, name, revisionOf(template)));
  }
}

function plain(template: { spec: Pod['template']['spec'] }, name: string, revision: string) {
  const { hostname, subdomain } = template.spec;
  return { hostname: hostname ?? name, subdomain, claims: NO_CLAIMS, revision };
}
