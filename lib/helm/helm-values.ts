import { type Construct, type IConstruct } from 'constructs';
import { type Binding, bindingOf, bindReference, nativeBoolean, type Scope } from './binding';
import { coalesce } from './coalesce';
import { itemVariable } from './item-variable';
import { type Mark, MarkKind } from './mark';
import { type Reference, referenceObject, referenceOf, ReferenceType } from './reference';
import {
  type BoolValueProps,
  type EnumValueProps,
  type HelmChartReferences,
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
import { isObject, type JsonObject, problemsOf, specProblems, type ValueSpec } from './value-spec';

/** One value that a deployer can set. */
export interface DeclaredValue {
  /** The path in values.yaml, `['image', 'tag']`. */
  readonly path: readonly string[];
  readonly spec: ValueSpec;
  /** Undefined when the deployer must give it. */
  readonly default: unknown;
  /** What stands in for it in checks when it has no default. */
  readonly example: unknown;
  readonly description: string | undefined;
}

/** Names that are safe wherever they are put: what Kubernetes accepts as names, what versions look like. */
const NAME_LIKE = /^[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?$/;

/**
 * The values of a Helm chart, declared where they are used.
 *
 * Every method returns a native string, number or boolean that stands for the value. It can be handed to any construct,
 * put into template literals, `Duration`, `Size` and JSON patches. It can be written but not computed with: what the
 * value is, only the deployer knows.
 *
 * A boolean stands for itself only where it is written: `if (flag)` always takes the first branch. Use `when`.
 */
export class HelmValues {
  /** What is known of the release: `.Release`. */
  public readonly release: HelmRelease;
  /** What is known of the chart: `.Chart`. */
  public readonly chart: HelmChartReferences;

  private readonly declared: DeclaredValue[] = [];
  private readonly groups = new Map<string, string>();
  private readonly marked: Mark[] = [];
  private scope: Scope | undefined;

  public constructor() {
    this.release = {
      name: this.builtIn('release.name', '.Release.Name', (s) => s.release.name, 'release').text,
      namespace: this.builtIn('release.namespace', '.Release.Namespace', (s) => s.release.namespace, 'default').text,
      revision: numberOf(
        this.builtIn('release.revision', '.Release.Revision', (s) => s.release.revision, 1, ReferenceType.INT),
      ),
      isUpgrade: nativeBoolean(
        this.builtIn('release.isUpgrade', '.Release.IsUpgrade', (s) => s.release.isUpgrade, false, ReferenceType.BOOL),
      ),
    };
    this.chart = {
      name: this.builtIn('chart.name', '.Chart.Name', (s) => s.chart.name, 'chart').text,
      version: this.builtIn('chart.version', '.Chart.Version', (s) => s.chart.version, '0.0.0').text,
      appVersion: this.builtIn('chart.appVersion', '.Chart.AppVersion', (s) => s.chart.appVersion, '0.0.0').text,
    };
  }

  /**
   * A text.
   *
   * @param key path in values.yaml, `image.tag`
   * @throws Error when the key is taken or the default breaks the value's own rules
   */
  public string(key: string, props: StringValueProps = {}): string {
    const { default: fallback, description, example, pattern, minLength, maxLength } = props;
    const spec = { type: ReferenceType.STRING, pattern, minLength, maxLength };
    // A pattern is the writer's word on what can occur; without one anything can.
    return this.declare(key, spec, spec.type, fallback, description, example ?? 'example', pattern !== undefined).text;
  }

  /** A whole number; as {@link string}. */
  public int(key: string, props: IntValueProps = {}): number {
    const { default: fallback, description, example, minimum, maximum } = props;
    const spec = { type: ReferenceType.INT, minimum, maximum };
    return numberOf(this.declare(key, spec, spec.type, fallback, description, example ?? minimum ?? 1, true));
  }

  /** A number; as {@link string}. */
  public number(key: string, props: NumberValueProps = {}): number {
    const { default: fallback, description, example, minimum, maximum } = props;
    const spec = { type: ReferenceType.NUMBER, minimum, maximum };
    return numberOf(this.declare(key, spec, spec.type, fallback, description, example ?? minimum ?? 1, true));
  }

  /** True or false; as {@link string}. Use {@link when} for what depends on it. */
  public bool(key: string, props: BoolValueProps = {}): boolean {
    const spec = { type: ReferenceType.BOOL };
    return nativeBoolean(this.declare(key, spec, spec.type, props.default, props.description, false, true));
  }

  /** One of several texts; as {@link string}. */
  public enum(key: string, props: EnumValueProps): string {
    const { default: fallback, description, options } = props;
    const spec = { type: ReferenceType.STRING, options: [...options] };
    const safe = options.every((o) => NAME_LIKE.test(o));
    return this.declare(key, spec, spec.type, fallback, description, options[0], safe).text;
  }

  /**
   * The name of a Secret that exists already and a key in it, so that the deployer's values never hold what is secret.
   * Declares two values, `<key>.name` and `<key>.key`.
   */
  public secretRef(key: string, props: SecretRefValueProps = {}): SecretRefValue {
    if (props.description !== undefined) this.describe(key, props.description);
    return {
      name: this.string(`${key}.name`, {
        default: props.name,
        description: 'Name of an existing Secret',
        example: 'secret',
        pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
        maxLength: 253,
      }),
      key: this.string(`${key}.key`, {
        default: props.key,
        description: 'Key in that Secret',
        example: 'key',
        pattern: '^[A-Za-z0-9._-]+$',
        maxLength: 253,
      }),
    };
  }

  /**
   * Any JSON: resources, tolerations, a node selector. The object returned can be written as a whole, also in a JSON
   * patch; reading a member of it throws.
   */
  public json(key: string, props: JsonValueProps = {}): JsonObject {
    if (props.default !== undefined && !isObject(props.default)) {
      throw new Error(`the default of values.${key} must be an object, got ${JSON.stringify(props.default)}`);
    }
    const spec = { type: ReferenceType.JSON, schema: { type: 'object', ...props.schema } };
    const reference = this.declare(key, spec, spec.type, props.default, props.description, {}, false);
    return referenceObject(reference) as JsonObject;
  }

  /**
   * A list of any JSON: tolerations, environment variables. Like {@link list} it is a list with one element that stands
   * for all; as with {@link json}, reading a member of that throws.
   */
  public jsonList(key: string, props: JsonListValueProps = {}): JsonObject[] {
    const spec = { type: ReferenceType.JSON, schema: { type: 'array', ...props.schema } };
    const reference = this.declare(key, spec, ReferenceType.LIST, props.default, props.description, [], false);
    return [referenceObject(reference) as JsonObject];
  }

  /**
   * A list of texts. It is a list with one element that stands for all: it can be spread into another list
   * (`['--verbose', ...args]`) or repeated over ({@link each}).
   */
  public list(key: string, props: ListValueProps = {}): string[] {
    const { default: fallback, description, pattern, minItems, maxItems } = props;
    const spec = { type: ReferenceType.LIST, pattern, minItems, maxItems };
    return [this.declare(key, spec, spec.type, fallback, description, ['example'], false).text];
  }

  /** Describes a group of values: a comment in values.yaml. */
  public describe(key: string, description: string): void {
    this.groups.set(key, description);
  }

  /** The opposite of a flag. */
  public not(flag: boolean): boolean {
    const reference = booleanReference(flag, 'not');
    const of = bindingOf(reference);
    return nativeBoolean(
      this.bind(`not ${reference.name}`, ReferenceType.BOOL, false, {
        expression: (root) => `(not ${of.expression(root)})`,
        evaluate: (scope) => of.evaluate(scope) !== true,
        lineSafe: true,
        shellSafe: true,
      }),
    );
  }

  /** Whether a value of {@link enum} or {@link string} is a certain text: a flag for {@link when}. */
  public equals(value: string, text: string): boolean {
    const reference = referenceOf(value);
    if (reference?.type !== ReferenceType.STRING) {
      throw new Error(`equals compares a string reference, got '${value}'`);
    }
    const of = bindingOf(reference);
    return nativeBoolean(
      this.bind(`${reference.name} equals '${text}'`, ReferenceType.BOOL, false, {
        expression: (root) => `(eq ${of.expression(root)} ${JSON.stringify(text)})`,
        evaluate: (scope) => of.evaluate(scope) === text,
        lineSafe: true,
        shellSafe: true,
      }),
    );
  }

  /**
   * Makes what a construct adds conditional: its objects, or, when fields are named, these fields of its object. Calls
   * add up: everything must be true.
   *
   * @param flag a value of {@link bool}, {@link not} or {@link equals}, or `release.isUpgrade`
   * @param construct whose objects, or the one object whose fields
   * @param fields JSON pointers into the finished object, `/spec/template/spec/nodeSelector`
   */
  public when(flag: boolean, construct: IConstruct, ...fields: string[]): void {
    const reference = booleanReference(flag, 'when');
    for (const field of fields.length === 0 ? [undefined] : fields) {
      this.marked.push({ kind: MarkKind.WHEN, reference, construct, field });
    }
  }

  /**
   * Repeats what a construct adds for every element of a list: its objects, or, when fields are named, these elements
   * of lists in its object. Inside, {@link item} is the current element.
   *
   * @param list a value of {@link list}
   */
  public each(list: string[], construct: Construct, ...fields: string[]): void {
    const reference = listReference(list);
    for (const field of fields.length === 0 ? [undefined] : fields) {
      this.marked.push({ kind: MarkKind.EACH, reference, construct, field });
    }
  }

  /** The current element of a list, inside of what {@link each} repeats. */
  public item(list: string[]): string {
    const of = listReference(list);
    if (typeof list[0] !== 'string') throw new Error(`item needs a list of texts, got ${of.name}`);
    const variable = itemVariable(of);
    return this.bind(`the item of ${of.name}`, ReferenceType.STRING, firstOf(of), {
      expression: () => variable,
      evaluate: (scope) => scope.items.get(of),
      lineSafe: false,
      shellSafe: false,
      itemOf: of,
    }).text;
  }

  /** What was declared, in order. */
  public get declarations(): readonly DeclaredValue[] {
    return this.declared;
  }

  /** What was made conditional or repeated. */
  public get marks(): readonly Mark[] {
    return this.marked;
  }

  /** The description of a group. */
  public descriptionOf(path: readonly string[]): string | undefined {
    return this.groups.get(path.join('.'));
  }

  /** The defaults, nested as in values.yaml. Values that the deployer must give are absent. */
  public get defaults(): JsonObject {
    return nested(
      this.declared.filter((d) => d.default !== undefined).map((d) => ({ path: d.path, value: d.default })),
    );
  }

  /** Something for every value that the deployer must give. */
  public get examples(): JsonObject {
    return nested(
      this.declared.filter((d) => d.default === undefined).map((d) => ({ path: d.path, value: d.example })),
    );
  }

  /**
   * Runs code while every reference counts as what it is in a scope: validations see the values of an environment.
   */
  public within<T>(scope: Scope, code: () => T): T {
    const before = this.scope;
    this.scope = scope;
    try {
      return code();
    } finally {
      this.scope = before;
    }
  }

  private declare(
    key: string,
    spec: ValueSpec,
    type: ReferenceType,
    fallback: unknown,
    description: string | undefined,
    example: unknown,
    shellSafe: boolean,
  ): Reference {
    const path = key.split('.');
    const name = `values.${key}`;
    this.refuseClash(name, path);
    const problems = specProblems(spec).map((p) => `${name} ${p}`);
    if (fallback !== undefined && problems.length === 0) {
      problems.push(...problemsOf(spec, fallback).map((p) => `the default of ${name} ${p}`));
    }
    if (problems.length > 0) throw new Error(problems.join('; '));
    this.declared.push({ path, spec, default: fallback, example, description });
    const lineSafe =
      (spec.options?.every((o) => NAME_LIKE.test(o)) ?? false) ||
      spec.type === ReferenceType.INT ||
      spec.type === ReferenceType.NUMBER ||
      spec.type === ReferenceType.BOOL;
    return this.bind(name, type, fallback ?? example, {
      expression: (root) => valueExpression(root, path),
      evaluate: (scope) => valueAt(scope.values, path),
      lineSafe,
      shellSafe,
    });
  }

  private refuseClash(name: string, path: readonly string[]): void {
    for (const part of path) {
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) {
        throw new Error(`${name} is no path of names separated by dots: '${part}' is not allowed`);
      }
    }
    for (const { path: other } of this.declared) {
      const shorter = Math.min(path.length, other.length);
      if (path.slice(0, shorter).join('.') === other.slice(0, shorter).join('.')) {
        throw new Error(`${name} is declared already, by values.${other.join('.')}`);
      }
    }
  }

  private builtIn(
    name: string,
    expression: string,
    evaluate: (scope: Scope) => unknown,
    fallback: unknown,
    type = ReferenceType.STRING,
  ): Reference {
    const binding = { expression: (root: string) => root + expression, evaluate, lineSafe: true, shellSafe: true };
    return this.bind(name, type, fallback, binding);
  }

  private bind(name: string, type: ReferenceType, fallback: unknown, binding: Binding): Reference {
    const plain = (): unknown => (this.scope ? (binding.evaluate(this.scope) ?? fallback) : fallback);
    return bindReference(name, type, plain, binding);
  }
}

function valueExpression(root: string, path: readonly string[]): string {
  // A dash is no part of a name in a Go template.
  if (path.every((p) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(p))) return `${root}.Values.${path.join('.')}`;
  return `(index ${root}.Values ${path.map((p) => `"${p}"`).join(' ')})`;
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  let value = values;
  for (const part of path) value = isObject(value) ? value[part] : undefined;
  return value;
}

function nested(values: readonly { readonly path: readonly string[]; readonly value: unknown }[]): JsonObject {
  return values.reduce<JsonObject>((all, { path, value }) => {
    const alone = path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
    return coalesce(all, alone as JsonObject);
  }, {});
}

function numberOf(reference: Reference): number {
  if (reference.number === undefined) throw new Error(`${reference.name} is no number`);
  return reference.number;
}

function firstOf(list: Reference): unknown {
  const plain = list.plain();
  return Array.isArray(plain) && plain.length > 0 ? (plain as unknown[])[0] : 'example';
}

function booleanReference(flag: boolean, method: string): Reference {
  const reference = referenceOf(flag);
  if (reference?.type !== ReferenceType.BOOL) {
    throw new Error(`${method} needs a boolean reference, got ${String(flag)}: use a plain if for what is known now`);
  }
  return reference;
}

function listReference(list: string[]): Reference {
  const reference = referenceOf(list);
  if (!reference) throw new Error(`a list reference is needed, got [${list.join(', ')}]`);
  return reference;
}
