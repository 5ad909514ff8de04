import { must, run } from './shell';

/** Address of the node: where the runner itself stands, sends probes from and answers DNS on. */
export const NODE_IP = '10.77.0.1';
export const DNS_IP = '10.77.0.10';
const SERVICE_RANGE = '10.96.0.0/16';

export interface PodNetwork {
  readonly netns: string;
  readonly ip: string;
}

/** One port of a cluster Service and where it leads. */
export interface Forward {
  readonly clusterIP: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly endpoints: readonly { readonly ip: string; readonly port: number }[];
}

/** Over all clusters of a process: no address and no namespace is ever used again. */
let counter = 0;

/**
 * The cluster network, inside the network namespace the runner was started in.
 *
 * Every pod has a namespace of its own, joined to the node by a veth pair and routed (no bridge), so that one
 * place, the node's nftables, sees every packet between two pods: there Services are translated (as kube-proxy
 * does, a Service without endpoints refuses) and pods are cut from each other.
 */
export class Network {
  private readonly cuts = new Map<string, { readonly from: string; readonly to: string; readonly port?: number }>();

  async start(): Promise<void> {
    await must(['ip', 'link', 'set', 'lo', 'up']);
    await must(['ip', 'address', 'replace', `${NODE_IP}/32`, 'dev', 'lo']);
    await must(['ip', 'address', 'replace', `${DNS_IP}/32`, 'dev', 'lo']);
    await must(['ip', 'route', 'replace', SERVICE_RANGE, 'dev', 'lo', 'src', NODE_IP]);
    await must(['sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
    await must(['nft', '-f', '-'], {
      input: `table ip cluster
delete table ip cluster
table ip cluster {
  set hairpin { type ipv4_addr . ipv4_addr; }
  chain cut {
  }
  chain services {
  }
  chain crossing {
    type filter hook forward priority 0
    jump cut
    ip daddr ${SERVICE_RANGE} meta l4proto tcp reject with tcp reset
    ip daddr ${SERVICE_RANGE} reject
  }
  chain arriving {
    type filter hook input priority 0
    jump cut
  }
  chain leaving {
    type filter hook output priority 0
    ip daddr ${SERVICE_RANGE} meta l4proto tcp reject with tcp reset
  }
  chain translate {
    type nat hook prerouting priority -100
    jump services
  }
  chain translate_own {
    type nat hook output priority -100
    jump services
  }
  chain returning {
    type nat hook postrouting priority 100
    ip saddr . ip daddr @hairpin masquerade
  }
}
`,
    });
  }

  /** A new namespace with an address never used before in this run, as a restarted pod gets. */
  async addPod(): Promise<PodNetwork> {
    const n = ++counter;
    const netns = `pod${n}`;
    const ip = `10.77.${1 + Math.floor(n / 250)}.${1 + (n % 250)}`;
    const link = `veth${n}`;
    await must(['ip', 'netns', 'add', netns]);
    await must(['ip', 'link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', netns]);
    await must(['ip', '-batch', '-'], {
      input: `link set ${link} up\nroute add ${ip}/32 dev ${link} src ${NODE_IP}\n`,
    });
    await must(['ip', '-n', netns, '-batch', '-'], {
      input: [
        'link set lo up',
        'link set eth0 up',
        `address add ${ip}/32 dev eth0`,
        `route add ${NODE_IP} dev eth0`,
        `route add default via ${NODE_IP}`,
        '',
      ].join('\n'),
    });
    await must(['nft', `add element ip cluster hairpin { ${ip} . ${ip} }`]);
    return { netns, ip };
  }

  async removePod(pod: PodNetwork): Promise<void> {
    for (const [key, cut] of this.cuts) if (cut.from === pod.ip || cut.to === pod.ip) this.cuts.delete(key);
    await this.writeCuts();
    await run(['nft', `delete element ip cluster hairpin { ${pod.ip} . ${pod.ip} }`]);
    await run(['ip', 'netns', 'delete', pod.netns]); // takes the veth pair and its route along
  }

  /** Drops every packet (or those of one TCP port, either end) between the two addresses. */
  async cut(a: string, b: string, port?: number): Promise<void> {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      this.cuts.set(`${from} ${to} ${port ?? ''}`, { from, to, port });
    }
    await this.writeCuts();
  }

  async healAll(): Promise<void> {
    this.cuts.clear();
    await this.writeCuts();
  }

  private async writeCuts(): Promise<void> {
    const rules = [...this.cuts.values()].flatMap(({ from, to, port }) => {
      const pair = `add rule ip cluster cut ip saddr ${from} ip daddr ${to}`;
      return port === undefined
        ? [`${pair} drop`]
        : [`${pair} tcp dport ${port} drop`, `${pair} tcp sport ${port} drop`];
    });
    await must(['nft', '-f', '-'], { input: `flush chain ip cluster cut\n${rules.join('\n')}\n` });
  }

  /** Replaces the Service translation as a whole, in one transaction. */
  async forward(forwards: readonly Forward[]): Promise<void> {
    const rules = forwards
      .filter(({ endpoints }) => endpoints.length > 0)
      .map(({ clusterIP, protocol, port, endpoints }) => {
        const match = `add rule ip cluster services ip daddr ${clusterIP} ${protocol} dport ${port} dnat to`;
        const [first] = endpoints;
        if (endpoints.length === 1 && first !== undefined) return `${match} ${first.ip}:${first.port}`;
        const map = endpoints.map((endpoint, index) => `${index} : ${endpoint.ip} . ${endpoint.port}`).join(', ');
        return `${match} numgen random mod ${endpoints.length} map { ${map} }`;
      });
    await must(['nft', '-f', '-'], { input: `flush chain ip cluster services\n${rules.join('\n')}\n` });
  }
}
