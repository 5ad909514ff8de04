import type * as meta from '../kubernetes/api/meta';
import type * as networking from '../kubernetes/api/networking';
import { cidr, isStrictlyWithin } from '../rules/ip-rules';

/** Label that the API server puts on every namespace: its name. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Who is on the other side of a connection. */
export class NetworkPeer {
  /** Everyone, in and out of the cluster. */
  public static readonly ANYWHERE = new NetworkPeer(undefined);

  /** Pods of the policy's own namespace by labels; all of them without any label. */
  public static pods(labels: { readonly [key: string]: string } = {}): NetworkPeer {
    return new NetworkPeer({ podSelector: selector(labels) });
  }

  /** All pods of a namespace, by its name. */
  public static namespace(name: string): NetworkPeer {
    return NetworkPeer.namespaces({ [NAMESPACE_NAME]: name });
  }

  /** All pods of the namespaces with these labels; of every namespace without any label. */
  public static namespaces(labels: { readonly [key: string]: string } = {}): NetworkPeer {
    return new NetworkPeer({ namespaceSelector: selector(labels) });
  }

  /** Pods by labels in one namespace, by its name. */
  public static podsOfNamespace(name: string, labels: { readonly [key: string]: string }): NetworkPeer {
    return NetworkPeer.podsOfNamespaces({ [NAMESPACE_NAME]: name }, labels);
  }

  /** Pods by labels in the namespaces with these labels. */
  public static podsOfNamespaces(
    namespaceLabels: { readonly [key: string]: string },
    labels: { readonly [key: string]: string },
  ): NetworkPeer {
    return new NetworkPeer({ namespaceSelector: selector(namespaceLabels), podSelector: selector(labels) });
  }

  /**
   * A block of addresses, usually outside of the cluster: pods' addresses change.
   *
   * @param block such as `10.0.0.0/8`
   * @param except smaller blocks within it that are left out
   * @throws when a block is none, or an exception does not lie within it
   */
  public static cidr(block: string, except: string[] = []): NetworkPeer {
    const problem = [block, ...except].map(cidr).find((found) => found !== undefined);
    if (problem !== undefined) throw new Error(`a block of a network peer ${problem}`);
    const stray = except.find((inner) => !isStrictlyWithin(inner, block));
    if (stray !== undefined) {
      throw new Error(`an exception of the block "${block}" must lie within it and be smaller, got "${stray}"`);
    }
    return new NetworkPeer({ ipBlock: { cidr: block, except: except.length === 0 ? undefined : [...except] } });
  }

  private constructor(
    /** @internal */
    public readonly _peer: networking.NetworkPolicyPeer | undefined,
  ) {}
}

function selector(labels: { readonly [key: string]: string }): meta.LabelSelector {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: { ...labels } };
}
