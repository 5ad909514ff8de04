import { type HelmValues } from './helm-values';
import { schemaOf } from './value-spec';
import { type JsonObject } from '../kubernetes/json';

interface ObjectSchema {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly properties: { [key: string]: unknown };
  readonly required: string[];
  description?: string;
}

/**
 * values.schema.json: Helm checks every value against it before it renders.
 *
 * Every value is required: a value with a default is always present, and setting it to null would remove the default.
 * Besides the declared values, the root allows `global` and `enabled`, which a parent chart may set, and the subcharts.
 *
 * @see https://helm.sh/docs/topics/charts/#schema-files
 */
export function valuesSchema(values: HelmValues, chartName: string, subcharts: readonly string[]): JsonObject {
  const root = objectSchema();
  for (const { path, spec, default: fallback, description } of values._declarations) {
    const parent = path.slice(0, -1).reduce((schema, part, i) => {
      const inner = schema.properties[part];
      if (isObjectSchema(inner)) return inner;
      const created = objectSchema();
      const group = values._descriptionOf(path.slice(0, i + 1));
      if (group !== undefined) created.description = group;
      schema.properties[part] = created;
      schema.required.push(part);
      return created;
    }, root);
    const key = path.at(-1) ?? '';
    parent.properties[key] = {
      ...(description === undefined ? {} : { description }),
      ...schemaOf(spec),
      ...(fallback === undefined ? {} : { default: fallback }),
    };
    parent.required.push(key);
  }
  for (const name of subcharts) root.properties[name] ??= { type: 'object' };
  root.properties.global ??= { description: 'Set by a parent chart for all its subcharts', type: 'object' };
  root.properties.enabled ??= { description: 'Set by a parent chart that makes this one optional', type: 'boolean' };
  if (subcharts.length > 0) root.properties.tags ??= { type: 'object' };
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: `Values of ${chartName}`, ...root };
}

function objectSchema(): ObjectSchema {
  return { type: 'object', additionalProperties: false, properties: {}, required: [] };
}

function isObjectSchema(value: unknown): value is ObjectSchema {
  return value !== null && typeof value === 'object' && 'additionalProperties' in value && 'required' in value;
}
