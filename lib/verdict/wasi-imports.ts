import { randomFillSync } from 'node:crypto';
import { type WasmImports, type WasmMemory, type WasmModule, WasmModuleClass } from './web-assembly';

/** Numbers of WASI's error codes. */
const SUCCESS = 0;
const BAD_FILE = 8;
const NOT_SUPPORTED = 52;

/** Bytes of what poll_oneoff reads and writes; both begin with eight bytes that tell which event is of which. */
const SUBSCRIPTION = 48;
const EVENT = 32;

/** The program's own name, as C keeps texts. */
const NAME = Buffer.from('verdict\0');

const CHARACTER_DEVICE = 2;
const STDERR = 2;

/** What a program sees of the world. */
export interface WasiOptions {
  /** Nanoseconds since 1970. @default - the system's clock */
  readonly clock?: () => bigint;

  /** Fills bytes at random. @default - the system's generator */
  readonly random?: (bytes: Uint8Array) => void;
}

/**
 * The imports of a WASI module that computes and nothing else: it sees no files, no environment and no argument but its name. What
 * it writes to its standard error is collected, for it says why the module ended. `node:wasi` is not used, since it
 * is experimental in Node.js 20, and says so on every start.
 */
export class WasiImports {
  /** What the module wrote to its standard error. */
  public errors = '';

  private memory?: WasmMemory;

  public constructor(private readonly options: WasiOptions = {}) {}

  private readonly functions: Readonly<Record<string, (...args: never[]) => number>> = {
    args_sizes_get: (count: number, size: number) => this.writeIntegers([count, 1], [size, NAME.length]),
    args_get: (list: number, texts: number) => {
      this.bytes(texts, NAME.length).set(NAME);
      return this.writeIntegers([list, texts]);
    },
    environ_sizes_get: (count: number, size: number) => this.writeIntegers([count, 0], [size, 0]),
    environ_get: () => SUCCESS,
    clock_time_get: (_clock: number, _precision: bigint, result: number) => {
      this.view().setBigUint64(result, this.options.clock?.() ?? BigInt(Date.now()) * 1_000_000n, true);
      return SUCCESS;
    },
    random_get: (start: number, length: number) => {
      (this.options.random ?? randomFillSync)(this.bytes(start, length));
      return SUCCESS;
    },
    fd_write: (file: number, vectors: number, count: number, written: number) => {
      let total = 0;
      for (let i = 0; i < count; i += 1) {
        const start = this.view().getUint32(vectors + 8 * i, true);
        const length = this.view().getUint32(vectors + 8 * i + 4, true);
        if (file === STDERR) this.errors += Buffer.from(this.bytes(start, length)).toString('utf8');
        total += length;
      }
      return this.writeIntegers([written, total]);
    },
    fd_fdstat_get: (file: number, result: number) => {
      if (file > STDERR) return BAD_FILE;
      this.bytes(result, 24).fill(0);
      this.view().setUint8(result, CHARACTER_DEVICE);
      return SUCCESS;
    },
    fd_prestat_get: () => BAD_FILE,
    // There is nothing to wait for: each subscription, a timer's too, is answered at once.
    poll_oneoff: (subscriptions: number, events: number, count: number, result: number) => {
      for (let i = 0; i < count; i += 1) {
        this.bytes(events + EVENT * i, EVENT).fill(0);
        this.bytes(events + EVENT * i, 8).set(this.bytes(subscriptions + SUBSCRIPTION * i, 8));
      }
      return this.writeIntegers([result, count]);
    },
    sched_yield: () => SUCCESS,
    proc_exit: (status: number) => {
      throw new Error(`the verdict program ended with status ${status}: ${this.errors.trim() || 'no message'}`);
    },
  };

  /** The functions that a module imports. Those that read files answer that this is not supported. */
  public for(module: WasmModule): WasmImports {
    const imports: WasmImports = {};
    for (const { module: from, name } of WasmModuleClass.imports(module)) {
      (imports[from] ??= {})[name] = this.functions[name] ?? (() => NOT_SUPPORTED);
    }
    return imports;
  }

  /** Tells which memory the functions write to. */
  public use(memory: WasmMemory): void {
    this.memory = memory;
  }

  // The memory's buffer is another one after each growth, so that no view is kept.
  private view(): DataView {
    return new DataView(this.memory!.buffer);
  }

  private bytes(start: number, length: number): Uint8Array {
    return new Uint8Array(this.memory!.buffer, start, length);
  }

  private writeIntegers(...values: (readonly [number, number])[]): number {
    for (const [address, value] of values) this.view().setUint32(address, value, true);
    return SUCCESS;
  }
}
