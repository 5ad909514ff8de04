import {
  type App,
  ImplicitTokenResolver,
  type IResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
  type ResolutionContext,
} from 'cdk8s';

/** What an `App` without resolvers of the user resolves with, in this order. */
const BUILT_IN = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * A value with nothing left in it to resolve. cdk8s walks on into arrays and what is of class `Object`; this is neither,
 * and bears that name because cdk8s refuses to render anything else.
 */
const Resolved = { Object: class {} }.Object;

/**
 * Resolves the whole manifest of an API object when cdk8s asks for its top, as the built-in resolvers of cdk8s would
 * value by value.
 *
 * cdk8s makes a context, a list of keys and a walk up to the app for each value in each object, which is more than half
 * of the time of `ApiObject.toJson()`. Where there are resolvers of the user, which want to see every value, this one
 * stands aside.
 */
export class WholeValueResolver implements IResolver {
  /**
   * Puts such a resolver in front of those of an app.
   */
  public static addTo(app: App): void {
    app.resolvers.unshift(new WholeValueResolver(app));
  }

  private constructor(private readonly app: App) {}

  public resolve(context: ResolutionContext): void {
    const value = context.value as unknown;
    if (
      context.key.length === 0 &&
      isPlain(value) &&
      !('value' in value || 'resolve' in value) &&
      this.isFirstOfBuiltIn()
    ) {
      context.replaceValue(resolvedInto(new Resolved() as Record<string, unknown>, value));
    }
  }

  private isFirstOfBuiltIn(): boolean {
    const { resolvers } = this.app;
    return (
      resolvers.length === BUILT_IN.length + 1 &&
      resolvers[0] === this &&
      BUILT_IN.every((builtIn, i) => resolvers[i + 1]!.constructor === builtIn)
    );
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

/** What the built-in resolvers make of a value and of all below it. */
function resolved(value: unknown): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
    return value;
  }
  if (value instanceof Lazy) {
    return resolved(value.produce());
  }
  const wrapper = value as { resolve?: unknown; value?: unknown };
  if (typeof wrapper.resolve === 'function') {
    return resolved((wrapper as { resolve(): unknown }).resolve());
  }
  if (value.constructor === Object) {
    return resolvedInto({}, value as Record<string, unknown>);
  }
  if (typeof wrapper.value === 'number' || typeof wrapper.value === 'string') {
    return { value: wrapper.value };
  }
  return Array.isArray(value) ? value.map((each) => resolved(each)) : value;
}

function resolvedInto(target: Record<string, unknown>, entries: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(entries)) {
    target[key] = resolved(entries[key]);
  }
  return target;
}
