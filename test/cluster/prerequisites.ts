import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Program to look for, and the Debian package that brings it. */
const PACKAGES: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  runc: 'runc',
  etcd: 'etcd-server',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  iptables: 'iptables',
  nft: 'nftables',
  ipset: 'ipset',
  conntrack: 'conntrack',
  ip: 'iproute2',
  nsenter: 'util-linux',
  openssl: 'openssl',
  debootstrap: 'debootstrap',
  gcc: 'gcc',
  // PostgreSQL 11 is a Maven artifact, Valkey a Python package.
  mvn: 'maven',
  python3: 'python3-pip',
};

/** What this machine lacks for a cluster, one sentence each; empty when it can run one. */
export function missingPrerequisites(): string[] {
  const missing: string[] = [];
  if (process.platform !== 'linux' || process.arch !== 'x64') missing.push('The cluster needs Linux on x86-64.');
  if (process.getuid?.() !== 0) missing.push('The cluster needs root, to make namespaces and control groups.');
  if (!onPath('apt-get')) missing.push('The images need apt-get: they are made of Debian packages.');
  const packages = Object.entries(PACKAGES).flatMap(([program, name]) => (onPath(program) ? [] : [name]));
  if (packages.length > 0) {
    missing.push(`These Debian packages are missing: ${packages.join(' ')} (test/cluster/install.sh installs them).`);
  }
  if (!onPath('go')) missing.push('The programs of Kubernetes are built from Go modules: Go 1.24 or later is missing.');
  if (!existsSync('/sys/fs/cgroup/memory') && !existsSync('/sys/fs/cgroup/cgroup.controllers')) {
    missing.push('/sys/fs/cgroup is not mounted.');
  }
  return missing;
}

function onPath(program: string): boolean {
  if (program.startsWith('/')) return existsSync(program);
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
