import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneImages } from './images/store';
import { machine } from './machine';
import { CGROUP, NETWORK, programsOf, STATE } from './settings';

const PKI = join(STATE, 'pki');

export const folderOf = (n: number): string => join(STATE, `node${n}`);

/** Numbers of the nodes that this cluster was made with. */
export function nodeNumbers(): number[] {
  if (!existsSync(STATE)) return [];
  return readdirSync(STATE)
    .flatMap((name) => /^node(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

/** Makes the folder of a node: images, configuration of containerd, kubelet and kube-proxy, its pod network. */
export function makeNode(n: number, images: string): void {
  const folder = folderOf(n);
  for (const name of ['run', 'kubelet', 'cni', 'cni-state', 'log', 'volumes', 'registries/_default']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  cloneImages(images, join(folder, 'containerd'));
  const files = {
    'containerd.toml': containerd(folder),
    'kubelet.yaml': JSON.stringify(kubelet(n), null, 2),
    'kube-proxy.yaml': JSON.stringify(kubeProxy(n), null, 2),
    'cni/10-pods.conflist': JSON.stringify(podNetwork(n), null, 2),
    // Whatever registry an image names: the cluster's own answers.
    'registries/_default/hosts.toml': `[host."http://${NETWORK.host}:${NETWORK.registryPort}"]\n  capabilities = ["pull", "resolve"]\n`,
    // The cluster reaches no other name server.
    'resolv.conf': 'nameserver 127.0.0.1\n',
    'machine-id': `${n.toString(16).padStart(32, '0')}\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** Boots a node that `makeNode` made: new, or with the disk that it had when it crashed. */
export async function startNode(version: string, n: number): Promise<void> {
  rmSync(join(folderOf(n), 'run'), { recursive: true, force: true });
  mkdirSync(join(folderOf(n), 'run'));
  await node('start', n, programsOf(version), NETWORK.node(n), NETWORK.podsOf(n), `${CGROUP}-node${n}`);
  await Promise.all(
    nodeNumbers()
      .filter((other) => other !== n)
      .map((other) => node('route', n, NETWORK.podsOf(other), NETWORK.node(other))),
  );
}

/** The power goes: every process of the node ends at once; its disk stays. */
export const crashNode = (n: number): Promise<string> => node('crash', n);
/** The node's link goes down, or comes up again. */
export const partitionNode = (n: number): Promise<string> => node('link', n, 'down');
export const healNode = (n: number): Promise<string> => node('link', n, 'up');
/** Runs a command in the node's namespaces. */
export const onNode = (n: number, ...command: string[]): Promise<string> => node('run', n, ...command);
export const nodeRuns = (n: number): Promise<boolean> =>
  node('run', n, 'true').then(
    () => true,
    () => false,
  );

function node(what: string, n: number, ...args: string[]): Promise<string> {
  return machine('bash', join(__dirname, 'node.sh'), what, `${n}`, folderOf(n), NETWORK.bridge, NETWORK.host, ...args);
}

function containerd(folder: string): string {
  return `version = 2
root = "${folder}/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing"]
[grpc]
  address = "/run/containerd/containerd.sock"
[plugins."io.containerd.internal.v1.opt"]
  path = "${folder}/opt"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  enable_unprivileged_ports = true
  sandbox_image = "registry.k8s.io/pause:3.10"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${folder}/cni"
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = "${folder}/registries"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
`;
}

function kubelet(n: number): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: `${PKI}/ca.crt` },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: `${PKI}/node${n}.crt`,
    tlsPrivateKeyFile: `${PKI}/node${n}.key`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${CGROUP}-node${n}`,
    // From 1.35 on the kubelet refuses cgroup v1 unless told.
    failCgroupV1: false,
    failSwapOn: false,
    // Root without CAP_SYS_RESOURCE cannot lower the score.
    oomScoreAdj: 0,
    clusterDNS: [NETWORK.dns],
    clusterDomain: 'cluster.local',
    resolvConf: `${folderOf(n)}/resolv.conf`,
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    serializeImagePulls: false,
    // The disk is the machine's: how full it is says nothing about the node.
    imageGCHighThresholdPercent: 100,
    evictionHard: Object.fromEntries(
      ['memory.available', 'nodefs.available', 'nodefs.inodesFree', 'imagefs.available', 'imagefs.inodesFree'].map(
        (signal) => [signal, '0%'],
      ),
    ),
    maxPods: 60,
  };
}

function kubeProxy(n: number): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    clientConnection: { kubeconfig: `${PKI}/proxy.kubeconfig` },
    clusterCIDR: NETWORK.pods,
    hostnameOverride: `node${n}`,
    oomScoreAdj: 0,
    // These sysctls are read-only in a network namespace.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
}

function podNetwork(n: number): object {
  return {
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        // Masquerading would show NetworkPolicies the node's address in place of the pod's.
        ipMasq: false,
        // A pod reaches itself by the address of its Service.
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: NETWORK.podsOf(n) }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}
