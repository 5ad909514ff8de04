import { isDeepStrictEqual } from 'node:util';
import { type Fields, type Manifest } from '../../testing/equivalence/manifest';
import { fromJson, object, type ObjectExpression } from '../model/expression';
import { fields, textMap } from '../model/values';
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

/** What a workload selects its pods by: its selector, and the labels of the pods for kinds that have none. */
export function selectorOf(manifest: Manifest): Fields {
  const { selector } = specOf(manifest);
  return selector === undefined || manifest.kind === 'Job' ? { matchLabels: podLabelsOf(manifest) } : fields(selector);
}

/** Whether a selector is that of the workload. */
export function selects(selector: unknown, workload: Manifest): boolean {
  return isDeepStrictEqual(selector, selectorOf(workload));
}

/** A selector as a prop. */
export function selectorProp({ matchLabels, matchExpressions }: Fields): ObjectExpression {
  return object({ matchLabels: textMap(matchLabels), matchExpressions: fromJson(matchExpressions) });
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
  const { selector } = specOf(manifest);
  if (selector === undefined || manifest.kind === 'Job') return object({ ...metadataProps(manifest), ...own, ...pod });
  const selecting = fields(fields(selector).matchLabels);
  const further = Object.entries(podLabelsOf(manifest)).filter(([key]) => !(key in selecting));
  return object({
    ...metadataProps(manifest),
    ...own,
    selector: selectorProp(fields(selector)),
    ...pod,
    podLabels: textMap(Object.fromEntries(further)),
  });
}
