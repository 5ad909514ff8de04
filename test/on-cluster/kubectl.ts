import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a program wrote, and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An object as the API server shows it. */
export interface ApiObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid: string };
  readonly [field: string]: unknown;
}

/** Runs the real kubectl with the kubeconfig of the environment; never throws. */
export function tryKubectl(args: readonly string[], input?: string): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile('kubectl', [...args], { maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr }),
    );
    child.stdin?.end(input ?? '');
  });
}

/** Runs kubectl and returns what it wrote. */
export async function kubectl(args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await tryKubectl(args, input);
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}:\n${stderr}${stdout}`);
  return stdout;
}

export async function get<T = ApiObject>(...args: string[]): Promise<T> {
  return JSON.parse(await kubectl(['get', '-o', 'json', ...args])) as T;
}

/** Applies objects as JSON. What a test makes for itself needs no validation, for which kubectl loads all schemas. */
export async function apply(objects: readonly object[], ...args: string[]): Promise<string> {
  if (objects.length === 0) return '';
  return kubectl(
    ['apply', '--validate=false', '-f', '-', ...args],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
  );
}

/** Runs a shell script in a container; never throws. */
export function shell(namespace: string, pod: string, script: string): Promise<Ended> {
  return tryKubectl(['exec', '-n', namespace, pod, '--', 'sh', '-c', script]);
}

/** A namespace made for a test, deleted with all that is in it when `use` ends. */
export async function inNamespace<T>(
  name: string,
  use: (namespace: string) => Promise<T>,
  labels: Readonly<Record<string, string>> = {},
): Promise<T> {
  await tryKubectl(['delete', 'namespace', name, '--ignore-not-found', '--timeout=120s']);
  await apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }]);
  await until(`the service account of ${name} is there`, 60, async () => {
    return (await tryKubectl(['get', 'serviceaccount', 'default', '-n', name])).code === 0;
  });
  try {
    return await use(name);
  } finally {
    await tryKubectl(['delete', 'namespace', name, '--wait=false']);
  }
}

/** Waits until a condition holds; `detail` explains a failure. */
export async function until(
  what: string,
  seconds: number,
  holds: () => Promise<boolean>,
  detail: () => Promise<string> = () => Promise.resolve(''),
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}\n${await detail()}`.trimEnd());
    await sleep(500);
  }
}

/** Names of the nodes that take pods. */
export async function readyNodes(): Promise<string[]> {
  const path = '{range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}';
  const lines = (await kubectl(['get', 'nodes', `-o=jsonpath=${path}`])).trim().split('\n');
  return lines.filter((line) => line.endsWith('=True')).map((line) => line.replace('=True', ''));
}

/** What a person would look at when pods of a namespace do not become ready. */
export async function explain(namespace: string): Promise<string> {
  const pods = await tryKubectl(['get', 'pods', '-n', namespace, '-o', 'wide']);
  const events = await tryKubectl(['get', 'events', '-n', namespace, '--sort-by=.lastTimestamp']);
  return `${pods.stdout}\n${events.stdout.split('\n').slice(-25).join('\n')}`;
}

/** Does something over and over while `use` runs. */
export async function meanwhile<T>(act: () => Promise<void>, use: () => Promise<T>): Promise<T> {
  let running = true;
  const loop = (async () => {
    while (running) {
      await act().catch(() => undefined);
      await sleep(500);
    }
  })();
  try {
    return await use();
  } finally {
    running = false;
    await loop;
  }
}
