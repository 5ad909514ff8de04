import { isDeepStrictEqual } from 'node:util';
import { type Fields, type Manifest } from '../../testing/equivalence/manifest';
import { object, type ObjectExpression } from '../model/expression';
import { fields } from '../model/values';
import { podProps, type Props } from '../pod/pod';
import { metadataProps } from './metadata';

/** The spec of a manifest. */
export function specOf(manifest: Manifest): Fields {
  return fields(manifest.spec as never);
}

/** The labels of the pods that a workload makes. */
export function podLabelsOf(manifest: Manifest): Fields {
  const spec = specOf(manifest);
  if (manifest.kind === 'Pod') return fields(manifest.metadata?.labels);
  const template = fields(spec.template ?? fields(fields(spec.jobTemplate).spec).template);
  return fields(fields(template.metadata).labels);
}

/** The pod spec of a workload. */
export function podSpecOf(manifest: Manifest): Fields {
  const spec = specOf(manifest);
  if (manifest.kind === 'Pod') return spec;
  const template = fields(spec.template ?? fields(fields(spec.jobTemplate).spec).template);
  return fields(template.spec);
}

/** Whether a selector is exactly the labels, by labels alone. */
export function selects(selector: unknown, labels: Fields): boolean {
  const { matchLabels, ...rest } = fields(selector as never);
  return Object.keys(rest).length === 0 && isDeepStrictEqual({ ...fields(matchLabels) }, { ...labels });
}

/** The props of a workload around a pod template: its metadata, then what the kind adds, then its pod. */
export function workloadProps(
  manifest: Manifest,
  template: Fields,
  { own, claimTemplates }: { readonly own: Props; readonly claimTemplates?: readonly Fields[] },
): ObjectExpression {
  const pod = podProps(fields(template.metadata), fields(template.spec), {
    name: manifest.metadata?.name,
    claimTemplates,
  });
  return object({ ...metadataProps(manifest), ...own, ...pod });
}
