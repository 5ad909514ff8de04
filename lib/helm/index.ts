// Helm charts from typed values, cdk8s-patterns/helm.

export { type HelmChartMetadata, type HelmDependency, type HelmMaintainer } from './chart-props';
export { HelmChart, type HelmChartProps, type PlainChart } from './helm-chart';
export { type HelmFinding, HelmRule } from './helm-finding';
export { HelmValues } from './helm-values';
export { type PlainOptions } from './plain-options';
export { type FileTexts } from './tar';
export {
  type BoolValueProps,
  type EnumValueProps,
  type HelmChartTokens,
  type HelmRelease,
  type IntValueProps,
  type JsonListValueProps,
  type JsonValueProps,
  type ListValueProps,
  type NumberValueProps,
  type SecretRefValue,
  type SecretRefValueProps,
  type StringValueProps,
} from './value-props';

// Tokens: what a value is until the chart is written
export { type JsonObject } from '../kubernetes/json';
export { isToken } from '../tokens/find-tokens';
export { plainNumber, plainString, plainValue } from '../tokens/plain-value';
