import { k8s, type PercentOrAbsolute } from 'cdk8s-plus-27';

/** A count or percentage of cdk8s-plus as the typed API objects take it. */
export function countOrPercent(amount: PercentOrAbsolute): k8s.IntOrString {
  const value = amount.value as number | string;
  return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(value);
}

/** As {@link countOrPercent}, for an amount that may be absent. */
export function optionalCountOrPercent(amount?: PercentOrAbsolute): k8s.IntOrString | undefined {
  return amount && countOrPercent(amount);
}
