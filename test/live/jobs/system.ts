import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What is missing here to run the servers, or undefined. */
export function missing(binaries: (string | undefined)[]): string | undefined {
  if (process.getuid?.() !== 0) return 'root, to run each server as its own user';
  const absent = binaries.some((file) => file === undefined || !existsSync(file));
  return absent ? 'Debian packages: run test/live/jobs/install.sh' : undefined;
}

/** describe, or a skip that says why. */
export function describeWith(name: string, lacking: string | undefined, tests: () => void): void {
  if (lacking === undefined) describe(name, tests);
  else describe.skip(`${name} (skipped: needs ${lacking})`, tests);
}

/** The newest of the versions that Debian installs side by side. */
export function postgresBinaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  return versions.length === 0 ? undefined : `${root}/${versions[0]}/bin`;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise<void>((done) => probe.close(() => done()));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export async function until(what: string, condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  for (let waited = 0; waited < seconds * 10; waited++) {
    if (await condition()) return;
    await sleep(100);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

/** The command run as another user, in a session of its own: no terminal, and one process group to kill. */
export function start(
  command: string[],
  env: NodeJS.ProcessEnv,
  user?: string,
): { child: ChildProcess; done: Promise<Finished>; killGroup: () => void } {
  const as = user === undefined ? [] : ['setpriv', '--reuid', user, '--regid', user, '--clear-groups'];
  const [program, ...args] = [...as, ...command];
  const child = spawn(program!, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true, cwd: '/' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const done = new Promise<Finished>((finished) => {
    child.on('close', (code, signal) => finished({ code, signal, stdout, stderr }));
  });
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  return { child, done, killGroup };
}

/** What anybody on the machine can read of every process. */
export function allCommandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .join('\n');
}

export function chown(user: string, path: string): void {
  execFileSync('chown', ['-R', `${user}:${user}`, path]);
}
