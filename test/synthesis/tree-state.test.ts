import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy, Testing } from 'cdk8s';
import { IntOrString } from 'cdk8s-plus-27/lib/imports/k8s';
import * as fc from 'fast-check';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ExternalResources, Posture, References, Rules, UnprobedDeployment } from '../../lib';
import { FleetApp } from '../../lib/fleet';
import { TreeState } from '../../lib/synthesis/tree-state';
import type * as serialize from '../../lib/synthesis/serialize-object';
import { serializeObject } from '../../lib/synthesis/serialize-object';

// Counts how often objects are serialized.
jest.mock('../../lib/synthesis/serialize-object', () => {
  const actual = jest.requireActual<typeof serialize>('../../lib/synthesis/serialize-object');
  return { ...actual, serializeObject: jest.fn(actual.serializeObject) };
});

/** Replaces the image of every container, as a resolver of a user may do. */
const BROKEN_IMAGES: IResolver = {
  resolve: (context) => {
    if (context.key.at(-1) === 'image' && context.value !== ' bad ') context.replaceValue(' bad ');
  },
};

/** A tree with something of each kind that `ApiObject.toJson()` reads, and the parts that mutations change. */
class Subject {
  public readonly config: ApiObject;
  public readonly workload: UnprobedDeployment;
  private readonly spec: { selector: Record<string, string>; ports: { port: unknown }[] };
  private readonly service: ApiObject;
  private lazyName: unknown = 'config';
  private readonly patched: { value: unknown } = { value: 'x' };
  private added = 0;

  public constructor(public readonly app: App) {
    Posture.PRODUCTION.with({ requireResources: false, networkPolicy: false }).applyTo(app);
    Rules.applyTo(app);
    References.applyTo(app);
    const chart = new Chart(app, 'chart');
    const other = new Chart(app, 'other');
    this.config = new ApiObject(chart, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: { key: 'value' },
    });
    this.workload = new UnprobedDeployment(chart, 'web', {
      name: 'web',
      image: 'nginx:1.27',
      podLabels: { app: 'web' },
    });
    this.spec = { selector: { app: 'web' }, ports: [{ port: 80 }] };
    this.service = new ApiObject(chart, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: this.spec,
    });
    new ApiObject(other, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'pod' },
      spec: {
        containers: [
          {
            name: 'main',
            image: 'nginx:1.27',
            envFrom: [{ configMapRef: { name: Lazy.any({ produce: () => this.lazyName }) as string } }],
          },
        ],
      },
    }).addJsonPatch(JsonPatch.add('/metadata/annotations', this.patched));
  }

  /** Each changes the tree, or what its objects are made of, by another way than the others. */
  public readonly mutations: readonly (() => void)[] = [
    () => this.config.addJsonPatch(JsonPatch.replace('/data/key', 1)),
    () => this.config.addJsonPatch(JsonPatch.replace('/data/key', 'text')),
    () => this.config.metadata.addLabel('not a label', 'x'),
    () => this.config.metadata.addAnnotation('cluster', 'east'),
    () => this.config.metadata.add('finalizers', ['no-domain']),
    () => this.workload.resource.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/image', 'nginx:1.28')),
    () => this.workload.resource.addJsonPatch(JsonPatch.replace('/spec/template/metadata/labels/app', 'other')),
    () =>
      this.workload.resource.addJsonPatch(
        JsonPatch.add('/spec/template/spec/containers/0/envFrom', [{ configMapRef: { name: 'missing' } }]),
      ),
    () => this.config.addJsonPatch(JsonPatch.replace('/metadata/name', 'renamed')),
    () => (this.spec.selector['app'] = 'nobody'),
    () => (this.spec.selector['app'] = 'web'),
    () => (this.spec.ports[0]!.port = IntOrString.fromNumber(70_000)),
    () => (this.spec.ports[0]!.port = 8080),
    () => (this.lazyName = 'missing'),
    () => (this.lazyName = 'config'),
    () => (this.lazyName = { resolve: () => 'resolved' }),
    () => (this.patched.value = 1),
    () => (this.patched.value = 'y'),
    () => (this.service.toJson = () => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'Web' }, spec: {} })),
    () => void this.app.node.findChild('chart').node.tryRemoveChild('config'),
    () => {
      const chart = new Chart(this.app, `added-${this.added++}`);
      new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'missing' } });
    },
    () => void new UnprobedDeployment(this.chart, `added-${this.added++}`, { image: 'nginx:1.27' }),
    () => void ExternalResources.of(this.app).configMap('missing').configMap('resolved'),
    () => void ExternalResources.of(this.app).pods({ app: 'nobody' }),
    () => References.exempt(this.app.node.findChild('other')),
    () => void this.app.resolvers.unshift(BROKEN_IMAGES),
  ];

  public get chart(): Chart {
    return this.app.node.findChild('chart') as Chart;
  }
}

/** How many sequences of mutations are tried. With more, each question is asked about each mutation, too. */
const RUNS = Number(process.env.TREE_STATE_RUNS ?? 5);

/** Each asks for what is wrong in the tree, or for its manifests. */
const QUESTIONS: readonly ((subject: Subject) => unknown)[] = [
  ({ app }) => app.synthYaml(),
  ({ app }) => {
    app.synth();
    return fs.readdirSync(app.outdir).map((file) => [file, fs.readFileSync(path.join(app.outdir, file), 'utf8')]);
  },
  ({ chart }) => Testing.synth(chart) as unknown,
  ({ app }) => app.node.findAll().map((construct) => construct.node.validate()),
  ({ app }) => app.node.validate(),
  ({ workload }) => workload.node.validate(),
  ({ app }) => References.check(app),
];

function answer(question: (subject: Subject) => unknown, subject: Subject): unknown {
  try {
    return question(subject);
  } catch (error) {
    return (error as Error).message;
  }
}

const room = fs.mkdtempSync(path.join(os.tmpdir(), 'tree-state-'));
let apps = 0;
const outdir = (): string => path.join(room, `${apps++}`);
afterAll(() => fs.rmSync(room, { recursive: true, force: true }));

const APPS: readonly [string, () => App][] = [
  ['App', () => new App({ outdir: outdir() })],
  ['FleetApp', () => new FleetApp({ outdir: outdir() })],
];

/** The tree after some mutations, about which nothing was asked before. */
function fresh(makeApp: () => App, mutations: readonly number[]): Subject {
  const subject = new Subject(makeApp());
  mutations.forEach((index) => subject.mutations[index]!());
  return subject;
}

const COUNT = new Subject(new App()).mutations.length;

describe.each(APPS)('TreeState in %s', (_, makeApp) => {
  test('each mutation alone is noticed', () => {
    for (let mutation = 0; mutation < COUNT; mutation += 1) {
      const some = QUESTIONS.filter((_question, i) => RUNS > 5 || i % 5 === mutation % 5);
      for (const question of some) {
        // GIVEN
        const subject = new Subject(makeApp());
        answer(question, subject);

        // WHEN
        subject.mutations[mutation]!();

        // THEN
        const expected = answer(question, fresh(makeApp, [mutation]));
        expect([mutation, answer(question, subject)]).toEqual([mutation, expected]);
      }
    }
  });

  test('answers never come from an earlier state of the tree', () => {
    const step = fc.record({
      mutation: fc.nat(COUNT - 1),
      questions: fc.array(fc.nat(QUESTIONS.length - 1), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const subject = new Subject(makeApp());
        const done: number[] = [];
        for (const { mutation, questions } of steps) {
          subject.mutations[mutation]!();
          done.push(mutation);
          for (const index of questions) {
            const question = QUESTIONS[index]!;
            expect(answer(question, subject)).toEqual(answer(question, fresh(makeApp, done)));
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

test('App and FleetApp write the same files, or report the same errors in the same order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(COUNT - 1), { maxLength: 8 }), (mutations) => {
      for (const question of QUESTIONS) {
        const [stock, fleet] = APPS.map(([, makeApp]) => answer(question, fresh(makeApp, mutations)));
        expect(fleet).toEqual(stock);
      }
    }),
    { numRuns: 2 * RUNS },
  );
});

describe('TreeState', () => {
  test('checks run once for all passes of one synth', () => {
    // GIVEN
    const app = new App();
    let found = 0;
    for (let i = 0; i < 20; i += 1) {
      TreeState.of(app).addCheck(new Chart(app, `chart-${i}`), () => {
        found += 1;
        return [];
      });
    }

    // WHEN
    app.synthYaml();

    // THEN
    expect(found).toBe(20);
  });

  test('an object is serialized for all checks once per state', () => {
    // GIVEN
    const app = new App();
    Rules.applyTo(app);
    References.applyTo(app);
    let text = 'a';
    new ApiObject(new Chart(app, 'chart'), 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { text: Lazy.any({ produce: () => text }) as string },
    });
    const serialized = jest.mocked(serializeObject).mockClear();
    const validate = () => app.node.findAll().forEach((construct) => construct.node.validate());

    // WHEN
    validate();
    validate();
    const same = serialized.mock.calls.length;
    text = 'b';
    validate();

    // THEN
    expect([same, serialized.mock.calls.length]).toEqual([1, 2]);
  });

  test('a class with a synth of its own may change the tree between two syntheses', () => {
    // GIVEN
    class TwiceApp extends App {
      public override synth(): void {
        this.synthYaml();
        object.addJsonPatch(JsonPatch.replace('/data/key', 1));
        this.synthYaml();
      }
    }
    const app = new TwiceApp();
    Rules.applyTo(app);
    const object = new ApiObject(new Chart(app, 'chart'), 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'config' },
      data: { key: 'value' },
    });

    // THEN
    expect(() => app.synth()).toThrow('[] chart/config data.key: must be');
  });

  test('a construct that a Lazy value adds is checked before its chart is written', () => {
    // GIVEN
    const app = new App();
    Rules.applyTo(app);
    const chart = new Chart(app, 'b');
    const late: unknown = Lazy.any({
      produce: () => {
        if (chart.node.tryFindChild('late') === undefined && adds) {
          new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'Not a name' } });
        }
        return 'text';
      },
    });
    new ApiObject(new Chart(app, 'a'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { late } });
    let adds = false;
    app.synthYaml();

    // WHEN
    adds = true;

    // THEN
    expect(() => app.synthYaml()).toThrow('[] b/late metadata.name: must');
  });
});
