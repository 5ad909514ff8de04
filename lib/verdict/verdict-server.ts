import { type KubernetesVersion } from './kubernetes-version';
import { compileVerdict } from './verdict-package';
import { type VerdictAnswer, type VerdictRequest } from './verdict-protocol';
import { WasiImports } from './wasi-imports';
import { WasmInstanceClass, type WasmMemory, type WasmModule } from './web-assembly';

interface VerdictExports {
  readonly memory: WasmMemory;
  _initialize(): void;
  input(length: number): number;
  answer(): number;
  output(): number;
}

/**
 * An API server of one version that answers what it would say to a request. It stores nothing, so that each answer
 * stands for itself. The first answer of a process takes about two seconds, since the module is compiled for it.
 */
export class VerdictServer {
  private static readonly servers = new Map<KubernetesVersion, VerdictServer>();

  /**
   * The server of a version, one for each process.
   *
   * @throws VerdictPackageError when the package of the version is not installed
   */
  public static of(version: KubernetesVersion): VerdictServer {
    const existing = VerdictServer.servers.get(version);
    if (existing !== undefined) return existing;
    const server = new VerdictServer(version, compileVerdict(version));
    VerdictServer.servers.set(version, server);
    return server;
  }

  private readonly exports: VerdictExports;

  private constructor(
    public readonly version: KubernetesVersion,
    module: WasmModule,
  ) {
    const wasi = new WasiImports();
    const instance = new WasmInstanceClass(module, wasi.for(module));
    this.exports = instance.exports as VerdictExports;
    wasi.use(this.exports.memory);
    this.exports._initialize();
  }

  /** Answers one request. */
  public ask(request: VerdictRequest): VerdictAnswer {
    const line = Buffer.from(toLine(request), 'utf8');
    const input = this.exports.input(line.length);
    new Uint8Array(this.exports.memory.buffer, input, line.length).set(line);
    const length = this.exports.answer();
    const output = new Uint8Array(this.exports.memory.buffer, this.exports.output(), length);
    return JSON.parse(Buffer.from(output).toString('utf8')) as VerdictAnswer;
  }
}

/** The JSON of a request. Integers that a double cannot hold are kept as they are, which JSON.stringify refuses. */
function toLine(request: VerdictRequest): string {
  const marked = JSON.stringify(request, (_, value: unknown) =>
    typeof value === 'bigint' ? `\u0001${value}\u0001` : value,
  );
  return marked.replace(/"\\u0001(-?\d+)\\u0001"/g, '$1');
}
