import { Protocol } from 'cdk8s-plus-27';
import { NetworkPeer } from './network-peer';
import { type NetworkRule } from './network-policy-spec';

/** Rules for parts of the cluster that many pods connect to, for the prop `allowTo`. */
export class NetworkRules {
  /**
   * The DNS cache of each node. Clusters with NodeLocal DNSCache need it beside the cluster's DNS, which is always open.
   *
   * @param address address of the cache, 169.254.20.10 by default
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  public static nodeLocalDns(address: string = '169.254.20.10'): NetworkRule {
    return {
      peers: [NetworkPeer.cidr(`${address}/${address.includes(':') ? 128 : 32}`)],
      ports: [
        { port: 53, protocol: Protocol.UDP },
        { port: 53, protocol: Protocol.TCP },
      ],
    };
  }

  /**
   * The Kubernetes API server, on ports 443 and 6443. In most clusters it runs in no pod that a policy could select, so
   * that it is named by its addresses.
   *
   * @param peers where the API server is: `NetworkPeer.cidr` of its endpoints; every address by default
   */
  public static apiServer(peers: NetworkPeer[] = [NetworkPeer.ANYWHERE]): NetworkRule {
    return { peers, ports: [{ port: 443 }, { port: 6443 }] };
  }

  private constructor() {}
}
