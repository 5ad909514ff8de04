import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { imageOf } from './images';
import { HOST_USR } from './images/image';
import { type Bind, DEFAULT_PATH, rootfsScript } from './rootfs';
import { quote, run, type ShellResult, sleep } from './shell';
import { type ContainerSpec, type PodSecurity } from './types';

/** All that a container needs from its pod to start. */
export interface ContainerContext {
  /** Directory of this one start: scripts and the mount point of the root. */
  readonly directory: string;
  readonly logFile: string;
  readonly netns: string;
  readonly hostname: string;
  readonly hosts: string;
  readonly resolvConf: string;
  readonly env: ReadonlyMap<string, string>;
  /** Command and arguments with `$(NAME)` expanded. */
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly binds: readonly Bind[];
  readonly podSecurity: PodSecurity | undefined;
}

/** How a container ended. */
export interface Exit {
  readonly code: number;
  readonly at: number;
}

/**
 * One running container: a process tree with mount, UTS, IPC and PID namespaces of its own, in the network namespace
 * of its pod. Its first process is PID 1 there, with what that means for signals.
 */
export class RunningContainer {
  readonly startedAt = Date.now();
  readonly exited: Promise<Exit>;
  exit: Exit | undefined;
  private pid: number | undefined;
  private killed = false;

  private constructor(
    private readonly process: ChildProcess,
    private readonly prefix: readonly string[],
    /** What its image wants to be ended with. */
    readonly stopSignal: NodeJS.Signals,
  ) {
    this.exited = new Promise((resolve) => {
      const end = (code: number) => {
        // unshare(1) ends with 1 where its child was killed
        this.exit = { code: this.killed ? 137 : code, at: Date.now() };
        resolve(this.exit);
      };
      process.once('error', () => end(128));
      process.once('exit', (code, signal) => end(code ?? (signal === 'SIGTERM' ? 143 : 137)));
    });
  }

  /** Resolves when the container's own command has been started. */
  static async start(spec: ContainerSpec, context: ContainerContext): Promise<RunningContainer> {
    const image = imageOf(spec.image);
    const argv = [
      ...(context.command ?? image.entrypoint),
      ...(context.args ?? (context.command ? [] : image.command)),
    ];
    if (argv.length === 0)
      throw new Error(`container ${spec.name}: image ${spec.image} is unknown here and no command is set`);
    const security = { ...context.podSecurity, ...spec.securityContext };
    const uid = security.runAsUser ?? image.uid;
    if (security.runAsNonRoot === true && uid === 0) {
      throw new Error(`container ${spec.name}: runAsNonRoot, and the image ${spec.image} runs as root`);
    }
    const root = path.join(context.directory, 'root');
    const started = path.join(context.directory, 'started');
    fs.mkdirSync(root, { recursive: true });
    const env = new Map([
      ['PATH', DEFAULT_PATH],
      ['HOSTNAME', context.hostname],
      ['HOME', uid === 0 ? '/root' : '/'],
      ...Object.entries(image.env),
      ...context.env,
    ]);
    const groups = [...new Set([context.podSecurity?.fsGroup, ...(context.podSecurity?.supplementalGroups ?? [])])];
    const prefix = [
      `${HOST_USR}/bin/env`,
      '-i',
      '-C',
      spec.workingDir ?? image.workingDir,
      ...[...env].map(([name, value]) => `${name}=${value}`),
      `${HOST_USR}/bin/setpriv`,
      `--reuid=${uid}`,
      `--regid=${security.runAsGroup ?? Object.values(image.users).find((id) => id === uid) ?? 0}`,
      groups.some((group) => group !== undefined)
        ? `--groups=${groups.filter((group) => group !== undefined).join(',')}`
        : '--clear-groups',
      ...(spec.securityContext?.allowPrivilegeEscalation === false ? ['--no-new-privs'] : []),
      ...(spec.securityContext?.capabilities?.drop?.includes('ALL') === true
        ? ['--inh-caps=-all', '--bounding-set=-all']
        : []),
    ];
    const script = path.join(context.directory, 'start.sh');
    fs.writeFileSync(
      script,
      `${rootfsScript({
        root,
        image,
        binds: context.binds,
        hostname: context.hostname,
        hosts: context.hosts,
        resolvConf: context.resolvConf,
        readOnlyRoot: spec.securityContext?.readOnlyRootFilesystem === true,
      })}: >${quote(started)}\nexec chroot ${quote(root)} ${[...prefix, ...argv].map(quote).join(' ')}\n`,
      { mode: 0o600 },
    );
    fs.mkdirSync(path.dirname(context.logFile), { recursive: true });
    const log = fs.openSync(context.logFile, 'a');
    const child = spawn(
      '/usr/bin/nsenter',
      [
        `--net=/run/netns/${context.netns}`,
        ...['/usr/bin/unshare', '--mount', '--uts', '--ipc', '--pid', '--fork', '--kill-child', '/bin/sh', script],
      ],
      { stdio: ['ignore', log, log], detached: true, cwd: '/' },
    );
    fs.closeSync(log);
    const container = new RunningContainer(child, prefix, image.stopSignal);
    while (!fs.existsSync(started) && container.exit === undefined) await sleep(20);
    container.pid = firstChild(child.pid);
    return container;
  }

  /** Runs a command inside, as `kubectl exec`, a probe or a hook does. */
  exec(command: readonly string[], timeoutSeconds: number, input?: string): Promise<ShellResult> {
    if (this.exit !== undefined || this.pid === undefined) {
      return Promise.resolve({ code: 126, stdout: '', stderr: 'container is not running' });
    }
    const enter = ['/usr/bin/nsenter', `--target=${this.pid}`, '--net', '--mount', '--uts', '--ipc', '--pid', '--root'];
    return run([...enter, ...this.prefix, ...command], { timeoutSeconds, input });
  }

  signal(name: NodeJS.Signals): void {
    if (this.exit !== undefined) return;
    const target = this.pid ?? this.process.pid;
    if (target === undefined) return;
    this.killed ||= name === 'SIGKILL';
    try {
      process.kill(target, name);
    } catch {
      // it ended meanwhile
    }
  }
}

function firstChild(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const [child] = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/);
    return child === undefined || child === '' ? undefined : Number(child);
  } catch {
    return undefined; // already gone
  }
}
