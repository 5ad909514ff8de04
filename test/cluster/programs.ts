import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programsOf } from './settings';

export const PROGRAMS = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
  'kubectl',
  'coredns',
  'network-policy',
  'local-path-provisioner',
] as const;

/** Enough for a cluster without nodes, which says what it thinks of manifests. */
export const API_SERVER = ['kube-apiserver', 'kubectl'] as const;

/** Builds from Go modules the programs that the cache lacks; about 20 minutes of processor time when it has none. */
export async function buildPrograms(
  version: string,
  report: (line: string) => void,
  programs: readonly string[] = PROGRAMS,
): Promise<void> {
  const folder = programsOf(version);
  for (const program of programs) {
    if (existsSync(join(folder, program))) continue;
    const start = Date.now();
    await run('bash', [join(__dirname, 'programs', 'build.sh'), version, folder, program]);
    report(`${program} of Kubernetes ${version} was built in ${Math.round((Date.now() - start) / 1000)} s`);
  }
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-4000)));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`)),
    );
  });
}
