import { ApiObject, App, Chart } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { resolveDependencies } from './dependencies';
import { type Topology, topology } from './topology';
import { validate } from './validation';

/** The run of the preorder that was a chart when the app was last prepared. */
interface Place {
  readonly start: number;
  readonly end: number;
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
  /** Whether any chart depends on another. */
  public readonly dependentCharts: boolean;
  private prepared: IConstruct[];
  private places = new Map<IConstruct, Place>();
  private dependenciesBefore = new Uint32Array();

  /**
   * @param app the app to synthesize.
   * @param validateFirst whether validations run before dependencies are resolved (as in `synth()`) or after.
   * @throws what validations report, and a dependency that is not inside any chart.
   */
  public constructor(
    private readonly app: App,
    validateFirst: boolean,
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

  /** The API objects of a chart, nested charts' excluded, dependencies first. */
  public objectsOf(chart: Chart): ApiObject[] {
    return ownObjects(chart, topology(chart));
  }

  /** What `chart.toJson()` returns. */
  public manifestsOf(chart: Chart): unknown[] {
    let sorted = topology(chart);
    if (this.hasChanged(chart, sorted)) {
      this.prepare();
      sorted = topology(chart);
    }
    return ownObjects(chart, sorted).map((object) => object.toJson() as unknown);
  }

  /**
   * Runs `work` while `Chart.toJson()` of this app's charts, called by whoever (an override by way of `super`, a Lazy
   * value that renders another chart), costs that chart and not the whole app.
   *
   * A method that somebody else has replaced already, a spy for instance, is left in place: correct, but slow.
   */
  public during<T>(work: () => T): T {
    if (Chart.prototype.toJson !== stockToJson) {
      return work();
    }
    const { app } = this;
    const manifestsOf = this.manifestsOf.bind(this);
    Chart.prototype.toJson = function (this: Chart): unknown[] {
      return App.of(this) === app ? manifestsOf(this) : (stockToJson.call(this) as unknown[]);
    };
    try {
      return work();
    } finally {
      Chart.prototype.toJson = stockToJson;
    }
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
        this.places.set(construct, { start, end: constructs.length });
      }
    };
    visit(this.app);
    return constructs;
  }

  /** Notes how many dependencies there are before each construct. */
  private countDependencies(): void {
    this.dependenciesBefore = new Uint32Array(this.prepared.length + 1);
    this.prepared.forEach((construct, i) => {
      this.dependenciesBefore[i + 1] = this.dependenciesBefore[i]! + construct.node.dependencies.length;
    });
  }

  private hasChanged(chart: Chart, { preorder, dependencies }: Topology): boolean {
    const place = this.places.get(chart);
    if (!place) {
      return true;
    }
    const { start, end } = place;
    return (
      preorder.length !== end - start ||
      dependencies !== this.dependenciesBefore[end]! - this.dependenciesBefore[start]! ||
      preorder.some((construct, index) => construct !== this.prepared[start + index])
    );
  }
}

function ownObjects(chart: Chart, { order }: Topology): ApiObject[] {
  return order.filter((c): c is ApiObject => ApiObject.isApiObject(c) && Chart.of(c) === chart);
}
