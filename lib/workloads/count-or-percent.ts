import { type PercentOrAbsolute } from 'cdk8s-plus-27';

/** A count or percentage of cdk8s-plus as the typed API objects take it. */
export function countOrPercent(amount: PercentOrAbsolute): number | string {
  const value = amount.value as number | string;
  return typeof value === 'number' ? value : value;
}

/** As {@link countOrPercent}, for an amount that may be absent. */
export function optionalCountOrPercent(amount?: PercentOrAbsolute): number | string | undefined {
  return amount && countOrPercent(amount);
}
