import { type VerdictAnswer, type VerdictRequest, type VerdictSurroundings } from './verdict-protocol';
import { WasiImports, type WasiOptions } from './wasi-imports';
import { WasmInstanceClass, type WasmMemory, type WasmModule } from './web-assembly';

interface VerdictExports {
  readonly memory: WasmMemory;
  _initialize(): void;
  input(length: number): number;
  answer(): number;
  output(): number;
}

/** A running verdict program: the functions of `kubernetes/src/wasm.go`. */
export class VerdictProgram {
  /** Makes an instance of a module, initialized or not. */
  public static start(module: WasmModule, options?: WasiOptions): VerdictProgram {
    return new VerdictProgram(module, new WasiImports(options));
  }

  public readonly exports: VerdictExports;

  private constructor(
    module: WasmModule,
    private readonly wasi: WasiImports,
  ) {
    this.exports = new WasmInstanceClass(module, wasi.for(module)).exports as VerdictExports;
    wasi.use(this.exports.memory);
  }

  /** Initializes the packages of the program. A packaged module is initialized already. */
  public initialize(): void {
    this.run(() => this.exports._initialize());
  }

  /**
   * Answers one request.
   *
   * @throws Error when the program ends; nothing can be asked of it then
   */
  public ask(request: VerdictRequest | VerdictSurroundings): VerdictAnswer {
    const line = Buffer.from(toLine(request), 'utf8');
    const length = this.run(() => {
      const input = this.exports.input(line.length);
      new Uint8Array(this.exports.memory.buffer, input, line.length).set(line);
      return this.exports.answer();
    });
    const output = new Uint8Array(this.exports.memory.buffer, this.exports.output(), length);
    return JSON.parse(Buffer.from(output).toString('utf8')) as VerdictAnswer;
  }

  /** When the program ends, what it wrote last says why. */
  private run<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      const reason = this.wasi.errors.trim().split('\n').slice(0, 20).join('\n') || String(error);
      throw new Error(`the verdict program ended: ${reason}`, { cause: error });
    }
  }
}

/** The JSON of a request. Integers that a double cannot hold are kept as they are, which JSON.stringify refuses. */
function toLine(request: VerdictRequest | VerdictSurroundings): string {
  const marked = JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'bigint' ? `\u0001${value}\u0001` : value,
  );
  return marked.replace(/"\\u0001(-?\d+)\\u0001"/g, '$1');
}
