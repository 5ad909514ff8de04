import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NETWORK, STATE } from './settings';
import { until } from './until';

const PID_FILE = join(STATE, 'machine.pid');
const run = promisify(execFile);

/** Process 1 of the cluster's namespaces, by its number outside of them; undefined when no cluster runs. */
export function machinePid(): number | undefined {
  try {
    const outer = Number(readFileSync(PID_FILE, 'utf8'));
    // The number may belong to another process by now.
    if (!readFileSync(`/proc/${outer}/cmdline`, 'utf8').includes(join(__dirname, 'machine.sh'))) return undefined;
    const inner = Number(readFileSync(`/proc/${outer}/task/${outer}/children`, 'utf8').trim().split(' ')[0]);
    return inner > 0 ? inner : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the namespaces: network without a link outside, mounts, processes, host name. */
export async function startMachine(): Promise<void> {
  mkdirSync(STATE, { recursive: true });
  const log = openSync(join(STATE, 'machine.log'), 'w');
  const namespaces = '--net --mount --pid --uts --ipc --fork --kill-child --mount-proc --propagation private';
  // The shell writes its own number and becomes unshare: a run that is killed in between leaves nothing unnamed.
  spawn(
    'setsid',
    [
      'sh',
      '-c',
      `echo $$ >"$1"; exec unshare ${namespaces} bash "$2" "$3" "$4" "$5"`,
      'machine',
      PID_FILE,
      join(__dirname, 'machine.sh'),
      NETWORK.bridge,
      NETWORK.host,
      STATE,
    ],
    { detached: true, stdio: ['ignore', log, log] },
  ).unref();
  closeSync(log);
  await until('the namespaces are made', 20, () =>
    Promise.resolve(machinePid() !== undefined && readFileSync(join(STATE, 'machine.log'), 'utf8').includes('ready')),
  );
}

/** Ends every process of the cluster, and waits until the kernel has taken its namespaces apart. */
export async function stopMachine(): Promise<void> {
  let outer: number;
  try {
    outer = Number(readFileSync(PID_FILE, 'utf8'));
  } catch {
    return;
  }
  if (machinePid() === undefined) return;
  process.kill(outer, 'SIGKILL');
  await until('the processes of the cluster have ended', 60, () => Promise.resolve(!exists(outer)));
  writeFileSync(PID_FILE, '');
}

function exists(pid: number): boolean {
  try {
    // A zombie has no command line left.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

/** The command line that runs a command inside the cluster's namespaces. */
export function inMachine(...command: string[]): [string, string[]] {
  const pid = machinePid();
  if (pid === undefined) throw new Error('no cluster runs: npm run cluster -- up');
  return ['nsenter', ['-t', `${pid}`, '-n', '-m', '-p', '-u', '-i', '--', ...command]];
}

/** Runs a command inside the cluster's namespaces to its end. */
export async function machine(...command: string[]): Promise<string> {
  const [program, args] = inMachine(...command);
  return (await run(program, args, { maxBuffer: 1 << 26 })).stdout;
}

/** Starts a program inside the cluster's namespaces; it goes on when the caller ends. Replaces one of that name. */
export function startInMachine(name: string, command: readonly string[]): void {
  const [program, args] = inMachine(
    'setsid',
    'sh',
    '-c',
    'name=$1; shift; "$@" >>"$0/$name.log" 2>&1 </dev/null & echo $! >"$0/$name.pid"',
    STATE,
    name,
    ...command,
  );
  execFileSync(program, args);
}

/** Ends a program of `startInMachine` at once. */
export async function stopInMachine(name: string): Promise<void> {
  const pid = readFileSync(join(STATE, `${name}.pid`), 'utf8').trim();
  await machine(
    'sh',
    '-c',
    'kill -9 "$1" 2>/dev/null; while kill -0 "$1" 2>/dev/null; do sleep 0.05; done',
    'stop',
    pid,
  );
}
