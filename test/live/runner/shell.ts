import { spawn } from 'node:child_process';

export interface ShellResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ShellOptions {
  readonly input?: string;
  /** Seconds until the whole process group is killed; code is then 124. @default 30 */
  readonly timeoutSeconds?: number;
  /** Environment besides the runner's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one program to its end, in a process group of its own so that a timeout leaves nothing behind. */
export function run(argv: readonly string[], options: ShellOptions = {}): Promise<ShellResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw new Error('nothing to run: the argument vector is empty');
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const timer = setTimeout(
      () => {
        timedOut = true;
        killGroup(child.pid);
      },
      (options.timeoutSeconds ?? 30) * 1000,
    );
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: stderr + error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? 124 : (code ?? 137), stdout, stderr });
    });
    child.stdin.on('error', () => undefined); // a program may exit without reading its input
    child.stdin.end(options.input ?? '');
  });
}

/** As `run`, for what must succeed. Throws with the program's own words. */
export async function must(argv: readonly string[], options: ShellOptions = {}): Promise<string> {
  const result = await run(argv, options);
  if (result.code !== 0) {
    throw new Error(`${argv.join(' ')} exited with ${result.code}: ${result.stderr.trim() || result.stdout.trim()}`);
  }
  return result.stdout;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it ended between the timer and here
  }
}

/** Quotes one word for a POSIX shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
