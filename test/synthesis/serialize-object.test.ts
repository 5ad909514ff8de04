import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { serializeObject } from '../../lib/synthesis/serialize-object';

const members = {
  b: 1,
  a: { d: null, c: undefined, 10: 'ten', 9: 'nine' },
  list: [3, null, { z: 1, y: 2 }],
  empty: {},
};

/** What the objects hold, by what is unusual about it. */
const cases: { readonly [name: string]: Readonly<Record<string, unknown>> } = {
  'keys out of order, absent and empty members': { spec: members },
  'a Lazy value': { spec: { value: lazily(() => ({ b: lazily(() => [2]), a: 1 })) } },
  'a Lazy value without a result': { spec: lazily(() => undefined) },
  'an object with resolve()': { spec: { one: { resolve: () => ({ b: 1, a: 2 }) } } },
  'a union of number and string': { spec: { port: k8s.IntOrString.fromString('http') } },
  'members named value and resolve': { value: 'text', resolve: 'text', spec: { value: 'text', resolve: 1 } },
  'metadata with empty lists and maps': { metadata: { name: 'x', labels: {}, annotations: { b: '1', a: '2' }, x: [] } },
  'more metadata': { metadata: { name: 'x', finalizers: ['f'], generation: 1, value: 'text', nested: { empty: {} } } },
  'a member called metadata below the root': { spec: { metadata: { labels: {}, name: 'x' } } },
  'numbers, truth values, big integers': { spec: { n: Number.NaN, zero: -0, no: false, big: 1n } },
  'a function': { spec: { run: () => 1 } },
};

function lazily(produce: () => unknown): unknown {
  return Lazy.any({ produce }) as unknown;
}

function object(props: Readonly<Record<string, unknown>>, app = new App()): ApiObject {
  const chart = new Chart(app, 'chart', { labels: { app: 'x' }, namespace: 'n' });
  return new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Thing', ...props });
}

/** As text, so that the order of keys counts. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));
}

/** What a function returns or throws. */
function outcome(run: () => unknown): string {
  try {
    return text(run());
  } catch (error) {
    return String(error);
  }
}

describe('serializeObject', () => {
  for (const sorting of ['', 'true']) {
    describe(sorting === '' ? 'with sorted keys' : 'with CDK8S_DISABLE_SORT', () => {
      beforeEach(() => (process.env.CDK8S_DISABLE_SORT = sorting));
      afterEach(() => delete process.env.CDK8S_DISABLE_SORT);

      test.each(Object.entries(cases))('%s', (_, props) => {
        expect(text(serializeObject(object(props)))).toBe(text(object(props).toJson()));
      });
    });
  }

  test('an object with JSON patches', () => {
    const patched = object({ spec: { a: 1 } });
    patched.addJsonPatch(JsonPatch.add('/spec/b', { z: 1, y: 2 }));

    expect(text(serializeObject(patched))).toBe(text(patched.toJson()));
  });

  test('an app with resolvers of the user', () => {
    const upper: IResolver = {
      resolve: (context: ResolutionContext) => {
        if (context.value === 'a') context.replaceValue('A');
      },
    };
    const resolved = object({ spec: { a: 'a' } }, new App({ resolvers: [upper] }));

    expect(text(serializeObject(resolved))).toBe(text(resolved.toJson()));
    expect(text(serializeObject(resolved))).toContain('"A"');
  });

  test('a class of its own, and an error of a Lazy value, are reported as cdk8s reports them', () => {
    class Own {
      public readonly a = 1;
    }
    const lazy = lazily(() => {
      throw new Error('not yet');
    });
    for (const spec of [{ own: new Own() }, { lazy }]) {
      const wrong = object({ spec });

      expect(outcome(() => serializeObject(wrong))).toBe(outcome(() => wrong.toJson()));
      expect(outcome(() => serializeObject(wrong))).toContain("Failed serializing construct at path 'chart/object'");
    }
  });

  test('Lazy values are asked in the order in which cdk8s asks them', () => {
    const asked: string[] = [];
    const lazy = (name: string) => lazily(() => asked.push(name)) as string;
    const counted = object({
      spec: { b: lazy('b'), a: lazy('a') },
      metadata: { name: 'x', annotations: { c: lazy('c') } },
    });

    counted.toJson();
    const expected = asked.splice(0);
    serializeObject(counted);

    expect(expected).toEqual(['c', 'b', 'a']);
    expect(asked).toEqual(expected);
  });

  test('the result belongs to the caller', () => {
    const shared = object({ spec: { list: [1], map: { a: 1 } } });
    const first = serializeObject(shared) as { spec: { list: number[]; map: Record<string, number> } };
    first.spec.list.push(2);
    first.spec.map.b = 2;

    expect(text(serializeObject(shared))).toBe(text(shared.toJson()));
  });
});
