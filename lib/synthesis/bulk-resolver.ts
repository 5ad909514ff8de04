import {
  type App,
  ImplicitTokenResolver,
  type IResolver,
  Lazy,
  LazyResolver,
  NumberStringUnionResolver,
  type ResolutionContext,
} from 'cdk8s';

/** The resolvers of an `App` to which the user gave none, in order. */
export const STOCK_RESOLVERS: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/**
 * The class of a resolved manifest. cdk8s does not look for values to resolve in an object of a class of its own, and
 * renders only objects whose class is named `Object`.
 */
const Resolved = { Object: class {} }.Object;

/**
 * Resolves the whole manifest of an API object at once, with the result that the stock resolvers of cdk8s have value by
 * value.
 *
 * For each value cdk8s makes a context and a list of keys and walks up to the app, which takes more than half of the time
 * of `ApiObject.toJson()`. If the app has resolvers of the user, they must see every value, and this one does nothing.
 */
export class BulkResolver implements IResolver {
  /** Puts a bulk resolver before the resolvers of an app. */
  public static addTo(app: App): void {
    app.resolvers.unshift(new BulkResolver(app));
  }

  /** Runs a synthesis with a bulk resolver before the resolvers of an app. */
  public static during<T>(app: App, synth: () => T): T {
    const resolver = new BulkResolver(app);
    app.resolvers.unshift(resolver);
    try {
      return synth();
    } finally {
      app.resolvers.splice(app.resolvers.indexOf(resolver), 1);
    }
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
      resolvers.length === STOCK_RESOLVERS.length + 1 &&
      resolvers[0] === this &&
      STOCK_RESOLVERS.every((stock, i) => resolvers[i + 1]!.constructor === stock)
    );
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && value.constructor === Object;
}

/** The result of the stock resolvers for a value and all values in it. */
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
