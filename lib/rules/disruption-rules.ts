import { evenEmpty, type Field } from './field';
import { oneOf } from './names';
import { countOrPercentOfAll } from './numbers';
import { checkSelector } from './selector-rules';

const EVICTION_POLICY = evenEmpty(oneOf('IfHealthyBudget', 'AlwaysAllow'));

/** PodDisruptionBudget. Source: pkg/apis/policy/validation/validation.go. */
export function checkDisruptionBudget(object: Field): void {
  const spec = object.at('spec');
  const bounds = ['minAvailable', 'maxUnavailable'];
  for (const bound of bounds) spec.checkAt(bound, countOrPercentOfAll);
  if (bounds.every((bound) => spec.hasAt(bound)))
    spec.report('must have one of minAvailable, maxUnavailable, got both');
  checkSelector(spec.at('selector'));
  spec.checkAt('unhealthyPodEvictionPolicy', EVICTION_POLICY);
}
