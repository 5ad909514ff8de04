import { type Token, type TokenProps } from '../tokens/token';
import { tokenObject } from '../tokens/token-object';
import { type TokenRegistry } from '../tokens/token-registry';

/** The data with which a template is rendered; Helm calls it the top-level objects. */
export interface Scope {
  /** The values of the chart: the defaults merged with the overrides. */
  readonly values: unknown;
  readonly release: {
    readonly name: string;
    readonly namespace: string;
    readonly revision: number;
    readonly isUpgrade: boolean;
  };
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
  /** The current element of each list that is being iterated. */
  readonly items: ReadonlyMap<Token, unknown>;
}

/** How a token is written in a Go template, and its value in plain output. */
export interface Binding {
  /**
   * The Go template expression, usable as an operand or argument.
   *
   * @param root `$` inside a range, where the dot is the current element; otherwise empty
   */
  readonly expression: (root: string) => string;
  /** The value in a scope. */
  readonly evaluate: (scope: Scope) => unknown;
  /** Whether the text is never empty and contains no line breaks and nothing that a YAML block would change. */
  readonly lineSafe: boolean;
  /** Whether the text can be inserted into a shell script without changing the meaning of the script. */
  readonly shellSafe: boolean;
  /** The list, if the token is the current element of a list. */
  readonly itemOf?: Token;
}

const bindings = new WeakMap<Token, Binding>();

/** Registers a token with its binding. */
export function bindToken(registry: TokenRegistry, props: TokenProps, binding: Binding): Token {
  const token = registry.register(props);
  bindings.set(token, binding);
  return token;
}

/** The binding of a token. */
export function bindingOf(token: Token): Binding {
  const binding = bindings.get(token);
  if (!binding) {
    throw new Error(`${token.name} was not declared by a HelmValues`);
  }
  return binding;
}

/** Returns the native boolean that represents a boolean token. */
export function nativeBoolean(token: Token): boolean {
  // A boolean cannot carry a sentinel, so an object represents it, which cdk8s resolves.
  return tokenObject(token) as unknown as boolean;
}
