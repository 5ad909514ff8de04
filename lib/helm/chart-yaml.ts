import { type HelmChartMetadata } from './chart-props';
import { type JsonObject } from '../kubernetes/json';
import { jsonLines } from './values-yaml';

const CHART_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** @see https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string */
const SEMANTIC_VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/** Returns the problems of a chart's metadata. */
export function metadataProblems(props: HelmChartMetadata): string[] {
  const problems: string[] = [];
  if (!CHART_NAME.test(props.name)) {
    problems.push(`the chart name must be lower-case letters, digits and dashes, got '${props.name}'`);
  }
  if (!SEMANTIC_VERSION.test(props.version)) {
    problems.push(`the chart version must be a semantic version such as 1.2.3, got '${props.version}'`);
  }
  if (props.appVersion !== undefined && !/^[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?$/.test(props.appVersion)) {
    problems.push(`the app version must be letters, digits, dots, dashes and plus signs, got '${props.appVersion}'`);
  }
  return problems;
}

/** Chart.yaml. */
export function chartYaml(props: HelmChartMetadata): string {
  const dependencies = props.dependencies?.map((dependency) => ({ ...dependency, values: undefined }));
  const content: JsonObject = {
    apiVersion: 'v2',
    name: props.name,
    description: props.description,
    type: 'application',
    version: props.version,
    appVersion: props.appVersion,
    kubeVersion: props.kubeVersion,
    home: props.home,
    icon: props.icon,
    sources: props.sources,
    keywords: props.keywords,
    maintainers: props.maintainers,
    annotations: props.annotations,
    dependencies,
  };
  return (
    Object.entries(content)
      .filter(([, value]) => value !== undefined)
      .flatMap(([key, value]) => jsonLines(`${key}:`, value, ''))
      .join('\n') + '\n'
  );
}
