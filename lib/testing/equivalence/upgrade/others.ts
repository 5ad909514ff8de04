import { type Fields, isFields } from '../manifest';
import { type Edit } from './edit';

/** In policy/v1beta1 an empty selector matched nothing, in policy/v1 it matches every pod. */
export function upgradeDisruptionBudget(edit: Edit, source: boolean): void {
  const selector = edit.get('spec', 'selector');
  if (!source || !isFields(selector)) return;
  if (Object.values(selector).some((part) => Object.keys(part ?? {}).length > 0)) return;
  edit.set(
    ['spec', 'selector'],
    { matchExpressions: [{ key: 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match', operator: 'Exists' }] },
    'k8s.io/kubernetes/pkg/apis/policy/v1beta1/conversion.go: an empty selector matched nothing',
  );
}

/** The topology of an endpoint became its zone; its node had a field of its own before. */
export function upgradeEndpointSlice(edit: Edit): void {
  for (const [index, endpoint] of edit.list('endpoints').entries()) {
    if (!isFields(endpoint.topology)) continue;
    const { 'topology.kubernetes.io/zone': zone, ...rest } = endpoint.topology;
    if (rest['kubernetes.io/hostname'] === endpoint.nodeName) delete rest['kubernetes.io/hostname'];
    edit.take('endpoints', index, 'topology');
    edit.fill(['endpoints', index, 'zone'], zone);
    if (Object.keys(rest).length > 0) edit.fill(['endpoints', index, 'deprecatedTopology'], rest);
  }
}

/** In apiextensions.k8s.io/v1 every version has its own schema, columns and subresources. */
export function upgradeDefinition(edit: Edit): void {
  const spec = edit.get('spec');
  if (!isFields(spec)) return;
  const schema = isFields(spec.validation) ? { ...spec.validation } : undefined;
  const columns = spec.additionalPrinterColumns;
  const { subresources } = spec;
  const named = typeof spec.version === 'string' ? [{ name: spec.version, served: true, storage: true }] : [];
  const versions: Fields[] =
    Array.isArray(spec.versions) && spec.versions.length > 0 ? spec.versions.filter(isFields) : named;
  const upgraded = versions.map((version): Fields => {
    const result: Fields = { ...version };
    result.schema ??= schema;
    result.subresources ??= subresources;
    result.additionalPrinterColumns ??= columns;
    if (Array.isArray(result.additionalPrinterColumns)) {
      result.additionalPrinterColumns = result.additionalPrinterColumns
        .filter(isFields)
        .map(({ JSONPath, ...column }) => ({
          ...column,
          ...(JSONPath !== undefined && { jsonPath: JSONPath }),
        }));
    }
    for (const [name, value] of Object.entries(result)) if (value === undefined) delete result[name];
    return result;
  });
  for (const field of ['version', 'validation', 'additionalPrinterColumns', 'subresources']) edit.take('spec', field);
  if (upgraded.length > 0) edit.set(['spec', 'versions'], upgraded);
  edit.move(['spec', 'conversion', 'webhookClientConfig'], ['spec', 'conversion', 'webhook', 'clientConfig']);
  edit.move(
    ['spec', 'conversion', 'conversionReviewVersions'],
    ['spec', 'conversion', 'webhook', 'conversionReviewVersions'],
  );
}
