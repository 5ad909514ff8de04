import { type Exit, type RunningContainer } from './container';
import { type Pod } from './pod';
import { ProbeLoop, runHandler } from './probes';
import { type ContainerSpec } from './types';

/** A container of a pod over all its restarts. */
export interface PodContainer {
  readonly spec: ContainerSpec;
  readonly running: RunningContainer | undefined;
  readonly ready: boolean;
  /** It ended and the pod's restart policy does not start it again. */
  readonly finished: boolean;
  readonly lastExit: Exit | undefined;
  readonly restarts: number;
  /** Resolves when it was started, or could not be, for the first time. */
  readonly started: Promise<void>;
  /** Ends it for good: hook, SIGTERM, SIGKILL after `graceSeconds`. */
  stop(graceSeconds: number): Promise<void>;
  /** What a failed liveness probe does: hook, SIGTERM, SIGKILL, and a restart by policy. */
  restart(): Promise<void>;
  /** SIGKILL of PID 1 and so of everything inside; restarted by policy. */
  kill(): void;
}

export function superviseContainer(spec: ContainerSpec, pod: Pod): PodContainer {
  return new Supervisor(spec, pod);
}

class Supervisor implements PodContainer {
  running: RunningContainer | undefined;
  ready = false;
  finished = false;
  lastExit: Exit | undefined;
  restarts = 0;
  private stopping = false;
  private wake: (() => void) | undefined;
  private loops: ProbeLoop[] = [];
  private ending: Promise<void> | undefined;

  readonly started: Promise<void>;

  constructor(
    readonly spec: ContainerSpec,
    private readonly pod: Pod,
  ) {
    this.started = new Promise((resolve) => void this.run(resolve));
  }

  private async run(started: () => void): Promise<void> {
    let attempt = 0;
    while (!this.stopping) {
      const running = await this.startOnce(attempt);
      started();
      if (running === undefined) return;
      this.lastExit = await running.exited;
      this.end();
      this.report(`exited with ${this.lastExit.code}`);
      const again =
        this.pod.restartPolicy === 'Always' || (this.pod.restartPolicy === 'OnFailure' && this.lastExit.code !== 0);
      if (this.stopping || !again) break;
      // as kubelet: the back-off starts over after ten quiet minutes
      if (this.lastExit.at - running.startedAt > 600_000) attempt = 0;
      await this.pause(this.pod.backoff(attempt) * 1000);
      attempt++;
      this.restarts++;
    }
    started();
    this.finished = true;
    this.pod.settle();
  }

  private async startOnce(attempt: number): Promise<RunningContainer | undefined> {
    try {
      this.running = await this.pod.startContainer(this.spec, attempt);
    } catch (error) {
      this.pod.failure = error instanceof Error ? error.message : String(error);
      this.report(this.pod.failure);
      this.finished = true;
      return undefined;
    }
    if (this.stopping) this.running.signal('SIGKILL');
    this.pod.changed();
    this.probe(this.running);
    if (this.spec.lifecycle?.postStart !== undefined) void this.hook('postStart', this.running);
    return this.running;
  }

  private probe(running: RunningContainer): void {
    const { startedAt } = running;
    const attempt = (probe: ContainerSpec['livenessProbe']) => (timeout: number) =>
      probe === undefined
        ? Promise.resolve({ ok: true, output: '' })
        : runHandler(probe, running, this.spec, this.pod.ip ?? '', timeout);
    const begin = () => {
      const { livenessProbe, readinessProbe } = this.spec;
      if (readinessProbe === undefined) this.setReady(true);
      else
        this.loops.push(new ProbeLoop(readinessProbe, attempt(readinessProbe), (ok) => this.setReady(ok), startedAt));
      if (livenessProbe !== undefined) {
        this.loops.push(
          new ProbeLoop(
            livenessProbe,
            attempt(livenessProbe),
            (ok, output) => {
              if (!ok) this.fail('liveness', output);
            },
            startedAt,
          ),
        );
      }
    };
    const { startupProbe } = this.spec;
    if (startupProbe === undefined) {
      begin();
      return;
    }
    const startup = new ProbeLoop(
      startupProbe,
      attempt(startupProbe),
      (ok, output) => {
        startup.stop();
        if (ok) begin();
        else this.fail('startup', output);
      },
      startedAt,
    );
    this.loops.push(startup);
  }

  private fail(probe: string, output: string): void {
    this.report(`${probe} probe failed: ${output.slice(0, 300)}`);
    void this.restart();
  }

  private setReady(ready: boolean): void {
    if (this.ready === ready || this.running?.exit !== undefined) return;
    this.ready = ready;
    this.report(ready ? 'ready' : 'not ready');
    this.pod.changed();
  }

  private end(): void {
    for (const loop of this.loops) loop.stop();
    this.loops = [];
    if (this.ready) {
      this.ready = false;
      this.pod.changed();
    }
  }

  async stop(graceSeconds: number): Promise<void> {
    this.stopping = true;
    this.wake?.();
    await this.terminate(graceSeconds);
  }

  restart(): Promise<void> {
    return this.terminate(this.pod.graceSeconds);
  }

  kill(): void {
    this.running?.signal('SIGKILL');
  }

  private terminate(graceSeconds: number): Promise<void> {
    if (graceSeconds === 0) this.kill();
    this.ending ??= this.terminateOnce(graceSeconds).finally(() => (this.ending = undefined));
    return this.ending;
  }

  private async terminateOnce(graceSeconds: number): Promise<void> {
    const { running } = this;
    if (running === undefined || running.exit !== undefined) return;
    for (const loop of this.loops) loop.stop();
    const deadline = Date.now() + graceSeconds * 1000;
    if (graceSeconds > 0 && this.spec.lifecycle?.preStop !== undefined) {
      await this.hookWithin(graceSeconds, running);
    }
    running.signal(running.stopSignal);
    // kubelet leaves at least two seconds between the signals
    const timer = setTimeout(
      () => running.signal('SIGKILL'),
      graceSeconds === 0 ? 0 : Math.max(2000, deadline - Date.now()),
    );
    await running.exited;
    clearTimeout(timer);
  }

  private hookWithin(graceSeconds: number, running: RunningContainer): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, graceSeconds * 1000);
      void Promise.race([this.hook('preStop', running), running.exited]).then(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private async hook(name: 'preStop' | 'postStart', running: RunningContainer): Promise<void> {
    const handler = this.spec.lifecycle?.[name];
    if (handler === undefined) return;
    const begun = Date.now();
    const { ok, output } = await runHandler(handler, running, this.spec, this.pod.ip ?? '', this.pod.graceSeconds);
    this.report(
      `${name} ${ok ? 'done' : 'failed'} after ${((Date.now() - begun) / 1000).toFixed(1)} s: ${output.slice(0, 300)}`,
    );
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private report(message: string): void {
    this.pod.report(`${this.spec.name}: ${message}`);
  }
}
