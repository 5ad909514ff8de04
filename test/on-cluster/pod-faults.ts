import { apply, get, kubectl, tryKubectl } from './kubectl';

const NAMESPACE = 'pod-faults';
const LABELS = { app: 'pod-faults' };
const IMAGE = process.env['POD_FAULTS_IMAGE'] ?? 'nicolaka/netshoot:v0.13';

export interface FaultyPod {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: { readonly nodeName: string };
  readonly status: {
    readonly podIP?: string;
    readonly containerStatuses?: readonly { readonly name: string; readonly containerID?: string }[];
  };
}

/**
 * Faults inside a pod, which the API of Kubernetes has no call for: a process killed, a link cut. A privileged pod on
 * each node does them, so any cluster will do that admits one.
 */
export class PodFaults {
  /** Starts the privileged pods. */
  static async start(): Promise<PodFaults> {
    const metadata = { name: 'pod-faults', namespace: NAMESPACE };
    const spec = {
      hostPID: true,
      terminationGracePeriodSeconds: 0,
      tolerations: [{ operator: 'Exists' }],
      containers: [
        { name: 'main', image: IMAGE, command: ['sleep', 'infinity'], securityContext: { privileged: true } },
      ],
    };
    await apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      {
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata,
        spec: { selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS }, spec } },
      },
    ]);
    await kubectl(['rollout', 'status', 'daemonset/pod-faults', '-n', NAMESPACE, '--timeout=120s']);
    return new PodFaults();
  }

  async stop(): Promise<void> {
    await tryKubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  }

  /** SIGKILL to every process of a container; the kubelet starts it again. */
  kill(pod: FaultyPod, container: string): Promise<void> {
    return this.onNode(pod.spec.nodeName, `${PIDS} kill -9 $(pids ${containerId(pod, container)})`);
  }

  /** As `kill`, so many seconds after this call has returned. */
  killLater(pod: FaultyPod, container: string, seconds: number): Promise<void> {
    const found = `${PIDS} found=$(pids ${containerId(pod, container)})`;
    return this.onNode(
      pod.spec.nodeName,
      `${found}; setsid sh -c "sleep ${seconds}; kill -9 $found" >/dev/null 2>&1 </dev/null &`,
    );
  }

  /** SIGKILL to the programs of a node that have this name, such as `kubelet`. */
  async killProgram(node: string, program: string): Promise<void> {
    await this.onNode(
      node,
      `for comm in /proc/[0-9]*/comm; do
         read -r name <"$comm" || continue
         pid=\${comm#/proc/}
         if [ "$name" = ${program} ]; then kill -9 "\${pid%/comm}"; fi
       done`,
    );
  }

  /** Drops every packet between the pod and these addresses, or to and from this port alone, until `heal`. */
  async cut(pod: FaultyPod, addresses: readonly string[], port?: number): Promise<void> {
    const set = `{ ${addresses.join(', ')} }`;
    const ports = port === undefined ? [''] : [`tcp dport ${port}`, `tcp sport ${port}`];
    const rules = ports.flatMap((match) => [
      `add rule ip fault out ip daddr ${set} ${match} drop`,
      `add rule ip fault in ip saddr ${set} ${match} drop`,
    ]);
    const chain = (name: string, hook: string) =>
      `add chain ip fault ${name} { type filter hook ${hook} priority -300; }`;
    await this.nft(pod, ['add table ip fault', chain('out', 'output'), chain('in', 'input'), ...rules]);
  }

  /** Ends what `cut` began. A pod that has gone meanwhile took its rules along. */
  async heal(pods: readonly FaultyPod[]): Promise<void> {
    for (const pod of pods) await this.nft(pod, ['delete table ip fault']).catch(() => undefined);
  }

  private async nft(pod: FaultyPod, lines: readonly string[]): Promise<void> {
    await this.onNode(
      pod.spec.nodeName,
      `${PIDS} set -- $(pids '${pod.metadata.uid.replaceAll('-', '[-_]')}'); nsenter --net=/proc/$1/ns/net nft -f - <<'RULES'\n${lines.join('\n')}\nRULES`,
    );
  }

  private async onNode(node: string, script: string): Promise<void> {
    const { items } = await get<{ items: readonly FaultyPod[] }>('pods', '-n', NAMESPACE, '-l', 'app=pod-faults');
    const tool = items.find(({ spec }) => spec.nodeName === node);
    if (tool === undefined) throw new Error(`no pod for faults on ${node}`);
    await kubectl(['exec', '-n', NAMESPACE, tool.metadata.name, '--', 'bash', '-euc', script]);
  }
}

function containerId({ metadata, status }: FaultyPod, container: string): string {
  const id = status.containerStatuses?.find(({ name }) => name === container)?.containerID;
  if (id === undefined) throw new Error(`${metadata.name} has no container ${container}`);
  return id.replace(/^.*\/\//, '');
}

/** Processes in the control group of a pod (by its uid) or of a container (by its id). */
const PIDS = `pids() {
  local file pid found=
  for file in /proc/[0-9]*/cgroup; do
    if grep -q -e "$1" "$file" 2>/dev/null; then pid=\${file#/proc/}; found="$found \${pid%/cgroup}"; fi
  done
  [ -n "$found" ] || { echo "no process of $1" >&2; return 1; }
  echo $found
};`;
