import { type KubernetesVersion } from './kubernetes-version';
import { compileVerdict } from './verdict-package';
import { VerdictProgram } from './verdict-program';
import { type VerdictAnswer, type VerdictRequest, type VerdictSurroundings } from './verdict-protocol';

/**
 * An API server of one version that answers what it would say to a request. It stores nothing: what is in its cluster is
 * what `give` told last. The first answer of a process takes longest, since the module is compiled for it.
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
    const server = new VerdictServer(version, VerdictProgram.start(compileVerdict(version)));
    VerdictServer.servers.set(version, server);
    return server;
  }

  private constructor(
    public readonly version: KubernetesVersion,
    private readonly program: VerdictProgram,
  ) {}

  /**
   * Tells what is in the cluster, in place of what was told before: CustomResourceDefinitions, Namespaces,
   * ValidatingAdmissionPolicies with their bindings, and the objects that these name as parameters. At first nothing is.
   */
  public give(objects: readonly unknown[]): void {
    this.send({ given: objects });
  }

  /** Answers one request. */
  public ask(request: VerdictRequest): VerdictAnswer {
    return this.send(request);
  }

  private send(request: VerdictRequest | VerdictSurroundings): VerdictAnswer {
    try {
      return this.program.ask(request);
    } catch (error) {
      VerdictServer.servers.delete(this.version);
      throw error;
    }
  }
}
