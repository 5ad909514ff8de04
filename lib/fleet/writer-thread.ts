import * as fs from 'node:fs';
import * as path from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type Drafts, type WriteSummary } from './drafts';
import { writeFiles } from './open-drafts';
import { type Order, type Report, Signal, type WriterThreadData } from './writer-thread-protocol';

/** Compiled beside this file. Run from TypeScript sources there is none, and the files are written by the main thread. */
const ENTRY = path.join(__dirname, 'writer-thread-entry.js');

/** So much text is handed over at once, in characters. */
const BATCH = 256 * 1024;

/** A thread that does nothing for so long is taken for dead, in milliseconds. */
const PATIENCE = 60_000;

/** How often a waiting owner looks how far the thread is, in milliseconds. */
const INTERVAL = 100;

/** Drafts files in a second thread, while this one makes the next ones. */
export class WriterThread implements Drafts {
  private directories: string[] = [];
  private files: [string, string][] = [];
  private size = 0;
  private stopped = false;

  /**
   * @returns undefined where there is no such thread to be had.
   */
  public static start(outdir: string): WriterThread | undefined {
    if (!fs.existsSync(ENTRY)) {
      return undefined;
    }
    const signals = new SharedArrayBuffer(4 * Object.keys(Signal).length);
    const { port1, port2 } = new MessageChannel();
    const data: WriterThreadData = { outdir: path.resolve(outdir), port: port2, signals };
    // Neither arguments nor environment: what they preload (ts-node, for one) is of no use there.
    const worker = new Worker(ENTRY, { workerData: data, transferList: [port2], execArgv: [], env: {} });
    worker.on('error', () => {}); // noticed by its silence
    worker.unref();
    return new WriterThread(outdir, worker, port1, new Int32Array(signals));
  }

  private constructor(
    private readonly outdir: string,
    private readonly worker: Worker,
    private readonly port: MessagePort,
    private readonly flags: Int32Array,
  ) {}

  public directory(name: string): void {
    this.directories.push(name);
  }

  public file(name: string, content: string): void {
    this.files.push([name, content]);
    this.size += content.length;
    if (this.size >= BATCH && this.isReady()) {
      this.flush();
    }
  }

  public commit(onFile: () => void = () => {}): WriteSummary {
    if (!this.isReady()) {
      return this.commitHere(onFile);
    }
    this.flush();
    const report = this.finish({ kind: 'commit' }, onFile);
    if ('failure' in report) {
      throw report.failure;
    }
    if (!('summary' in report)) {
      throw new Error(`${this.outdir}: the writer thread gave up its files`);
    }
    return report.summary;
  }

  public abandon(): void {
    if (this.stopped) {
      return; // a commit that failed has given up in the thread
    }
    if (this.isReady()) {
      this.finish({ kind: 'abandon' });
    } else {
      this.stop();
    }
  }

  /** Nothing has been handed over yet: a run this short has no use for the thread. */
  private commitHere(onFile: () => void): WriteSummary {
    this.stop();
    return writeFiles(this.outdir, this.directories, new Map(this.files), onFile);
  }

  private isReady(): boolean {
    return Atomics.load(this.flags, Signal.READY) === 1;
  }

  private flush(): void {
    this.send({ kind: 'batch', directories: this.directories, files: this.files });
    this.directories = [];
    this.files = [];
    this.size = 0;
  }

  private send(order: Order): void {
    this.port.postMessage(order);
  }

  /** @param onFile called for each file that is drafted. */
  private finish(order: Order, onFile: () => void = () => {}): Report {
    this.send(order);
    try {
      this.awaitReport(onFile);
      return (receiveMessageOnPort(this.port) as { message: Report }).message;
    } finally {
      this.stop();
    }
  }

  private awaitReport(onFile: () => void): void {
    let told = 0;
    let moves = 0;
    let since = performance.now();
    for (let waiting = true; waiting;) {
      waiting = Atomics.wait(this.flags, Signal.DONE, 0, INTERVAL) === 'timed-out';
      const drafted = Atomics.load(this.flags, Signal.DRAFTED);
      for (; told < drafted; told++) {
        onFile();
      }
      const now = drafted + Atomics.load(this.flags, Signal.PLACED);
      if (now !== moves) {
        moves = now;
        since = performance.now();
      } else if (waiting && performance.now() - since > PATIENCE) {
        throw new Error(`${this.outdir}: the writer thread has not moved for ${PATIENCE / 1000} s`);
      }
    }
  }

  private stop(): void {
    this.stopped = true;
    this.port.close();
    void this.worker.terminate();
  }
}
