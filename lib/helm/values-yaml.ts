import { type DeclaredValue } from './declared-values';
import { type HelmValues } from './helm-values';
import { TokenType } from '../tokens/token';
import { isObject, type JsonObject } from '../kubernetes/json';
import { printable, yamlQuoted, yamlScalar } from './yaml-scalar';

interface Group {
  readonly path: readonly string[];
  readonly members: Map<string, Group | DeclaredValue>;
}

/** values.yaml: the defaults in the order of their declaration, each under its description. */
export function valuesYaml(values: HelmValues, subcharts: JsonObject): string {
  const root = grouped(values);
  const lines = groupLines(root, values, '');
  for (const [name, defaults] of Object.entries(subcharts)) {
    if (lines.length > 0) lines.push('');
    lines.push(`# Values of the chart ${name}.`, ...jsonLines(`${yamlScalar(name)}:`, defaults, ''));
  }
  return lines.length === 0 ? '{}\n' : lines.join('\n') + '\n';
}

function grouped(values: HelmValues): Group {
  const root: Group = { path: [], members: new Map() };
  for (const value of values._declarations) {
    let group = root;
    for (const [i, part] of value.path.slice(0, -1).entries()) {
      const next = group.members.get(part);
      if (next && 'members' in next) group = next;
      else {
        const created: Group = { path: value.path.slice(0, i + 1), members: new Map() };
        group.members.set(part, created);
        group = created;
      }
    }
    group.members.set(value.path.at(-1) ?? '', value);
  }
  return root;
}

function groupLines(group: Group, values: HelmValues, indent: string): string[] {
  const lines: string[] = [];
  for (const [key, member] of group.members) {
    if (lines.length > 0 && indent === '') lines.push('');
    if ('members' in member) {
      lines.push(...comment(values._descriptionOf(member.path), indent));
      const inner = groupLines(member, values, `${indent}  `);
      const empty = inner.every((line) => /^\s*(#|$)/.test(line));
      lines.push(`${indent}${yamlScalar(key)}:${empty ? ' {}' : ''}`, ...inner);
    } else {
      lines.push(...comment(sentence(member), indent), ...defaultLines(key, member, indent));
    }
  }
  return lines;
}

function defaultLines(key: string, value: DeclaredValue, indent: string): string[] {
  if (value.default === undefined) return [`${indent}# ${yamlScalar(key)}: (required)`];
  return jsonLines(`${indent}${yamlScalar(key)}:`, value.default, indent);
}

function sentence(value: DeclaredValue): string | undefined {
  const allowed = allowedWords(value);
  const parts = [value.description, allowed === '' ? undefined : `Allowed: ${allowed}.`];
  const text = parts.filter((p) => p !== undefined).join('\n');
  return text === '' ? undefined : text;
}

/** The allowed values in words, for comments and the README. */
export function allowedWords({ spec }: DeclaredValue): string {
  const words: string[] = [];
  if (spec.options) words.push(`one of ${spec.options.map((o) => JSON.stringify(o)).join(', ')}`);
  if (spec.minimum !== undefined && spec.maximum !== undefined) words.push(`${spec.minimum} to ${spec.maximum}`);
  else if (spec.minimum !== undefined) words.push(`at least ${spec.minimum}`);
  else if (spec.maximum !== undefined) words.push(`at most ${spec.maximum}`);
  if (spec.pattern !== undefined) {
    words.push(`${spec.type === TokenType.LIST ? 'items matching' : 'matching'} ${spec.pattern}`);
  }
  if (spec.minLength !== undefined) words.push(`at least ${spec.minLength} characters`);
  if (spec.maxLength !== undefined) words.push(`at most ${spec.maxLength} characters`);
  if (spec.minItems !== undefined) words.push(`at least ${spec.minItems} items`);
  if (spec.maxItems !== undefined) words.push(`at most ${spec.maxItems} items`);
  return words.join(', ');
}

function comment(text: string | undefined, indent: string): string[] {
  if (text === undefined) return [];
  return printable(text)
    .split('\n')
    .map((line) => `${indent}# ${line}`.trimEnd());
}

/** Plain JSON as YAML, for defaults. */
export function jsonLines(head: string, value: unknown, indent: string): string[] {
  if (typeof value === 'string') return [`${head} ${value.includes('\n') ? yamlQuoted(value) : yamlScalar(value)}`];
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${head} []`];
    const items = (value as unknown[]).flatMap((item) => {
      const lines = jsonLines(`${indent}  -`, item, `${indent}  `);
      // The first line of a map or list follows the dash.
      return lines.length > 1 ? [`${indent}  - ${(lines[1] ?? '').trimStart()}`, ...lines.slice(2)] : lines;
    });
    return [head, ...items];
  }
  if (isObject(value)) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    if (entries.length === 0) return [`${head} {}`];
    return [head, ...entries.flatMap(([k, v]) => jsonLines(`${indent}  ${yamlScalar(k)}:`, v, `${indent}  `))];
  }
  return [`${head} ${JSON.stringify(value)}`];
}
