import { type Manifest } from '../testing/equivalence/manifest';
import { type Effect } from './consequence';
import { at, type Revision } from './revision';
import { neighbours, podLabels, selects } from './selected-pods';

/** The effects of changed pod labels on what selects the pods. */
export function selectionEffects({ before, after, surroundings }: Revision): Effect[] {
  const [old, next] = [before, after].map(podLabels);
  if (old === undefined || next === undefined || after.kind === 'Job' || after.kind === 'CronJob') return [];
  const lost = (kind: string, path: string): Manifest[] =>
    neighbours(after, kind, surroundings).filter(
      (each) => selects(at(each, path), old) && !selects(at(each, path), next),
    );
  const field = 'spec.template.metadata.labels';
  return [
    ...lost('Service', 'spec.selector').map((each): Effect => {
      const text = `Service ${each.metadata?.name} no longer selects its pods`;
      return { severity: 'downtime', text, field, wayOut: 'keep the labels that the selector names' };
    }),
    ...lost('NetworkPolicy', 'spec.podSelector').map((each): Effect => {
      return { severity: 'change', text: `NetworkPolicy ${each.metadata?.name} no longer applies to its pods`, field };
    }),
    ...lost('PodDisruptionBudget', 'spec.selector').map((each): Effect => {
      return {
        severity: 'change',
        text: `PodDisruptionBudget ${each.metadata?.name} no longer covers its pods`,
        field,
      };
    }),
  ];
}
