import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import * as fc from 'fast-check';
import { inspect } from 'node:util';
import { BulkResolver } from '../../lib/synthesis/bulk-resolver';

/** A value class with `resolve`, as kplus and imported APIs have. */
class Token {
  public constructor(private readonly result: unknown) {}
  public resolve(): unknown {
    return this.result;
  }
}

/** A union class as `cdk8s import` makes them. */
class Union {
  public constructor(public readonly value: unknown) {}
}

/** What cdk8s refuses to render. */
class Foreign {
  public readonly field = 1;
}

const lazy = (value: unknown) => Lazy.any({ produce: () => value }) as unknown;
const callable = (value: unknown) => Object.assign(() => 'called', { resolve: () => value });

const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'spec', '10', '2', 'name') },
  { weight: 1, arbitrary: fc.constantFrom('value', 'resolve', 'constructor', '__proto__', 'toString', 'apiVersion') },
);

const { node: values } = fc.letrec<Record<'node' | 'map' | 'list' | 'wrapped', unknown>>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    fc.constantFrom('text', '', 0, 7, NaN, true, false, null, undefined),
    tie('map'),
    tie('list'),
    tie('wrapped'),
  ),
  map: fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie('node'), { maxLength: 3 }),
  wrapped: fc
    .tuple(
      tie('node'),
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(lazy, (value: unknown) => new Token(value), callable) },
        { weight: 3, arbitrary: fc.constantFrom((value: unknown) => new Union(value), () => new Union('1Gi'), () => new Union(8)) }, // prettier-ignore
        {
          weight: 1,
          arbitrary: fc.constantFrom<(value: unknown) => unknown>(
            () => new Foreign(),
            () => new Date(0),
            () => Object.create(null) as unknown,
            (value) => Object.assign([value], { value: 'of an array' }),
            (value) => ({ resolve: () => value }),
            () => () => 'a function',
            () => Symbol.for('symbol'),
            () => 5n,
          ),
        },
      ),
    )
    .map(([value, wrap]) => wrap(value)),
}));

interface Manifest {
  readonly metadata: Record<string, unknown>;
  readonly rest: Record<string, unknown>;
}

const manifest: fc.Arbitrary<Manifest> = fc.record({
  metadata: fc.dictionary(key, values, { maxKeys: 3, noNullPrototype: true }),
  rest: fc.dictionary(key, values, { maxKeys: 3, noNullPrototype: true }),
});

const patch = fc.option(
  fc.constantFrom(
    JsonPatch.add('/spec', { patched: true }),
    JsonPatch.remove('/spec'),
    JsonPatch.test('/kind', 'Thing'),
    JsonPatch.copy('/metadata', '/copy'),
    JsonPatch.replace('', { kind: 'Other' }),
  ),
  { nil: undefined, freq: 4 },
);

/** What an object of an app renders as, or the error. */
function rendered(app: App, { metadata, rest }: Manifest, operation?: JsonPatch): unknown {
  try {
    const chart = new Chart(app, 'chart');
    const object = new ApiObject(chart, 'thing', { ...rest, apiVersion: 'v1', kind: 'Thing', metadata });
    if (operation) {
      object.addJsonPatch(operation);
    }
    return { json: object.toJson() as unknown };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function withResolver(resolvers: IResolver[] = []): App {
  const app = new App({ resolvers });
  BulkResolver.addTo(app);
  return app;
}

describe('BulkResolver', () => {
  test('renders every object as the built-in resolvers do, or fails in the same words', () => {
    let rich = 0;
    fc.assert(
      fc.property(manifest, patch, (thing, operation) => {
        const expected = rendered(new App(), thing, operation);
        expect(rendered(withResolver(), thing, operation)).toStrictEqual(expected);
        rich += inspect(expected, { depth: 20 }).length > 200 ? 1 : 0;
      }),
      { numRuns: 2000 },
    );
    expect(rich).toBeGreaterThan(100);
  });

  test('resolves an object at its top, and spares cdk8s all that is below', () => {
    // GIVEN
    const app = withResolver();
    const [ours] = app.resolvers;
    const asked: string[] = [];
    const resolve = ours!.resolve.bind(ours);
    ours!.resolve = (context) => {
      asked.push(context.key.join('/'));
      resolve(context);
    };

    // WHEN
    const spec = { deep: [{ deeper: lazy({ deepest: new Union(1) }) }] };
    const outcome = rendered(app, { metadata: { name: 'n' }, rest: { spec } });

    // THEN
    const expected = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'n' } };
    expect(outcome).toEqual({ json: { ...expected, spec: { deep: [{ deeper: { deepest: { value: 1 } } }] } } });
    expect(new Set(asked)).toEqual(new Set(['']));
  });

  describe.each([
    ['given to the app', (resolver: IResolver) => withResolver([resolver])],
    ['added later', (resolver: IResolver) => pushed(withResolver(), resolver)],
  ])('a resolver of the user %s', (_, make) => {
    test('is shown every value with its key', () => {
      // GIVEN
      const seen: string[] = [];
      const resolver: IResolver = {
        resolve(context: ResolutionContext) {
          seen.push(context.key.join('/'));
          if (context.value === 'secret') {
            context.replaceValue('***');
          }
        },
      };

      // WHEN
      const outcome = rendered(make(resolver), { metadata: { name: 'n' }, rest: { spec: { list: ['secret'] } } });

      // THEN
      expect(outcome).toMatchObject({ json: { spec: { list: ['***'] } } });
      expect(seen).toContain('spec/list/0');
    });
  });
});

function pushed(app: App, resolver: IResolver): App {
  app.resolvers.unshift(resolver);
  return app;
}
