import { homedir } from 'node:os';
import { join } from 'node:path';

/** Everything that the cluster keeps: built programs, image layers, and the state of the cluster that runs. */
export const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cdk8s-patterns');

/** Several clusters run side by side when CLUSTER names each; their networks are separate. */
export const NAME = process.env['CLUSTER'] ?? 'default';

/** Generated files of the cluster that runs; removed by `down`. On the file system of CACHE, for hard links. */
export const STATE = join(CACHE, 'cluster', NAME);

export const KUBECONFIG = join(STATE, 'kubeconfig');

export const DEFAULT_KUBERNETES = '1.34.4';

/** Control groups of the nodes, in every hierarchy. */
export const CGROUP = `cdk8s-${NAME}`;

/** Addresses exist in the cluster's own network namespace only. */
export const NETWORK = {
  bridge: 'cluster0',
  /** Of the bridge: where nodes, pods and tests find the API server. */
  host: '10.99.0.1',
  /** Of the registry that all nodes pull from. */
  registryPort: 5000,
  services: '10.96.0.0/16',
  /** First address of `services`, which the certificate of the API server names. */
  kubernetes: '10.96.0.1',
  dns: '10.96.0.10',
  pods: '10.244.0.0/16',
  node: (n: number) => `10.99.0.${10 + n}`,
  podsOf: (n: number) => `10.244.${n}.0/24`,
};

export function programsOf(version: string): string {
  return join(CACHE, 'kubernetes', version, 'bin');
}
