import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { machine, startInMachine } from './machine';
import { NETWORK, programsOf, STATE } from './settings';
import { until } from './until';

const PKI = join(STATE, 'pki');
const pki = (name: string): string => join(PKI, name);
const ETCD = 'http://127.0.0.1:2379';

/** Command lines of the control plane, in the order in which they start. */
function commands(version: string): Record<string, string[]> {
  const program = (name: string): string => join(programsOf(version), name);
  return {
    etcd: [
      'etcd',
      `--data-dir=${join(STATE, 'etcd')}`,
      // The cluster does not outlive the machine: no write has to reach the disk.
      '--unsafe-no-fsync=true',
      `--listen-client-urls=${ETCD}`,
      `--advertise-client-urls=${ETCD}`,
    ],
    'kube-apiserver': [
      program('kube-apiserver'),
      `--etcd-servers=${ETCD}`,
      '--secure-port=6443',
      '--bind-address=0.0.0.0',
      `--advertise-address=${NETWORK.host}`,
      `--service-cluster-ip-range=${NETWORK.services}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged=true',
      '--endpoint-reconciler-type=lease',
      '--kubelet-preferred-address-types=InternalIP',
      `--client-ca-file=${pki('ca.crt')}`,
      `--tls-cert-file=${pki('apiserver.crt')}`,
      `--tls-private-key-file=${pki('apiserver.key')}`,
      `--kubelet-certificate-authority=${pki('ca.crt')}`,
      `--kubelet-client-certificate=${pki('kubelet-client.crt')}`,
      `--kubelet-client-key=${pki('kubelet-client.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${pki('sa.pub')}`,
      `--service-account-signing-key-file=${pki('sa.key')}`,
      `--requestheader-client-ca-file=${pki('ca.crt')}`,
      '--requestheader-allowed-names=front-proxy-client',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      `--proxy-client-cert-file=${pki('front-proxy-client.crt')}`,
      `--proxy-client-key-file=${pki('front-proxy-client.key')}`,
    ],
    'kube-controller-manager': [
      program('kube-controller-manager'),
      `--kubeconfig=${pki('controller-manager.kubeconfig')}`,
      '--use-service-account-credentials',
      `--service-account-private-key-file=${pki('sa.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      `--cluster-signing-cert-file=${pki('ca.crt')}`,
      `--cluster-signing-key-file=${pki('ca.key')}`,
      '--allocate-node-cidrs=false',
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
    ],
    'kube-scheduler': [
      program('kube-scheduler'),
      `--kubeconfig=${pki('scheduler.kubeconfig')}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
    ],
  };
}

export type Component = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler';

/** Starts one program of the control plane. */
export function startComponent(version: string, component: Component): void {
  const command = commands(version)[component];
  if (command === undefined) throw new Error(`the control plane has no program "${component}"`);
  startInMachine(component, command);
}

/** Makes certificates for so many nodes and starts the control plane; returns when the API server is ready. */
export async function startControlPlane(version: string, nodes: readonly number[]): Promise<void> {
  const pairs = nodes.map((n) => `node${n}=${NETWORK.node(n)}`);
  await machine('bash', join(__dirname, 'certificates.sh'), PKI, NETWORK.host, NETWORK.kubernetes, ...pairs);
  startComponent(version, 'etcd');
  startComponent(version, 'kube-apiserver');
  await apiServerReady(version);
  if (nodes.length === 0) return;
  startComponent(version, 'kube-controller-manager');
  startComponent(version, 'kube-scheduler');
}

export async function apiServerReady(version: string): Promise<void> {
  const probe = [
    join(programsOf(version), 'kubectl'),
    `--kubeconfig=${pki('admin.kubeconfig')}`,
    'get',
    '--raw=/readyz',
  ];
  await until(
    'the API server is ready',
    120,
    async () => (await machine(...probe).catch(() => '')) === 'ok',
    () => tail('kube-apiserver'),
  );
}

/** The last lines that a program of the cluster has logged. */
export function tail(name: string): string {
  try {
    return readFileSync(join(STATE, `${name}.log`), 'utf8')
      .split('\n')
      .slice(-15)
      .join('\n');
  } catch {
    return '';
  }
}
