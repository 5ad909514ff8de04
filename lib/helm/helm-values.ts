import { type Construct, type IConstruct } from 'constructs';
import { type Binding, bindingOf, bindToken, nativeBoolean, type Scope } from './binding';
import { type DeclaredValue, DeclaredValues } from './declared-values';
import { booleanToken, listToken, textToken } from './expected-tokens';
import { itemVariable } from './item-variable';
import { chartTokens, releaseTokens } from './known-tokens';
import { type Directive, DirectiveKind } from './directive';
import { tokenNumber } from '../tokens/find-tokens';
import { plainString } from '../tokens/plain-value';
import { type Token, TokenType } from '../tokens/token';
import { tokenObject } from '../tokens/token-object';
import { TokenRegistry } from '../tokens/token-registry';
import { valueAt, valueExpression } from './value-path';
import {
  type BoolValueProps,
  type EnumValueProps,
  type HelmChartTokens,
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
import { type ValueSpec } from './value-spec';
import { isObject, type JsonObject } from '../kubernetes/json';
import { checkOptions } from '../props/check-props';

/** Texts that are safe in every context: names of Kubernetes objects and versions. */
const NAME_LIKE = /^[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9])?$/;

/** A value to declare, and its token. */
interface Declaration extends Omit<DeclaredValue, 'path'> {
  /** What the token is; the type of the value, unless that is a list written as JSON. @default - that of the value */
  readonly type?: TokenType;
  /** Whether the text can stand in a shell script without changing its meaning. */
  readonly shellSafe: boolean;
}

/**
 * The values of a Helm chart, declared where they are used.
 *
 * Every method returns a native string, number or boolean that stands for the value. It can be handed to any construct,
 * used in template literals, `Duration`, `Size` and JSON patches. It can be written but not computed with, because only
 * the deployer knows the value.
 *
 * A boolean works only where it is written to a manifest: `if (flag)` always takes the first branch. Use `when`.
 */
export class HelmValues {
  /** The release: `.Release`. */
  public readonly release: HelmRelease;
  /** The chart: `.Chart`. */
  public readonly chart: HelmChartTokens;

  private readonly tokens = new TokenRegistry();
  private readonly declared = new DeclaredValues();
  private readonly secretRefs: SecretRefValue[] = [];
  private readonly groups = new Map<string, string>();
  private readonly directiveList: Directive[] = [];
  private scope: Scope | undefined;

  public constructor() {
    const bind = this.bind.bind(this);
    this.release = releaseTokens(bind);
    this.chart = chartTokens(bind);
  }

  /**
   * A text.
   *
   * @param key path in values.yaml, `image.tag`
   * @throws Error when the key is taken or the default breaks the value's own rules
   */
  public string(key: string, props: StringValueProps = {}): string {
    checkOptions(`value "${key}"`, 'StringValueProps', props);
    const { description, example = 'example', pattern, minLength, maxLength } = props;
    const spec = { type: TokenType.STRING, pattern, minLength, maxLength };
    // A pattern restricts the values; without a pattern any text is possible.
    const shellSafe = pattern !== undefined;
    return this.declare(key, { spec, default: props.default, description, example, shellSafe }).text;
  }

  /** A whole number; as {@link string}. */
  public int(key: string, props: IntValueProps = {}): number {
    checkOptions(`value "${key}"`, 'IntValueProps', props);
    return this.numeric(key, TokenType.INT, props);
  }

  /** A number; as {@link string}. */
  public number(key: string, props: NumberValueProps = {}): number {
    checkOptions(`value "${key}"`, 'NumberValueProps', props);
    return this.numeric(key, TokenType.NUMBER, props);
  }

  /** True or false; as {@link string}. Use {@link when} to make objects or fields depend on it. */
  public bool(key: string, props: BoolValueProps = {}): boolean {
    checkOptions(`value "${key}"`, 'BoolValueProps', props);
    const { description } = props;
    const spec = { type: TokenType.BOOL };
    return nativeBoolean(
      this.declare(key, { spec, default: props.default, description, example: false, shellSafe: true }),
    );
  }

  /** One of several texts; as {@link string}. */
  public enum(key: string, props: EnumValueProps): string {
    checkOptions(`value "${key}"`, 'EnumValueProps', props);
    const { description, options } = props;
    const spec = { type: TokenType.STRING, options: [...options] };
    const shellSafe = options.every((o) => NAME_LIKE.test(o));
    return this.declare(key, { spec, default: props.default, description, example: options[0], shellSafe }).text;
  }

  /**
   * The name of an existing Secret and a key in it, so that values.yaml never contains a secret.
   * Declares two values, `<key>.name` and `<key>.key`.
   */
  public secretRef(key: string, props: SecretRefValueProps = {}): SecretRefValue {
    checkOptions(`value "${key}"`, 'SecretRefValueProps', props);
    if (props.description !== undefined) this.describe(key, props.description);
    const secret = {
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
    this.secretRefs.push(secret);
    return secret;
  }

  /**
   * Any JSON: resources, tolerations, a node selector. The object returned can be written as a whole, also in a JSON
   * patch; reading a member of it throws.
   */
  public json(key: string, props: JsonValueProps = {}): JsonObject {
    checkOptions(`value "${key}"`, 'JsonValueProps', props);
    if (props.default !== undefined && !isObject(props.default)) {
      throw new Error(`the default of values.${key} must be an object, got ${JSON.stringify(props.default)}`);
    }
    const { description } = props;
    const spec = { type: TokenType.JSON, schema: { type: 'object', ...props.schema } };
    return tokenObject(
      this.declare(key, { spec, default: props.default, description, example: {}, shellSafe: false }),
    ) as JsonObject;
  }

  /**
   * A list of any JSON: tolerations, environment variables. Like {@link list} it is a list with one element that
   * represents all elements. As with {@link json}, reading a member of that element throws.
   */
  public jsonList(key: string, props: JsonListValueProps = {}): JsonObject[] {
    checkOptions(`value "${key}"`, 'JsonListValueProps', props);
    const { description } = props;
    const spec = { type: TokenType.JSON, schema: { type: 'array', ...props.schema } };
    const type = TokenType.LIST;
    const declaration = { spec, type, default: props.default, description, example: [], shellSafe: false };
    return [tokenObject(this.declare(key, declaration)) as JsonObject];
  }

  /**
   * A list of texts. It is a list with one element that represents all elements: it can be spread into another list
   * (`['--verbose', ...args]`) or repeated over ({@link each}).
   */
  public list(key: string, props: ListValueProps = {}): string[] {
    checkOptions(`value "${key}"`, 'ListValueProps', props);
    const { description, pattern, minItems, maxItems } = props;
    const spec = { type: TokenType.LIST, pattern, minItems, maxItems };
    const example = ['example'];
    return [this.declare(key, { spec, default: props.default, description, example, shellSafe: false }).text];
  }

  /** Describes a group of values: a comment in values.yaml. */
  public describe(key: string, description: string): void {
    this.groups.set(key, description);
  }

  /** The negation of a flag. */
  public not(flag: boolean): boolean {
    const token = booleanToken(flag, 'not');
    const of = bindingOf(token);
    return nativeBoolean(
      this.bind(`not ${token.name}`, TokenType.BOOL, false, {
        expression: (root) => `(not ${of.expression(root)})`,
        evaluate: (scope) => of.evaluate(scope) !== true,
        lineSafe: true,
        shellSafe: true,
      }),
    );
  }

  /** Whether a value of {@link enum} or {@link string} equals a text: a flag for {@link when}. */
  public equals(value: string, text: string): boolean {
    const token = textToken(value, 'equals');
    const of = bindingOf(token);
    return nativeBoolean(
      this.bind(`${token.name} equals '${text}'`, TokenType.BOOL, false, {
        expression: (root) => `(eq ${of.expression(root)} ${JSON.stringify(text)})`,
        evaluate: (scope) => of.evaluate(scope) === text,
        lineSafe: true,
        shellSafe: true,
      }),
    );
  }

  /**
   * Makes what a construct adds conditional: its objects, or, when fields are named, these fields of its object. Calls
   * are combined: all flags must be true.
   *
   * @param flag a value of {@link bool}, {@link not} or {@link equals}, or `release.isUpgrade`
   * @param construct whose objects, or the one object whose fields
   * @param fields JSON pointers into the finished object, `/spec/template/spec/nodeSelector`
   */
  public when(flag: boolean, construct: IConstruct, ...fields: string[]): void {
    const token = booleanToken(flag, 'when');
    for (const field of fields.length === 0 ? [undefined] : fields) {
      this.directiveList.push({ kind: DirectiveKind.WHEN, token, construct, field });
    }
  }

  /**
   * Repeats what a construct adds for every element of a list: its objects, or, when fields are named, these elements
   * of lists in its object. Inside, {@link item} is the current element.
   *
   * @param list a value of {@link list}
   */
  public each(list: string[], construct: Construct, ...fields: string[]): void {
    const token = listToken(list);
    for (const field of fields.length === 0 ? [undefined] : fields) {
      this.directiveList.push({ kind: DirectiveKind.EACH, token, construct, field });
    }
  }

  /** The current element of a list, inside the construct or fields that {@link each} repeats. */
  public item(list: string[]): string {
    const of = listToken(list);
    if (typeof list[0] !== 'string') throw new Error(`item needs a list of texts, got ${of.name}`);
    const variable = itemVariable(of);
    return this.bind(`the item of ${of.name}`, TokenType.STRING, firstOf(of), {
      expression: () => variable,
      evaluate: (scope) => scope.items.get(of),
      lineSafe: false,
      shellSafe: false,
      itemOf: of,
    }).text;
  }

  /**
   * The declared values, in order.
   *
   * @internal
   */
  public get _declarations(): readonly DeclaredValue[] {
    return this.declared.all;
  }

  /**
   * The conditions and repetitions.
   *
   * @internal
   */
  public get _directives(): readonly Directive[] {
    return this.directiveList;
  }

  /**
   * The description of a group.
   *
   * @internal
   */
  public _descriptionOf(path: readonly string[]): string | undefined {
    return this.groups.get(path.join('.'));
  }

  /** The defaults, nested as in values.yaml. Values that the deployer must set are absent. */
  public get defaults(): JsonObject {
    return this.declared.defaults;
  }

  /** An example of every value that the deployer must set. */
  public get examples(): JsonObject {
    return this.declared.examples;
  }

  /**
   * Runs code while every token resolves to its value in a scope, so that validations see the values of an environment.
   *
   * @internal
   */
  public _within<T>(scope: Scope, code: () => T): T {
    const before = this.scope;
    this.scope = scope;
    try {
      return code();
    } finally {
      this.scope = before;
    }
  }

  /**
   * Returns the keys of an existing Secret that the deployer names, as the values are now; undefined for other Secrets.
   *
   * @internal
   */
  public _keysOfSecret(name: string): string[] | undefined {
    const keys = this.secretRefs
      .filter((secret) => plainString(secret.name) === name)
      .map(({ key }) => plainString(key));
    return keys.length === 0 ? undefined : keys;
  }

  private numeric(key: string, type: TokenType, props: IntValueProps | NumberValueProps): number {
    const { description, minimum, maximum, example = minimum ?? 1 } = props;
    const spec = { type, minimum, maximum };
    return tokenNumber(this.declare(key, { spec, default: props.default, description, example, shellSafe: true }));
  }

  private declare(key: string, { type, shellSafe, ...value }: Declaration): Token {
    const { path, spec } = this.declared.add(key, value);
    return this.bind(`values.${key}`, type ?? spec.type, value.default ?? value.example, {
      expression: (root) => valueExpression(root, path),
      evaluate: (scope) => valueAt(scope.values, path),
      lineSafe: isLineSafe(spec),
      shellSafe,
    });
  }

  private bind(name: string, type: TokenType, fallback: unknown, binding: Binding): Token {
    const plain = (): unknown => (this.scope ? (binding.evaluate(this.scope) ?? fallback) : fallback);
    return bindToken(this.tokens, { name, type, plain }, binding);
  }
}

function isLineSafe({ type, options }: ValueSpec): boolean {
  const isOneOfNames = options?.every((o) => NAME_LIKE.test(o)) ?? false;
  return isOneOfNames || [TokenType.INT, TokenType.NUMBER, TokenType.BOOL].includes(type);
}

function firstOf(list: Token): unknown {
  const plain = list.plain();
  return Array.isArray(plain) && plain.length > 0 ? (plain as unknown[])[0] : 'example';
}
