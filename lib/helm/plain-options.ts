import { type Scope } from './binding';
import { mergeValues } from './merge-values';
import { releaseNameProblems } from './release-name';
import { type HelmValues } from './helm-values';
import { problemsOf } from './value-spec';
import { isObject, type JsonObject } from '../kubernetes/json';
import { type HookEngine } from '../lifecycle/hook';

/** One environment of the plain output. */
export interface PlainOptions {
  /** What differs from the defaults, nested as in values.yaml. @default - nothing */
  readonly values?: JsonObject;
  /** What the release is called. @default - the name of the chart */
  readonly releaseName?: string;
  /** The namespace it is for. @default 'default' */
  readonly namespace?: string;
  /** Number of the revision of the release. @default 1 */
  readonly revision?: number;
  /** Whether it is an upgrade. @default false */
  readonly isUpgrade?: boolean;
  /** Who will run the hooks. @default HookEngine.HELM */
  readonly hooks?: HookEngine;
}

/**
 * The value of every token in an environment.
 *
 * @throws Error naming each override that is unknown or breaks the rules of its value, and each value that is missing
 */
export function scopeOf(
  values: HelmValues,
  chart: Scope['chart'],
  options: PlainOptions,
  allowed: { readonly extraKeys: string[]; readonly maxReleaseNameLength: number },
): Scope {
  const release = {
    name: options.releaseName ?? chart.name,
    namespace: options.namespace ?? 'default',
    revision: options.revision ?? 1,
    isUpgrade: options.isUpgrade ?? false,
  };
  const merged = mergeValues(values.defaults, options.values ?? {});
  const problems = [
    ...releaseNameProblems(release.name, allowed.maxReleaseNameLength),
    ...valueProblems(values, merged, allowed.extraKeys),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { values: merged, release, chart, items: new Map() };
}

function valueProblems(values: HelmValues, merged: JsonObject, extraKeys: string[]): string[] {
  const problems: string[] = [];
  const known = new Map(values._declarations.map((d) => [d.path.join('.'), d]));
  const groups = new Set(
    values._declarations.flatMap((d) => d.path.slice(0, -1).map((_, i) => d.path.slice(0, i + 1).join('.'))),
  );
  const seen = new Set<string>();
  const visit = (object: JsonObject, path: readonly string[]): void => {
    for (const [key, value] of Object.entries(object)) {
      if (path.length === 0 && extraKeys.includes(key)) continue;
      const name = [...path, key].join('.');
      const declared = known.get(name);
      if (declared) {
        seen.add(name);
        problems.push(...problemsOf(declared.spec, value).map((p) => `values.${name} ${p}`));
      } else if (groups.has(name)) {
        if (isObject(value)) visit(value, [...path, key]);
        else problems.push(`values.${name} must be an object, got ${JSON.stringify(value)}`);
      } else {
        problems.push(`values.${name} is unknown; known are ${[...known.keys()].join(', ') || 'none'}`);
      }
    }
  };
  visit(merged, []);
  for (const name of known.keys()) {
    if (!seen.has(name)) problems.push(`values.${name} has no default and was not given`);
  }
  return problems;
}
