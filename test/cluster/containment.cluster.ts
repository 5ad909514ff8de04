import { execFileSync } from 'node:child_process';
import { machine } from './machine';
import { nodeNumbers, onNode } from './node';

interface Link {
  readonly ifname: string;
  readonly link_netnsid?: number;
  readonly linkinfo?: { readonly info_kind?: string };
}

const LINKS = ['ip', '-details', '-json', 'link'];
/** Documentation addresses (RFC 5737, RFC 3849): nobody's, whichever way they would be routed. */
const OUTSIDE = ['192.0.2.1', '2001:db8::1'];

const kinds = (json: string): string[] => {
  const links = JSON.parse(json) as Link[];
  return [...new Set(links.map(({ ifname, linkinfo }) => (ifname === 'lo' ? 'lo' : (linkinfo?.info_kind ?? ifname))))];
};

describe('the network of the cluster leads nowhere', () => {
  test('its namespace has a loopback, the bridge and the links of its nodes', async () => {
    const links = nodeNumbers().length === 0 ? ['bridge', 'lo'] : ['bridge', 'lo', 'veth'];
    expect(kinds(await machine(...LINKS)).sort()).toEqual(links);
  });

  test('no link of this machine ends in it', async () => {
    const outer = new Set(
      (JSON.parse(execFileSync('ip', ['-json', 'link'], { encoding: 'utf8' })) as Link[]).map((l) => l.ifname),
    );
    const inner = (JSON.parse(await machine(...LINKS)) as Link[]).filter(
      ({ linkinfo }) => linkinfo?.info_kind === 'veth',
    );

    expect([...outer].filter((name) => /^(cluster0|node\d+)$/.test(name))).toEqual([]);
    expect(inner.length).toBe(nodeNumbers().length);
  });

  test.each(OUTSIDE)('it has no route to %s', async (address) => {
    await expect(machine('ip', 'route', 'get', address)).rejects.toThrow(/unreachable/);
  });

  test('it forwards no packet', async () => {
    expect((await machine('cat', '/proc/sys/net/ipv4/ip_forward')).trim()).toBe('0');
  });

  test('a node has the link to the bridge and those of its pods', async () => {
    for (const n of nodeNumbers()) {
      const found = kinds(await onNode(n, ...LINKS)).filter(
        (kind) => !['lo', 'veth', 'bridge', 'dummy'].includes(kind),
      );
      expect(found).toEqual([]);
    }
  });

  test.each(['10.96.200.200', '10.244.99.99', '192.0.2.1'])(
    'a connection from a node, or from the API server where there is none, to %s, which no rule knows, is not made',
    async (address) => {
      const [n] = nodeNumbers();
      const run = (...command: string[]) => (n === undefined ? machine(...command) : onNode(n, ...command));
      const connect = `timeout 3 bash -c '</dev/tcp/${address}/80' 2>&1; echo "exit $?"`;
      expect(await run('bash', '-c', connect)).toMatch(/exit (1|124)\n$/);
    },
  );
});
