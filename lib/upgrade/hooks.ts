import { type Manifest } from '../testing/equivalence/manifest';
import { type Effect } from './consequence';

/** When the hooks of Helm and Argo CD run in an upgrade, in words. */
const PHASES: Readonly<Record<string, string>> = {
  'pre-upgrade': 'runs before anything else is changed',
  'post-upgrade': 'runs once everything else is applied',
  'crd-install': 'is applied at installation only',
  PreSync: 'runs before anything else is changed',
  Sync: 'runs with the rest',
  PostSync: 'runs once everything is healthy',
  SyncFail: 'runs if the sync fails',
};

/** The phases in which Helm or Argo CD runs an object as a hook; empty for what is no hook. */
export function hookPhases(manifest: Manifest): string[] {
  const annotations = manifest.metadata?.annotations ?? {};
  const text = annotations['helm.sh/hook'] ?? annotations['argocd.argoproj.io/hook'] ?? '';
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** What a hook of the new state does in an upgrade. */
export function hookEffects(manifest: Manifest): Effect[] {
  const running = hookPhases(manifest).filter((phase) => PHASES[phase] !== undefined);
  if (running.length === 0) {
    return [
      { severity: 'none', text: `is a hook of ${hookPhases(manifest).join(', ')} and does not run in an upgrade` },
    ];
  }
  return running.map((phase) => ({ severity: 'change', text: `hook: ${PHASES[phase]} (${phase})` }));
}
