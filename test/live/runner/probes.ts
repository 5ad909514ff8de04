import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { type RunningContainer } from './container';
import { type ContainerSpec, type Handler, type Probe } from './types';

/** Runs one handler once, from the node as kubelet does. True where it succeeded within the timeout. */
export async function runHandler(
  handler: Handler,
  container: RunningContainer,
  spec: ContainerSpec,
  ip: string,
  timeoutSeconds: number,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  if (handler.exec !== undefined) {
    const result = await container.exec(handler.exec.command, timeoutSeconds);
    return { ok: result.code === 0, output: `exit ${result.code}: ${(result.stdout + result.stderr).trim()}` };
  }
  if (handler.httpGet !== undefined) {
    return httpGet(handler.httpGet, ip, portOf(handler.httpGet.port, spec), timeoutSeconds);
  }
  if (handler.tcpSocket !== undefined) {
    const ok = await connects(ip, portOf(handler.tcpSocket.port, spec), timeoutSeconds);
    return { ok, output: ok ? 'connected' : 'no connection' };
  }
  if (handler.sleep !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, (handler.sleep?.seconds ?? 0) * 1000));
    return { ok: true, output: '' };
  }
  throw new Error(
    `container ${spec.name}: a handler needs exec, httpGet, tcpSocket or sleep, got ${JSON.stringify(handler)}`,
  );
}

function portOf(port: number | string, spec: ContainerSpec): number {
  if (typeof port === 'number') return port;
  const named = spec.ports?.find(({ name }) => name === port)?.containerPort;
  if (named === undefined) throw new Error(`container ${spec.name}: no port is named "${port}"`);
  return named;
}

function connects(host: string, port: number, timeoutSeconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: timeoutSeconds * 1000 });
    const end = (ok: boolean) => {
      socket.destroy();
      resolve(ok);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

function httpGet(
  get: NonNullable<Handler['httpGet']>,
  ip: string,
  port: number,
  timeoutSeconds: number,
): Promise<{ ok: boolean; output: string }> {
  const secure = get.scheme === 'HTTPS';
  const headers = Object.fromEntries((get.httpHeaders ?? []).map(({ name, value }) => [name, value]));
  const options = { host: get.host ?? ip, port, path: get.path ?? '/', headers, timeout: timeoutSeconds * 1000 };
  return new Promise((resolve) => {
    const request = (secure ? https : http).get({ ...options, rejectUnauthorized: false }, (response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      resolve({ ok: status >= 200 && status < 400, output: `status ${status}` });
    });
    request.once('timeout', () => request.destroy(new Error('timeout')));
    request.once('error', (error) => resolve({ ok: false, output: error.message }));
  });
}

/**
 * Runs a probe at its period until stopped, and reports each change of the verdict. As in kubelet, its initial delay
 * counts from the start of the container, also where a startup probe held it back.
 */
export class ProbeLoop {
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private successes = 0;

  constructor(
    private readonly probe: Probe,
    private readonly attempt: (timeoutSeconds: number) => Promise<{ readonly ok: boolean; readonly output: string }>,
    private readonly verdict: (ok: boolean, output: string) => void,
    startedAt: number,
  ) {
    this.schedule(Math.max(0, startedAt + (probe.initialDelaySeconds ?? 0) * 1000 - Date.now()));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private schedule(milliseconds: number): void {
    this.timer = setTimeout(() => void this.tick(), milliseconds);
  }

  private async tick(): Promise<void> {
    const begun = Date.now();
    const { ok, output } = await this.attempt(this.probe.timeoutSeconds ?? 1);
    if (this.stopped) return;
    this.failures = ok ? 0 : this.failures + 1;
    this.successes = ok ? this.successes + 1 : 0;
    if (ok && this.successes >= (this.probe.successThreshold ?? 1)) this.verdict(true, output);
    if (!ok && this.failures >= (this.probe.failureThreshold ?? 3)) this.verdict(false, output);
    const period = (this.probe.periodSeconds ?? 10) * 1000;
    if (!this.stopped) this.schedule(Math.max(0, period - (Date.now() - begun)));
  }
}
