import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../helm/real/render';
import { apply, explain, kubectl, tryKubectl } from './kubectl';

export const DIST = join(__dirname, '../../dist');

/** An object of a document in dist/. */
export interface DistObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Objects of a document in dist/. */
export function readDocument(name: string): DistObject[] {
  return parseManifests(readFileSync(join(DIST, `${name}.k8s.yaml`), 'utf8')) as DistObject[];
}

/** Objects that Helm runs as hooks of an event; without an event, those that it installs. */
export function hooks(objects: readonly DistObject[], event?: string): DistObject[] {
  return objects.filter(({ metadata }) => {
    const events = metadata.annotations?.['helm.sh/hook']?.split(',');
    return event === undefined ? events === undefined : events?.includes(event) === true;
  });
}

/** Waits until every Deployment and StatefulSet of the namespace has rolled out. */
export async function rolledOut(namespace: string, seconds = 240): Promise<void> {
  const names = await kubectl(['get', 'deployments,statefulsets,daemonsets', '-n', namespace, '-o=name']);
  for (const workload of names.split('\n').filter((name) => name !== '')) {
    const status = await tryKubectl(['rollout', 'status', workload, '-n', namespace, `--timeout=${seconds}s`]);
    if (status.code !== 0) throw new Error(`${workload}: ${status.stderr}${await explain(namespace)}`);
  }
}

/** Waits until a Job is complete. @throws with events and log when it is not */
export async function completed(namespace: string, job: string, seconds = 180): Promise<void> {
  const args = ['wait', `job/${job}`, '-n', namespace, '--for=condition=Complete', `--timeout=${seconds}s`];
  const { code, stderr } = await tryKubectl(args);
  if (code === 0) return;
  const log = await tryKubectl(['logs', `job/${job}`, '-n', namespace, '--tail=20']);
  throw new Error(`${job}: ${stderr}${await explain(namespace)}\n${log.stdout}`);
}

/** Runs the hooks of an event as Helm does: what a Job needs is there before it, and an earlier Job is deleted. */
export async function runHooks(objects: readonly DistObject[], event: string, namespace: string): Promise<void> {
  const all = hooks(objects, event);
  const jobs = all.filter(({ kind }) => kind === 'Job');
  for (const { metadata } of jobs) {
    await kubectl(['delete', 'job', metadata.name, '-n', namespace, '--ignore-not-found', '--cascade=foreground']);
  }
  await apply(
    all.filter(({ kind }) => kind !== 'Job'),
    '-n',
    namespace,
  );
  await apply(jobs, '-n', namespace);
  for (const { metadata } of jobs) await completed(namespace, metadata.name);
}

interface Pods {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: {
      readonly containerStatuses?: readonly { readonly name: string; readonly restartCount: number }[];
    };
  }[];
}

/** Containers that started more than once. */
export async function restarted(namespace: string): Promise<string[]> {
  const { items } = JSON.parse(await kubectl(['get', 'pods', '-n', namespace, '-o=json'])) as Pods;
  return items.flatMap(({ metadata, status }) =>
    (status.containerStatuses ?? [])
      .filter(({ restartCount }) => restartCount > 0)
      .map(({ name, restartCount }) => `${metadata.name}/${name}: ${restartCount}`),
  );
}
