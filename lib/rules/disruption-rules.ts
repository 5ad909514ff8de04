import { evenEmpty, type Field } from './field';
import { oneOf } from './names';
import { countOrPercentOfAll } from './numbers';
import { checkSelector } from './selector-rules';

/** PodDisruptionBudget. Source: pkg/apis/policy/validation/validation.go. */
export function checkDisruptionBudget(object: Field): void {
  const spec = object.at('spec');
  const bounds = ['minAvailable', 'maxUnavailable'].map((bound) => spec.at(bound).check(countOrPercentOfAll));
  if (bounds.every((bound) => bound.present)) spec.report('must have one of minAvailable, maxUnavailable, got both');
  checkSelector(spec.at('selector'));
  spec.at('unhealthyPodEvictionPolicy').check(evenEmpty(oneOf('IfHealthyBudget', 'AlwaysAllow')));
}
