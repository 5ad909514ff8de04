import { ApiObject, App, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { resolveDependencies } from './dependencies';
import { topology } from './topology';
import { validate } from './validation';

/** What a chart was when the app was last prepared. */
interface Place {
  /** The run of the preorder that was the chart. */
  readonly start: number;
  readonly end: number;
  /** How many dependencies the constructs in it declared. */
  dependencies: number;
}

const stockToJson = Object.getOwnPropertyDescriptor(Chart.prototype, 'toJson')?.value as Chart['toJson'];

/**
 * One run over an app: validated and its dependencies resolved once, then chart after chart.
 *
 * Stock prepares the whole app again for every chart, so that a tree which changes meanwhile (a Lazy value that adds
 * an object) is validated and sorted as it stands. Here a chart whose part of the tree is not what it was when the
 * app was prepared has it prepared again; all others cost no more than their own size.
 */
export class Synthesis {
  /** What stands in for `Chart.toJson()` while an app is rendered. */
  private static toJsonOfCharts?: Chart['toJson'];

  /** Whether any chart depends on another. */
  public readonly dependentCharts: boolean;
  private prepared: IConstruct[];
  private places = new Map<IConstruct, Place>();

  /**
   * @param app the app to synthesize.
   * @param validateFirst whether validations run before dependencies are resolved (as in `synth()`) or after.
   * @param serialize returns what `toJson()` of an object returns; the result belongs to the caller.
   * @throws what validations report, and a dependency that is not inside any chart.
   */
  public constructor(
    private readonly app: App,
    validateFirst: boolean,
    private readonly serialize: (object: ApiObject) => unknown = toJson,
  ) {
    this.prepared = this.survey();
    if (validateFirst) {
      validate(this.prepared);
    }
    this.dependentCharts = resolveDependencies(this.prepared);
    if (!validateFirst) {
      validate(this.prepared);
    }
    this.countDependencies();
  }

  /**
   * Runs the synthesis of stock `App`, which prepares the app again for each chart, so that it is prepared once.
   *
   * @param serialize returns what `toJson()` of an object returns; the result belongs to the caller.
   */
  public static duringStock<T>(app: App, serialize: (object: ApiObject) => unknown, synth: () => T): T {
    let synthesis: Synthesis | undefined;
    return Synthesis.rendering(app, () => (synthesis ??= new Synthesis(app, false, serialize)), synth);
  }

  private static rendering<T>(app: App, synthesis: () => Synthesis, work: () => T): T {
    if (Chart.prototype.toJson !== stockToJson) {
      return work();
    }
    const toJsonOfCharts = function (this: Chart): unknown[] {
      return App.of(this) === app ? synthesis().manifestsOf(this) : (stockToJson.call(this) as unknown[]);
    };
    Chart.prototype.toJson = toJsonOfCharts;
    Synthesis.toJsonOfCharts = toJsonOfCharts;
    try {
      return work();
    } finally {
      Chart.prototype.toJson = stockToJson;
      Synthesis.toJsonOfCharts = undefined;
    }
  }

  /** Whether `chart.toJson()` is that of cdk8s, neither overridden nor replaced. */
  public static isStockChart(chart: Chart): boolean {
    return chart.toJson === stockToJson || chart.toJson === Synthesis.toJsonOfCharts;
  }

  /** The API objects of a chart, nested charts' excluded, dependencies first. */
  public objectsOf(chart: Chart): ApiObject[] {
    return ownObjects(chart, topology(chart));
  }

  /** What `chart.toJson()` returns. */
  public manifestsOf(chart: Chart): unknown[] {
    return this.preparedObjectsOf(chart).map((object) => this.serialize(object));
  }

  /** The API objects of a chart in the order in which they are written. Prepares the app again if the chart has changed. */
  public preparedObjectsOf(chart: Chart): ApiObject[] {
    if (this.isUnchanged(chart)) {
      const { start, end, dependencies } = this.places.get(chart)!;
      // Without dependencies the order is that of the tree: only ids right below the app look like array indices.
      const order = dependencies === 0 ? this.prepared.slice(start, end) : topology(chart);
      return ownObjects(chart, order);
    }
    this.prepare();
    return this.objectsOf(chart);
  }

  /**
   * Runs `work` while `Chart.toJson()` of this app's charts, called by whoever (an override by way of `super`, a Lazy
   * value that renders another chart), costs that chart and not the whole app.
   *
   * A method that somebody else has replaced already, a spy for instance, is left in place: correct, but slow.
   */
  public during<T>(work: () => T): T {
    return Synthesis.rendering(this.app, () => this, work);
  }

  /** As stock does before each chart. */
  private prepare(): void {
    this.prepared = this.survey();
    resolveDependencies(this.prepared);
    validate(this.prepared);
    this.countDependencies();
  }

  /** Every construct, parents first; notes for each chart which run of them is its own. */
  private survey(): IConstruct[] {
    const constructs: IConstruct[] = [];
    this.places = new Map();
    const visit = (construct: IConstruct) => {
      const start = constructs.length;
      constructs.push(construct);
      for (const child of construct.node.children) {
        visit(child);
      }
      if (Chart.isChart(construct)) {
        this.places.set(construct, { start, end: constructs.length, dependencies: 0 });
      }
    };
    visit(this.app);
    return constructs;
  }

  /** Notes how many dependencies there are in each chart. */
  private countDependencies(): void {
    const before = new Uint32Array(this.prepared.length + 1);
    this.prepared.forEach((construct, i) => {
      before[i + 1] = before[i]! + construct.node.dependencies.length;
    });
    for (const place of this.places.values()) {
      place.dependencies = before[place.end]! - before[place.start]!;
    }
  }

  /** Whether a chart holds the constructs and dependencies that it held when the app was prepared. */
  private isUnchanged(chart: Chart): boolean {
    const place = this.places.get(chart);
    if (!place) {
      return false;
    }
    let next = place.start;
    let dependencies = 0;
    const matches = (construct: IConstruct): boolean => {
      if (next === place.end || this.prepared[next++] !== construct) {
        return false;
      }
      dependencies += construct.node.dependencies.length;
      return construct.node.children.every(matches);
    };
    return matches(chart) && next === place.end && dependencies === place.dependencies;
  }
}

function ownObjects(chart: Chart, order: IConstruct[]): ApiObject[] {
  return order.filter((c): c is ApiObject => ApiObject.isApiObject(c) && Chart.of(c) === chart);
}

function toJson(object: ApiObject): unknown {
  return object.toJson() as unknown;
}
