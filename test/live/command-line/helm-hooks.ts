import { type KubeObject } from '../runner/types';

const HOOK = 'helm.sh/hook';

/** Whether `helm install` makes it: no hook, or one of the installation. Tests, deletions and upgrades come later, or never. */
export function isInstalled({ metadata }: KubeObject): boolean {
  const events = metadata.annotations?.[HOOK]?.split(',').map((event) => event.trim());
  return events === undefined || events.includes('pre-install') || events.includes('post-install');
}
