import { type Scope } from './binding';
import { mergeValues } from './merge-values';
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
  /** @default 1 */
  readonly revision?: number;
  /** Whether it is an upgrade. @default false */
  readonly isUpgrade?: boolean;
  /** Who will run the hooks. @default HookEngine.HELM */
  readonly hooks?: HookEngine;
}

/** Names that Helm accepts for a release: DNS names of at most 53 characters. */
const RELEASE_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const RELEASE_NAME_LENGTH = 53;

/**
 * The value of every token in an environment.
 *
 * @throws Error naming each override that is unknown or breaks the rules of its value, and each value that is missing
 */
export function scopeOf(values: HelmValues, chart: Scope['chart'], options: PlainOptions, extraKeys: string[]): Scope {
  const release = {
    name: options.releaseName ?? chart.name,
    namespace: options.namespace ?? 'default',
    revision: options.revision ?? 1,
    isUpgrade: options.isUpgrade ?? false,
  };
  const merged = mergeValues(values.defaults, options.values ?? {});
  const problems = [...releaseProblems(release.name), ...valueProblems(values, merged, extraKeys)];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { values: merged, release, chart, items: new Map() };
}

function releaseProblems(name: string): string[] {
  if (RELEASE_NAME.test(name) && name.length <= RELEASE_NAME_LENGTH) return [];
  return [`the release name must be a dns name of at most ${RELEASE_NAME_LENGTH} characters, got '${name}'`];
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
