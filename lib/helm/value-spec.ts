import { isObject, type JsonObject } from '../kubernetes/json';
import { TokenType } from '../tokens/token';

/** The type and the limits of a value. */
export interface ValueSpec {
  readonly type: TokenType;
  readonly options?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** A JSON schema that the writer of the chart gave for a JSON value. */
  readonly schema?: JsonObject;
}

/**
 * The pattern of a text without a pattern of its own. YAML reads U+0085 as a line break and refuses the other control
 * characters and the byte order mark, wherever a template puts them; those that JSON escapes (below U+0020) are
 * harmless.
 */
export const PRINTABLE = '^[^\u007f-\u009f\ufeff]*$';

/** Syntax that Go's regular expressions (RE2) do not support, and JSON schema in Helm therefore refuses. */
const NOT_IN_RE2 = /\(\?(?:[=!]|<[=!])|\\[1-9]|\\u[0-9a-fA-F{]|\\k</;

/** The JSON schema (draft 7) of the value. */
export function schemaOf(spec: ValueSpec): JsonObject {
  switch (spec.type) {
    case TokenType.STRING:
      return given({
        type: 'string',
        enum: spec.options,
        pattern: spec.options ? undefined : (spec.pattern ?? PRINTABLE),
        minLength: spec.minLength,
        maxLength: spec.maxLength,
      });
    case TokenType.INT:
      return given({
        type: 'integer',
        // Beyond these limits a JSON number is not exact, and Helm would change it silently.
        minimum: spec.minimum ?? Number.MIN_SAFE_INTEGER,
        maximum: spec.maximum ?? Number.MAX_SAFE_INTEGER,
      });
    case TokenType.NUMBER:
      return given({ type: 'number', minimum: spec.minimum, maximum: spec.maximum });
    case TokenType.BOOL:
      return { type: 'boolean' };
    case TokenType.LIST:
      return given({
        type: 'array',
        items: { type: 'string', pattern: spec.pattern ?? PRINTABLE },
        minItems: spec.minItems,
        maxItems: spec.maxItems,
      });
    case TokenType.JSON:
      return spec.schema ?? {};
  }
}

/** Returns the problem of a value, worded to follow its name. Empty when the value is allowed. */
export function problemsOf(spec: ValueSpec, value: unknown): string[] {
  switch (spec.type) {
    case TokenType.STRING:
      return typeof value === 'string' ? textProblems(spec, value) : [wrongType('text', value)];
    case TokenType.INT:
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return [wrongType('an integer', value)];
      return rangeProblems(spec, value);
    case TokenType.NUMBER:
      if (typeof value !== 'number' || !Number.isFinite(value)) return [wrongType('a number', value)];
      return rangeProblems(spec, value);
    case TokenType.BOOL:
      return typeof value === 'boolean' ? [] : [wrongType('true or false', value)];
    case TokenType.LIST:
      return listProblems(spec, value);
    case TokenType.JSON:
      return jsonProblems(spec, value);
  }
}

/** Returns the problems of a declaration. */
export function specProblems(spec: ValueSpec): string[] {
  const problems: string[] = [];
  if (spec.pattern !== undefined) {
    if (NOT_IN_RE2.test(spec.pattern)) {
      problems.push(`has the pattern '${spec.pattern}', which Helm's regular expressions (RE2) do not know`);
    }
    try {
      regularExpression(spec.pattern);
    } catch {
      problems.push(`has the pattern '${spec.pattern}', which is no regular expression`);
    }
  }
  if (spec.minimum !== undefined && spec.maximum !== undefined && spec.minimum > spec.maximum) {
    problems.push(`has the minimum ${spec.minimum} above its maximum ${spec.maximum}`);
  }
  if (spec.options?.length === 0) problems.push('has no options to choose from');
  for (const option of spec.options ?? []) {
    if (!new RegExp(PRINTABLE).test(option)) {
      problems.push(`has an option with control characters, ${JSON.stringify(option)}`);
    }
  }
  return problems;
}

function textProblems(spec: ValueSpec, value: string): string[] {
  if (spec.options) {
    return spec.options.includes(value) ? [] : [`must be one of ${spec.options.join(', ')}, got '${value}'`];
  }
  const problems: string[] = [];
  const length = [...value].length;
  if (spec.minLength !== undefined && length < spec.minLength) {
    problems.push(`must have at least ${spec.minLength} characters, got '${value}'`);
  }
  if (spec.maxLength !== undefined && length > spec.maxLength) {
    problems.push(`must have at most ${spec.maxLength} characters, got ${length}`);
  }
  return [...problems, ...patternProblems(spec, value)];
}

function patternProblems(spec: ValueSpec, value: string): string[] {
  const pattern = spec.pattern ?? PRINTABLE;
  if (regularExpression(pattern).test(value)) return [];
  return [
    spec.pattern === undefined
      ? `must not hold control characters, got ${JSON.stringify(value)}`
      : `must match ${pattern}, got '${value}'`,
  ];
}

/** By whole characters where the pattern allows it, as RE2 counts. */
function regularExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

function rangeProblems(spec: ValueSpec, value: number): string[] {
  if (spec.minimum !== undefined && value < spec.minimum) return [`must be at least ${spec.minimum}, got ${value}`];
  if (spec.maximum !== undefined && value > spec.maximum) return [`must be at most ${spec.maximum}, got ${value}`];
  return [];
}

function listProblems(spec: ValueSpec, value: unknown): string[] {
  if (!Array.isArray(value)) return [wrongType('a list', value)];
  const problems = (value as unknown[]).flatMap((item, i) =>
    (typeof item === 'string' ? patternProblems(spec, item) : [wrongType('text', item)]).map((p) => `item ${i} ${p}`),
  );
  if (spec.minItems !== undefined && value.length < spec.minItems) {
    problems.push(`must have at least ${spec.minItems} items, got ${value.length}`);
  }
  if (spec.maxItems !== undefined && value.length > spec.maxItems) {
    problems.push(`must have at most ${spec.maxItems} items, got ${value.length}`);
  }
  return problems;
}

function jsonProblems(spec: ValueSpec, value: unknown): string[] {
  const type = spec.schema?.type;
  if (type === 'object' && !isObject(value)) return [wrongType('an object', value)];
  if (type === 'array' && !Array.isArray(value)) return [wrongType('a list', value)];
  return value === undefined || typeof value === 'function' ? [wrongType('JSON', value)] : [];
}

function wrongType(wanted: string, value: unknown): string {
  return `must be ${wanted}, got ${JSON.stringify(value) ?? String(value)}`;
}

function given(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, v]) => v !== undefined));
}
