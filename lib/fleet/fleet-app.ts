import { type ApiObject, App, type AppProps, Chart } from 'cdk8s';
import { METADATA_FILE, pruneFiles } from './orphans';
import { layOut } from './output-layout';
import { Profile, type Stopwatch, UNPROFILED } from './profile';
import { Progress } from './progress';
import { type RunOptions, runOptions } from './run-options';
import { Selection } from './selection';
import { stageFiles } from './stage-files';
import { type StagedFiles } from './staged-files';
import { Synthesis } from '../synthesis/synthesis';
import { topology } from '../synthesis/topology';
import { BulkResolver } from '../synthesis/bulk-resolver';
import { TreeState } from '../synthesis/tree-state';
import { WrittenCharts } from './written-charts';
import { YamlWriter } from './yaml-writer';
import { checkOptions } from '../props/check-props';

/** Properties of `FleetApp`. */
export interface FleetAppProps extends AppProps {
  /**
   * Renders only the charts whose path matches one of these globs: `*` and `?` stay within one id, `**` crosses `/`.
   * Environment: `CDK8S_FLEET_ONLY`, divided by commas. Argument: `--only PATTERN`.
   *
   * @default - all charts
   */
  readonly only?: string[];

  /**
   * Renders only the I-th of N parts of the charts, `I/N` from `1/N` to `N/N`, for the jobs of a CI matrix: disjoint,
   * together the whole, with the file names that the whole has.
   * Environment: `CDK8S_FLEET_SHARD`. Argument: `--shard I/N`.
   *
   * @default - all charts
   */
  readonly shard?: string;

  /**
   * Removes files of earlier runs that this one does not write: those in the output directory that end in
   * `outputFileExtension`, and construct metadata. Not together with `only` or `shard`, which cannot tell an orphan
   * from the file of a chart that was not selected.
   * Environment: `CDK8S_FLEET_PRUNE=true`. Argument: `--prune`.
   *
   * @default false
   */
  readonly prune?: boolean;

  /**
   * Reports on standard error where the time of `synth()` went, and the slowest charts.
   * Environment: `CDK8S_FLEET_PROFILE=true`. Argument: `--profile`.
   *
   * @default false
   */
  readonly profile?: boolean;

  /**
   * Command line arguments to take `--only`, `--shard`, `--prune` and `--profile` from, usually
   * `process.argv.slice(2)`. They have precedence over the environment, and the environment over the other props.
   *
   * @default - no arguments
   */
  readonly args?: string[];
}

/**
 * An `App` for thousands of charts: the files that `App` writes, byte for byte, at a cost linear in their number.
 *
 * It differs from `App` where that is a help:
 *
 * - Nothing is written unless every chart could be rendered.
 * - A file is replaced as a whole, and left alone if it would not change.
 * - A cycle of dependencies is reported by its true path, also that of a construct that depends on itself, which
 *   `App` silently drops from the output.
 * - Validations run once per `synth()`, and again only if rendering changed the tree, not once per chart.
 * - A second `synth()` renders only the charts that have changed since the first.
 */
export class FleetApp extends App {
  private readonly options: RunOptions;
  private readonly selection: Selection;
  private readonly withMetadata: boolean;
  private readonly tree: TreeState;
  private readonly written: WrittenCharts;

  /**
   * @throws on an unknown argument, a malformed shard, and `prune` together with a selection.
   */
  public constructor(props: FleetAppProps = {}) {
    checkOptions('FleetApp', 'FleetAppProps', props);
    super(props);
    BulkResolver.addTo(this);
    this.tree = TreeState.of(this);
    this.written = new WrittenCharts(this.outdir, this.tree);
    this.options = runOptions(props.args ?? [], process.env, props);
    this.selection = new Selection(this.options.only, this.options.shard);
    if (this.options.prune && !this.selection.isEverything) {
      throw new Error('prune cannot be combined with only or shard: a run over some charts does not know the orphans');
    }
    this.withMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * What `Testing.synth(chart)` returns for every chart of this app, at the cost of one run and not of one per chart.
   *
   * @returns the API objects of each chart, charts in order.
   * @throws all validation errors of all charts.
   */
  public synthCharts(): unknown[][] {
    const synthesis = new Synthesis(this, false, (object) => this.tree.serialize(object));
    return synthesis.during(() => this.charts.map((chart) => chart.toJson() as unknown[]));
  }

  /**
   * All charts of this app, dependencies first.
   *
   * @throws if constructs depend on each other in a cycle.
   */
  public override get charts(): Chart[] {
    return topology(this).filter((construct): construct is Chart => Chart.isChart(construct));
  }

  /**
   * Writes the manifests of all selected charts to the output directory.
   *
   * @throws all validation errors of all charts, a cycle of dependencies, or what rendering a chart throws; nothing
   * is written then.
   */
  public override synth(): void {
    const profile = this.options.profile ? new Profile() : undefined;
    const progress = new Progress(process.stderr, Progress.isWatched(process.stderr, process.env));
    try {
      this.run(profile ?? UNPROFILED, progress);
    } finally {
      progress.end();
    }
    if (profile) {
      process.stderr.write(profile.report());
    }
  }

  /**
   * The manifests of all selected charts as one YAML stream.
   *
   * @throws as `synth()` does.
   */
  public override synthYaml(): string {
    const synthesis = new Synthesis(this, false, (object) => this.tree.serialize(object));
    const { charts } = this;
    const selected = this.selection.of(charts);
    const yaml = new YamlWriter();
    return synthesis.during(() =>
      charts
        .filter((chart) => selected.has(chart))
        .flatMap((chart) => Object.values(chart.toJson() as unknown[]).map((manifest) => yaml.document(manifest)))
        .join('---\n'),
    );
  }

  private run(profile: Stopwatch, progress: Progress): void {
    const synthesis = profile.during(
      'prepare',
      () => new Synthesis(this, true, (object) => this.tree.serialize(object)),
    );
    const charts = profile.during('order', () => this.charts);
    const selected = this.selection.of(charts);
    const staged = stageFiles(this.outdir);
    let names: Set<string>;
    try {
      progress.begin('charts', selected.size);
      names = profile.during('render', () =>
        synthesis.during(() => this.render({ synthesis, charts, selected, staged, profile, progress })),
      );
      progress.begin('files', names.size);
      profile.during('write', () => staged.commit(() => progress.step()));
      this.written.commit();
    } catch (error) {
      this.written.forget();
      staged.discard();
      throw error;
    }
    if (this.options.prune) {
      profile.during('prune', () => pruneFiles(this.outdir, this.outputFileExtension, names));
    }
  }

  /** A chart may override `toJson` and return anything with values. */
  private manifestsOf(chart: Chart, synthesis: Synthesis): unknown[] {
    return Synthesis.isStockChart(chart)
      ? synthesis.preparedObjectsOf(chart).map((object) => this.tree.writtenManifestOf(object))
      : Object.values(chart.toJson());
  }

  /** @returns the names of all files. */
  private render({ synthesis, charts, selected, staged, profile, progress }: Rendering): Set<string> {
    const yaml = new YamlWriter();
    const names = new Set<string>();
    const file = (name: string, content: string) => {
      names.add(name);
      staged.file(name, content);
    };
    layOut({
      charts,
      selected,
      type: this.yamlOutputType,
      extension: this.outputFileExtension,
      synthesis,
      toYaml: (manifests) => profile.during('yaml', () => yaml.stringify(manifests)),
      onChart: (chart, render) => {
        profile.chart(chart.node.path, render);
        progress.step();
      },
      manifestsOf: (chart) => this.manifestsOf(chart, synthesis),
      isCurrent: (chart, name) => {
        const isCurrent = this.written.isCurrent(chart, name, synthesis.preparedObjectsOf(chart));
        if (isCurrent) {
          names.add(name);
        }
        return isCurrent;
      },
      output: { directory: (name) => staged.directory(name), file },
    });
    if (this.withMetadata) {
      // Stock orders the charts again after rendering them.
      const objects = this.charts.filter((chart) => selected.has(chart)).flatMap((chart) => synthesis.objectsOf(chart));
      file(METADATA_FILE, constructMetadata(objects));
    }
    return names;
  }
}

interface Rendering {
  readonly synthesis: Synthesis;
  readonly charts: Chart[];
  readonly selected: ReadonlySet<Chart>;
  readonly staged: StagedFiles;
  readonly profile: Stopwatch;
  readonly progress: Progress;
}

/** Which construct each object comes from, as cdk8s and its validation plugins note it. */
function constructMetadata(objects: ApiObject[]): string {
  const resources: Record<string, { path: string }> = {};
  for (const object of objects) {
    resources[object.name] = { path: object.node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}
