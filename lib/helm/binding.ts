import { type Token, type TokenProps } from '../tokens/token';
import { tokenObject } from '../tokens/token-object';
import { type TokenRegistry } from '../tokens/token-registry';

/** The world in which a template is rendered: what Helm calls the top-level objects. */
export interface Scope {
  /** The values of the chart, defaults and overrides together. */
  readonly values: unknown;
  readonly release: {
    readonly name: string;
    readonly namespace: string;
    readonly revision: number;
    readonly isUpgrade: boolean;
  };
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
  /** The current element of every list that is being repeated over. */
  readonly items: ReadonlyMap<Token, unknown>;
}

/** How a token is written in a Go template, and what it is in plain output. */
export interface Binding {
  /**
   * The Go template expression, an operand that can stand as an argument.
   *
   * @param root `$` inside a range, where the dot is something else, otherwise empty
   */
  readonly expression: (root: string) => string;
  /** The value in a scope. */
  readonly evaluate: (scope: Scope) => unknown;
  /** Whether the text is never empty and holds neither line breaks nor anything that a YAML block would alter. */
  readonly lineSafe: boolean;
  /** Whether the text can stand in a shell script without changing its meaning. */
  readonly shellSafe: boolean;
  /** The list whose current element this is, for an element of a repetition. */
  readonly itemOf?: Token;
}

const bindings = new WeakMap<Token, Binding>();

/** Registers a token together with its place in a template. */
export function bindToken(registry: TokenRegistry, props: TokenProps, binding: Binding): Token {
  const token = registry.register(props);
  bindings.set(token, binding);
  return token;
}

/** The place of a token in a template. */
export function bindingOf(token: Token): Binding {
  const binding = bindings.get(token);
  if (!binding) {
    throw new Error(`${token.name} was not declared by a HelmValues`);
  }
  return binding;
}

/** Returns the native boolean that represents a boolean token. */
export function nativeBoolean(token: Token): boolean {
  // A boolean has no room for a sentinel: an object takes its place, which cdk8s resolves.
  return tokenObject(token) as unknown as boolean;
}
