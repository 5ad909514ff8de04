import { referenceObject, registerReference, type Reference, type ReferenceType } from './reference';

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
  readonly items: ReadonlyMap<Reference, unknown>;
}

/** How a reference is written in a Go template, and what it is in plain output. */
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
  readonly itemOf?: Reference;
}

const bindings = new WeakMap<Reference, Binding>();

/** Registers a reference together with its place in a template. */
export function bindReference(name: string, type: ReferenceType, plain: () => unknown, binding: Binding): Reference {
  const reference = registerReference({ name, type, plain });
  bindings.set(reference, binding);
  return reference;
}

/** The place of a reference in a template. */
export function bindingOf(reference: Reference): Binding {
  const binding = bindings.get(reference);
  if (!binding) {
    throw new Error(`${reference.name} is a reference that no HelmValues has declared`);
  }
  return binding;
}

/** The native boolean that stands for a boolean reference. */
export function nativeBoolean(reference: Reference): boolean {
  // A boolean has no room for a sentinel: an object takes its place, which cdk8s resolves.
  return referenceObject(reference) as unknown as boolean;
}
