import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Something to synthesize: builds charts into an app, whatever its class. */
export type Scenario = (app: App) => void;

/** A plain object of a made-up kind. */
export function thing(scope: Construct, id: string, spec: object = {}, name?: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    ...(name && { metadata: { name } }),
    spec,
  });
}

function lazy(produce: () => unknown): Lazy {
  return Lazy.any({ produce }) as Lazy;
}

/** A chart that adds a last document to what it renders. */
class Annotated extends Chart {
  public override toJson(): unknown[] {
    return [...(super.toJson() as unknown[]), { kind: 'Last', metadata: { name: `last-${this.node.id}` } }];
  }
}

/** An object that renders itself. */
class SelfMade extends ApiObject {
  public override toJson(): unknown {
    const json = super.toJson() as Record<string, unknown>;
    const shared = { of: this.node.path };
    return { ...json, first: shared, second: shared };
  }
}

/** Names its objects after itself. */
class Naming extends Chart {
  public override generateObjectName(object: ApiObject): string {
    return `${this.node.id}-${object.node.id}`.toLowerCase();
  }
}

/** A value class with `resolve`, as kplus and imported APIs have. */
class Token {
  public constructor(private readonly value: unknown) {}
  public resolve(): unknown {
    return this.value;
  }
}

/** A union class as `cdk8s import` makes them. */
class Quantity {
  public static of(value: string | number): Quantity {
    return new Quantity(value);
  }
  private constructor(public readonly value: string | number) {}
}

const MULTI_DOCUMENT = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  script.sh: |
    #!/bin/sh
    echo "it's on: yes"
  empty: ""
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`;

function include(scope: Construct, id: string): void {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-include-'));
  try {
    const file = path.join(directory, 'manifest.yaml');
    fs.writeFileSync(file, MULTI_DOCUMENT);
    new Include(scope, id, { url: file });
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** Made by hand, one peculiarity each. */
export const SCENARIOS: Record<string, Scenario> = {
  'no charts': () => {},
  'one empty chart': (app) => void new Chart(app, 'empty'),
  'charts and objects': (app) => {
    for (const id of ['web', 'api', 'db']) {
      const chart = new Chart(app, id, { namespace: 'prod', labels: { app: id } });
      thing(chart, 'a', { replicas: 3 });
      thing(chart, 'b', { text: 'a\nb\n', quoted: 'yes' });
    }
  },
  'names without hashes': (app) => {
    thing(new Chart(app, 'plain', { disableResourceNameHashes: true }), 'object');
  },
  'names by the chart': (app) => void thing(new Naming(app, 'Naming'), 'Object'),
  'ids that look like array indices': (app) => {
    for (const id of ['10', 'b', '9', '0', 'a', '4294967294', '4294967295', '01', '-1', '1.5']) {
      thing(new Chart(app, id), 'object');
    }
  },
  'objects with ids that look like array indices': (app) => {
    const chart = new Chart(app, 'chart');
    for (const id of ['10', 'x', '2', '0']) {
      thing(chart, id);
    }
  },
  'ids with slashes, capitals and signs': (app) => {
    for (const id of ['a/b', 'Upper', 'under_score', 'dot.ted', 'sp ace', 'ünïcode', 'x'.repeat(100)]) {
      thing(new Chart(app, id), 'o/p Q');
    }
  },
  'charts whose file names collide': (app) => {
    thing(new Chart(app, 'same'), 'first');
    const group = new Construct(app, 'Default');
    thing(new Chart(group, 'same'), 'second');
    thing(new Chart(new Construct(app, 'resource'), 'Same'), 'third');
  },
  'resources whose names collide': (app) => {
    thing(new Chart(app, 'one'), 'o', { from: 'one' }, 'name');
    thing(new Chart(app, 'two'), 'o', { from: 'two' }, 'name');
    const three = new Chart(app, 'three');
    thing(three, 'o', { from: 'three' }, 'na/me');
    thing(three, 'p', { from: 'three again' }, 'na/me');
  },
  'resource names with signs': (app) => {
    const chart = new Chart(app, 'rbac');
    thing(chart, 'a', {}, 'system:aggregate-to-admin');
    thing(chart, 'b', {}, '../../escape');
    new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'List' });
  },
  'charts in constructs': (app) => {
    const team = new Construct(new Construct(app, 'teams'), 'payments');
    thing(new Chart(team, 'api'), 'object');
    thing(new Construct(new Chart(team, 'worker'), 'Resource'), 'Resource');
  },
  'nested charts': (app) => {
    const parent = new Chart(app, 'parent');
    thing(parent, 'before');
    thing(new Chart(parent, 'child'), 'object');
    thing(parent, 'after');
  },
  'charts nested three deep and beside': (app) => {
    const a = new Chart(app, 'a');
    const b = new Chart(a, 'b');
    const c = new Chart(new Construct(b, 'group'), 'c');
    [a, b, c].forEach((chart) => ['x', 'y'].forEach((id) => thing(chart, id)));
    thing(new Chart(app, 'aside'), 'object');
  },
  'a chart nested in a construct of a chart only': (app) => {
    thing(new Chart(new Construct(new Chart(app, 'outer'), 'group'), 'inner'), 'object');
  },
  'chart depends on chart': (app) => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart];
    [a, b, c].forEach((chart) => ['x', 'y'].forEach((id) => thing(chart, id)));
    a.addDependency(b);
    b.addDependency(c);
  },
  'object depends on object of another chart': (app) => {
    const a = new Chart(app, 'a');
    const b = new Chart(app, 'b');
    thing(a, 'one').addDependency(thing(b, 'two'));
    thing(a, 'three');
  },
  'object depends on object of the same chart': (app) => {
    const chart = new Chart(app, 'chart');
    const one = thing(chart, 'one');
    const two = thing(chart, 'two');
    one.addDependency(two, thing(chart, 'three'));
    two.addDependency(thing(chart, 'four'));
  },
  'object depends on chart and chart on object': (app) => {
    const a = new Chart(app, 'a');
    const b = new Chart(app, 'b');
    const c = new Chart(app, 'c');
    thing(a, 'x').addDependency(c);
    a.addDependency(thing(b, 'y'));
    thing(b, 'z');
    ['p', 'q'].forEach((id) => thing(c, id));
  },
  'object depends on its own chart': (app) => {
    const chart = new Chart(app, 'chart');
    const one = thing(chart, 'one');
    thing(chart, 'two');
    one.addDependency(chart);
  },
  'constructs depend on constructs': (app) => {
    const a = new Construct(new Chart(app, 'a'), 'group');
    const b = new Construct(new Chart(app, 'b'), 'group');
    [a, b].forEach((group) => ['x', 'y'].forEach((id) => thing(group, id)));
    a.node.addDependency(b);
  },
  'dependency group': (app) => {
    const chart = new Chart(app, 'chart');
    const objects = ['a', 'b', 'c', 'd'].map((id) => thing(chart, id));
    objects[0]!.node.addDependency(new DependencyGroup(objects[3]!, objects[2]!));
  },
  diamond: (app) => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart, Chart];
    [a, b, c, d].forEach((chart) => thing(chart, 'object'));
    a.addDependency(c, b);
    b.addDependency(d);
    c.addDependency(d);
  },
  'chain of ten, against the order of ids': (app) => {
    const charts = Array.from({ length: 10 }, (_, i) => new Chart(app, `${i}`));
    charts.forEach((chart, i) => {
      thing(chart, 'object');
      if (i > 0) {
        charts[i - 1]!.addDependency(chart);
      }
    });
  },
  'dependency on a construct that was replaced': (app) => {
    const chart = new Chart(app, 'chart');
    const old = thing(chart, 'a', { old: true });
    const dependent = thing(chart, 'b');
    thing(chart, 'c');
    dependent.addDependency(old);
    chart.node.tryRemoveChild('a');
    thing(chart, 'a', { old: false });
  },
  'dependency on another app': (app) => {
    thing(new Chart(app, 'a'), 'object').addDependency(thing(new Chart(new App(), 'elsewhere'), 'object'));
  },
  'dependency from outside of any chart': (app) => {
    new Construct(app, 'group').node.addDependency(thing(new Chart(app, 'a'), 'object'));
  },
  'dependency on something outside of any chart': (app) => {
    thing(new Chart(app, 'a'), 'object').addDependency(new Construct(app, 'group'));
  },
  'objects below objects': (app) => {
    const chart = new Chart(app, 'chart');
    const outer = thing(chart, 'outer');
    thing(outer, 'inner');
    outer.addDependency(thing(thing(chart, 'other'), 'deep'));
  },
  'chart overrides toJson': (app) => {
    thing(new Annotated(app, 'annotated'), 'object');
    const parent = new Annotated(app, 'parent');
    thing(new Annotated(parent, 'child'), 'object');
  },
  'chart overrides toJson without the objects': (app) => {
    class Fixed extends Chart {
      public override toJson(): unknown[] {
        return [{ kind: 'Fixed', metadata: { name: 'fixed' } }, undefined];
      }
    }
    thing(new Fixed(app, 'fixed'), 'unseen');
  },
  'toJson replaced on one chart': (app) => {
    const chart = new Chart(app, 'chart');
    thing(chart, 'object');
    chart.toJson = () => [{ kind: 'Replaced', metadata: { name: 'replaced' } }];
  },
  'toJson returns no metadata': (app) => {
    const chart = new Chart(app, 'chart');
    chart.toJson = () => [{ kind: 'Bare' }, 'text', 1, null];
  },
  'toJson of an object shares values': (app) => {
    const chart = new Chart(app, 'chart');
    new SelfMade(chart, 'object', { apiVersion: 'v1', kind: 'SelfMade' });
    thing(chart, 'other');
  },
  'toJson of an object returns nothing': (app) => {
    const object = thing(new Chart(app, 'chart'), 'object');
    object.toJson = () => undefined as unknown;
  },
  'lazy values': (app) => {
    const chart = new Chart(app, 'chart');
    const object = thing(chart, 'object', {
      name: lazy(() => chart.node.children.length),
      gone: lazy(() => undefined),
    });
    object.metadata.addLabel('late', 'yes');
  },
  'lazy values that walk the tree': (app) => {
    const chart = new Chart(app, 'chart');
    thing(chart, 'index', {
      paths: lazy(() =>
        App.of(chart)
          .node.findAll()
          .map((construct) => construct.node.path),
      ),
      charts: lazy(() => App.of(chart).charts.map((each) => each.node.path)),
      dependencies: lazy(() => chart.node.findAll().flatMap((c) => c.node.dependencies.map((d) => d.node.path))),
    });
    chart.addDependency(new Chart(app, 'other'));
    thing(new Chart(chart, 'nested'), 'object');
  },
  'lazy values that render other charts': (app) => {
    const index = new Chart(app, 'index');
    const charts = ['a', 'b'].map((id) => new Annotated(app, id));
    charts.forEach((chart) => thing(chart, 'object', { yes: 'no' }));
    thing(index, 'index', { all: lazy(() => charts.map((chart) => chart.toJson() as unknown)) });
    thing(index, 'tested', { all: lazy(() => charts.map((chart) => Testing.synth(chart) as unknown)) });
  },
  'lazy values that render the app': (app) => {
    const index = new Chart(app, 'index');
    thing(new Chart(app, 'other'), 'object');
    let rendering = false;
    const yaml = () => {
      if (rendering) {
        return 'again';
      }
      rendering = true;
      try {
        return app.synthYaml();
      } finally {
        rendering = false;
      }
    };
    thing(index, 'index', { yaml: lazy(yaml) });
  },
  'lazy values that render another app': (app) => {
    const other = new Chart(Testing.app(), 'elsewhere');
    thing(other, 'object');
    thing(new Chart(app, 'chart'), 'object', { elsewhere: lazy(() => other.toJson() as unknown) });
  },
  'lazy values that add an object to a later chart': (app) => {
    const first = new Chart(app, 'first');
    const later = new Chart(app, 'later');
    const existing = thing(later, 'a');
    thing(first, 'object', {
      added: lazy(() => {
        if (!later.node.tryFindChild('b')) {
          existing.addDependency(thing(later, 'b'));
        }
        return 'added';
      }),
    });
  },
  'lazy values that add a dependency between charts': (app) => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart];
    const objects = ['x', 'y'].flatMap((id) => [thing(b, id), thing(c, id)]);
    thing(a, 'object', {
      added: lazy(() => {
        objects[0]!.addDependency(objects[2]!);
        b.addDependency(objects[3]!);
        return 'added';
      }),
    });
  },
  'lazy values that remove an object': (app) => {
    const first = new Chart(app, 'first');
    const later = new Chart(app, 'later');
    ['a', 'b'].forEach((id) => thing(later, id));
    thing(first, 'object', { removed: lazy(() => [later.node.tryRemoveChild('a')].length) });
  },
  'lazy values that make a validation fail': (app) => {
    const first = new Chart(app, 'first');
    const later = new Chart(app, 'later');
    thing(first, 'object', {
      added: lazy(() => (later.node.tryFindChild('b') ? 'old' : thing(later, 'b') && 'new')),
    });
    later.node.addValidation({ validate: () => (later.node.tryFindChild('b') ? ['no b please'] : []) });
  },
  'lazy that throws': (app) => {
    thing(new Chart(app, 'chart'), 'object', {
      broken: lazy(() => {
        throw new Error('broken');
      }),
    });
  },
  'values of every kind': (app) => {
    thing(new Chart(app, 'chart'), 'object', {
      token: new Token({ nested: new Token('deep') }),
      quantity: Quantity.of('100m'),
      integer: Quantity.of(5),
      empty: {},
      list: [],
      lists: [[1, [2, []]], [{ a: { b: [{}] } }]],
      nothing: null,
      undefined: undefined,
      numbers: [0, -0, 1.5, 1e21, 1e-7],
      'key: with colon': 'value # no comment',
      yes: 'no',
      '01': '01',
    });
  },
  'a value that cannot be rendered': (app) => {
    thing(new Chart(app, 'chart'), 'object', { date: new Date(0) });
  },
  'json patches': (app) => {
    const object = thing(new Chart(app, 'chart'), 'object', { a: { b: 1 }, list: [1, 2] });
    object.addJsonPatch(JsonPatch.add('/spec/c', { d: [1] }), JsonPatch.remove('/spec/list/0'));
    object.addJsonPatch(JsonPatch.copy('/spec/a', '/spec/e'), JsonPatch.move('/spec/c', '/spec/f'));
  },
  'a json patch on nothing': (app) => {
    thing(new Chart(app, 'chart'), 'object').addJsonPatch(JsonPatch.remove('/spec/nothing/here'));
  },
  include: (app) => include(new Chart(app, 'included'), 'manifest'),
  'strings of configuration files': (app) => {
    thing(new Chart(app, 'config'), 'map', {
      'redis.conf': 'dir /data\nport 6379\n\n# end\n',
      'run.sh': '#!/bin/sh\nset -e\nif [ "$X" = \'y\' ]; then\n\techo "tab"\nfi',
      'many.yaml': '---\na: 1\n---\nb: 2\n...\n',
      windows: 'a\r\nb\r\n',
      trailing: 'a\n\n\n',
      spaces: 'a\n   \n',
      indented: '  a\nb',
      blank: '\n\n',
      bell: '\u0007',
      emoji: '😀\n漢字',
    });
  },
  'validation errors': (app) => {
    const a = new Chart(app, 'a');
    const b = new Chart(app, 'b');
    a.node.addValidation({ validate: () => ['first', 'second'] });
    thing(b, 'object').node.addValidation({ validate: () => ['third'] });
    app.node.addValidation({ validate: () => ['the app itself'] });
  },
  'a validation that looks at dependencies': (app) => {
    const a = new Chart(app, 'a');
    const object = thing(a, 'object');
    a.addDependency(thing(new Chart(app, 'b'), 'object'));
    object.node.addValidation({ validate: () => [] });
  },
  'a validation that adds an object': (app) => {
    const a = new Chart(app, 'a');
    thing(new Chart(app, 'b'), 'object').addDependency(a);
    a.node.addValidation({
      validate: () => {
        if (!a.node.tryFindChild('late')) {
          thing(a, 'late');
        }
        return [];
      },
    });
  },
  'a validation that throws': (app) => {
    new Chart(app, 'a').node.addValidation({
      validate: () => {
        throw new Error('thrown by a validation');
      },
    });
  },
  'resource names that look like array indices': (app) => {
    const chart = new Chart(app, 'chart');
    ['7', 'x', '3'].forEach((name, i) => thing(chart, `object${i}`, {}, name));
  },
};

/** Apps whose dependencies make a cycle. */
export const CYCLES: Record<string, Scenario> = {
  'two charts': (app) => {
    const [a, b] = ['a', 'b'].map((id) => new Chart(app, id)) as [Chart, Chart];
    a.addDependency(b);
    b.addDependency(a);
  },
  'three charts, by their objects': (app) => {
    const objects = ['a', 'b', 'c'].map((id) => thing(new Chart(app, id), 'object'));
    objects.forEach((object, i) => object.addDependency(objects[(i + 1) % 3]!));
  },
  'objects of one chart': (app) => {
    const chart = new Chart(app, 'chart');
    const [a, b] = ['a', 'b'].map((id) => thing(chart, id)) as [ApiObject, ApiObject];
    a.addDependency(b);
    b.addDependency(a);
  },
  'a nested chart and its parent': (app) => {
    const parent = new Chart(app, 'parent');
    new Chart(parent, 'child').addDependency(parent);
  },
  'a cycle behind a branch that leads nowhere': (app) => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => new Chart(app, id)) as [Chart, Chart, Chart, Chart];
    a.addDependency(b, d);
    b.addDependency(c, d);
    c.addDependency(a);
  },
  'a chart with two objects on itself': (app) => {
    const chart = new Chart(app, 'chart');
    ['a', 'b'].forEach((id) => thing(chart, id));
    chart.addDependency(chart);
  },
};

/** A generator of numbers that gives the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A tree of charts, constructs and objects with dependencies across it, the same for the same seed. */
export function generated(seed: number): Scenario {
  return (app) => {
    const next = random(seed);
    const below = (n: number) => Math.floor(next() * n);
    const pick = <T>(list: T[]) => list[below(list.length)]!;
    const ids = ['a', 'b', '0', '7', 'Default', 'Resource', 'Web', 'x_y', '10'];
    const scopes: Construct[] = [app];
    const inCharts: Construct[] = [];
    const size = 3 + below(18);
    for (let i = 0; i < size; i++) {
      const scope = pick(scopes);
      const id = scope.node.tryFindChild(ids[i % ids.length]!) ? `${pick(ids)}${i}` : ids[i % ids.length]!;
      const inChart = scope.node.scopes.some((each) => Chart.isChart(each));
      const kind = inChart ? below(5) : below(2);
      let made: Construct;
      if (kind === 0) {
        made = new (pick([Chart, Chart, Annotated]))(scope, id, { namespace: pick([undefined, 'ns']) });
      } else if (kind === 1) {
        made = new Construct(scope, id);
      } else {
        const path = () => scope.node.path;
        made = thing(
          scope,
          id,
          { path: lazy(path), text: pick(['yes', 'a\nb', '1', 'x: y', '']) },
          pick([undefined, 'fixed']),
        );
      }
      scopes.push(made);
      if (inChart || Chart.isChart(made)) {
        inCharts.push(made);
      }
    }
    for (let i = below(6); i > 0 && inCharts.length > 1; i--) {
      // Mostly from later to earlier constructs, so that most of the apps are free of cycles.
      const [one, two] = [below(inCharts.length), below(inCharts.length)];
      const [low, high] = one < two ? [one, two] : [two, one];
      if (low !== high) {
        const [source, target] = next() < 0.95 ? [high, low] : [low, high];
        inCharts[source]!.node.addDependency(inCharts[target]!);
      }
    }
  };
}
