import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Names } from 'cdk8s';
import { writeFiles } from '../fleet/stage-files';
import { YamlWriter } from '../fleet/yaml-writer';
import { HookEngine } from '../lifecycle/hook';
import { ExternalResources } from '../references/external-resources';
import { type Scope } from './binding';
import { type HelmChartMetadata } from './chart-props';
import { chartReadme } from './chart-readme';
import { readObjects, validateTree } from './chart-reader';
import { type ReadObject } from './read-object';
import { chartYaml, metadataProblems } from './chart-yaml';
import { explainTokens } from './explain-tokens';
import { mergeValues } from './merge-values';
import { type HelmFinding, type HelmRule } from './helm-finding';
import { HelmValues } from './helm-values';
import { hookFindings } from './hook-checks';
import { checkedObject } from './hook-object';
import { releaseFindings } from './release-checks';
import { RELEASE_NAME_LENGTH, releaseNameLengthProblems, releaseNameTemplate } from './release-name';
import { objectForEngine } from './hook-output';
import { notesText } from './notes';
import { type PlainOptions, scopeOf } from './plain-options';
import { tokenOf } from '../tokens/find-tokens';
import { type Token } from '../tokens/token';
import { type FileTexts, tarGz } from './tar';
import { templateFiles } from './template-file';
import { type MapNode, type TemplateObject } from './template-node';
import { templatePlain, templateSample } from './template-plain';
import { templateYaml } from './template-yaml';
import { type JsonObject } from '../kubernetes/json';
import { valuesSchema } from './values-schema';
import { valuesYaml } from './values-yaml';
import { checkOptions } from '../props/check-props';

const HELM_IGNORE = ['.DS_Store', '.git/', '.gitignore', '*.swp', '*.bak', '*.tmp', '*.orig', '*~', '*.tgz', ''].join(
  '\n',
);

/** A release name and a namespace that no chart contains. A name that contains them follows the release. */
const OTHER_RELEASE = 'other-release';
const SAMPLE_NAMESPACE = 'release-namespace';

/** Metadata of the chart and the folder for its files. */
export interface HelmChartProps extends HelmChartMetadata {
  /** What Helm prints after an installation. Tokens may stand in it. @default - no NOTES.txt */
  readonly notes?: string;
  /** The values, when they were declared before the chart. @default - new ones */
  readonly values?: HelmValues;
  /**
   * Longest name of a release, 1 to 53 characters: names that hold the release's must not become too long. A longer one
   * fails when the chart is rendered, and in the plain output. @default 53
   */
  readonly maxReleaseNameLength?: number;
  /** Rules whose findings do not keep the chart from being written. @default - none */
  readonly accept?: HelmRule[];
  /** Folder that {@link HelmChart.synth} writes the chart into. @default - helm/<name> in cdk8s' output folder, dist */
  readonly outdir?: string;
}

/** The plain output of one cdk8s chart. */
export interface PlainChart {
  /** Name of the file without its extension. */
  readonly name: string;
  /** The manifests of the file, in their order. */
  readonly objects: unknown[];
}

/**
 * A cdk8s app with two outputs: a Helm chart whose values a deployer can set, and plain YAML for any number of
 * environments. Its children are ordinary cdk8s charts that take tokens from {@link values} instead of strings and
 * numbers.
 *
 * @throws Error when the name or the version is not what Helm accepts
 */
export class HelmChart extends App {
  /** The values of the chart. */
  public readonly values: HelmValues;
  /** What Chart.yaml says. */
  public readonly metadata: HelmChartMetadata;

  private readonly notes: string | undefined;
  private readonly accepted: readonly HelmRule[];
  private readonly maxReleaseNameLength: number;
  private reading: ReadObject[] | undefined;

  public constructor(props: HelmChartProps) {
    checkOptions('HelmChart', 'HelmChartProps', props);
    super({ outdir: props.outdir ?? join(process.env.CDK8S_OUTDIR ?? 'dist', 'helm', props.name) });
    const { notes, values, accept, maxReleaseNameLength = RELEASE_NAME_LENGTH, ...metadata } = props;
    const problems = [...metadataProblems(metadata), ...releaseNameLengthProblems(maxReleaseNameLength)];
    if (problems.length > 0) throw new Error(problems.join('\n'));
    this.metadata = metadata;
    this.notes = notes;
    this.accepted = accept ?? [];
    this.maxReleaseNameLength = maxReleaseNameLength;
    this.values = values ?? new HelmValues();
    ExternalResources.of(this)._addSource((kind, name) =>
      kind === 'Secret' ? this.values._keysOfSecret(name) : undefined,
    );
  }

  /**
   * Builds a part of the tree. Errors thrown in it name tokens instead of quoting their sentinels: a validation that
   * compares a token, as those of cdk8s-plus do, knows only the sentinel.
   */
  public compose(build: () => void): void {
    try {
      build();
    } catch (error) {
      throw new Error(explainTokens(error instanceof Error ? error.message : String(error)), { cause: error });
    }
  }

  /** Writes the chart to `outdir`. The same as {@link write}. */
  public override synth(): void {
    this.write(this.outdir);
  }

  /** The plain YAML with the defaults. */
  public override synthYaml(): string {
    return new YamlWriter().stringify(this.plain().flatMap((chart) => chart.objects));
  }

  /**
   * Empties a folder and writes the chart to it.
   *
   * @throws Error with everything that is wrong in the tree, and what {@link check} refuses
   */
  public write(directory: string): void {
    const files = this.soundFiles();
    rmSync(directory, { recursive: true, force: true });
    writeFiles(directory, Object.keys(files).map(dirname), new Map(Object.entries(files)));
  }

  /**
   * Writes the chart as an archive, `<name>-<version>.tgz`, as `helm package` does. The same chart gives the same
   * bytes.
   *
   * @returns the path of the archive
   */
  public package(directory: string): string {
    const { name, version } = this.metadata;
    const files = Object.entries(this.soundFiles()).map(([path, text]) => [`${name}/${path}`, text]);
    const archive = join(directory, `${name}-${version}.tgz`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(archive, tarGz(Object.fromEntries(files) as FileTexts));
    return archive;
  }

  /** The files of the chart by their path in it. */
  public files(): FileTexts {
    const objects = this.read();
    const subcharts = this.subchartValues();
    const paths = templateFiles(objects);
    const namespace = tokenOf(this.values.release.namespace);
    const templates = objects
      .map(({ object }): [string, string] => [
        paths.get(object) ?? '',
        templateYaml(withoutNamespace(object, namespace)),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      'Chart.yaml': chartYaml(this.metadata),
      'values.yaml': valuesYaml(this.values, subcharts),
      'values.schema.json': schemaText(valuesSchema(this.values, this.metadata.name, Object.keys(subcharts))),
      'README.md': chartReadme(this.metadata, this.values),
      '.helmignore': HELM_IGNORE,
      ...(this.maxReleaseNameLength === RELEASE_NAME_LENGTH
        ? {}
        : { 'templates/release-name.yaml': releaseNameTemplate(this.maxReleaseNameLength) }),
      ...(this.notes === undefined ? {} : { 'templates/NOTES.txt': notesText(this.notes) }),
      ...Object.fromEntries(templates),
    };
  }

  /**
   * The same tree as plain objects, one list for each cdk8s chart.
   *
   * @throws Error naming each override that is unknown or breaks the rules of its value, and everything that the
   * validations of the tree find wrong with the values of this environment
   */
  public plain(options: PlainOptions = {}): PlainChart[] {
    const scope = this.scope(options);
    return this.values._within(scope, () => {
      validateTree(this);
      const objects = this.read();
      const charts = [...new Set(objects.map(({ chart }) => chart))];
      return charts.map((chart) => ({
        name: Names.toDnsLabel(chart),
        objects: objects
          .filter((o) => o.chart === chart)
          .flatMap(({ object }) => templatePlain(object, scope))
          .map((json) => objectForEngine(json, options.hooks ?? HookEngine.HELM))
          .filter((json) => json !== undefined),
      }));
    });
  }

  /** Writes the plain output of an environment into a folder, one file for each cdk8s chart. */
  public writePlain(directory: string, options: PlainOptions = {}): void {
    this.writeCharts(directory, this.plain(options));
  }

  /**
   * Writes the plain output of several environments, each into a folder of its name.
   *
   * @throws Error with what is wrong in any of them, before anything is written
   */
  public writeEnvironments(directory: string, environments: { readonly [name: string]: PlainOptions }): void {
    const rendered = new Map<string, PlainChart[]>();
    const problems: string[] = [];
    for (const [name, options] of Object.entries(environments)) {
      try {
        rendered.set(name, this.plain(options));
      } catch (error) {
        problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
    for (const [name, charts] of rendered) this.writeCharts(join(directory, name), charts);
  }

  /**
   * Checks for mistakes that Helm does not report, or reports only in the cluster: hooks out of order, names that two
   * releases share, passwords in plain text. A refused finding prevents writing the chart unless its rule is accepted.
   */
  public check(): HelmFinding[] {
    const scope = sampleScope(this.scopeWithExamples(), this.metadata.name);
    const other = sampleScope(scope, OTHER_RELEASE);
    const objects = this.read().map(({ object }) =>
      checkedObject(object.path, templateSample(object, scope), templateSample(object, other)),
    );
    const { name, namespace } = scope.release;
    const release = { name, otherName: OTHER_RELEASE, namespace, maxLength: this.maxReleaseNameLength };
    return [...hookFindings(objects), ...releaseFindings(objects, release)];
  }

  /** Returns the files of a chart without refused findings. Reads the tree once, for the check and for the files. */
  private soundFiles(): FileTexts {
    this.reading = this.read();
    try {
      const refused = this.check().filter((f) => f.refused && !this.accepted.includes(f.rule));
      if (refused.length > 0) {
        throw new Error(refused.map((f) => `${f.path}: ${f.message} (${f.rule})`).join('\n'));
      }
      return this.files();
    } finally {
      this.reading = undefined;
    }
  }

  private writeCharts(directory: string, charts: readonly PlainChart[]): void {
    const yaml = new YamlWriter();
    const files = charts.map(({ name, objects }) => [`${name}${this.outputFileExtension}`, yaml.stringify(objects)]);
    writeFiles(directory, [], new Map(files as [string, string][]));
  }

  /** The examples stand for the values that the deployer must set. */
  private scopeWithExamples(): Scope {
    const { name, version, appVersion } = this.metadata;
    return {
      values: mergeValues(this.values.examples, this.values.defaults),
      release: { name, namespace: SAMPLE_NAMESPACE, revision: 1, isUpgrade: false },
      chart: { name, version, appVersion: appVersion ?? '' },
      items: new Map(),
    };
  }

  private read(): ReadObject[] {
    return this.reading ?? readObjects(this, this.values._directives, this.metadata.name);
  }

  private scope(options: PlainOptions): Scope {
    const { name, version, appVersion } = this.metadata;
    const chart = { name, version, appVersion: appVersion ?? '' };
    const extraKeys = ['global', 'enabled', 'tags', ...Object.keys(this.subchartValues())];
    return scopeOf(this.values, chart, options, { extraKeys, maxReleaseNameLength: this.maxReleaseNameLength });
  }

  private subchartValues(): JsonObject {
    const dependencies = this.metadata.dependencies ?? [];
    return Object.fromEntries(dependencies.map((d) => [d.alias ?? d.name, d.values ?? {}]));
  }
}

function sampleScope(scope: Scope, name: string): Scope {
  return { ...scope, release: { ...scope.release, name } };
}

/** Helm sets the namespace of the release itself, and the chart must not contradict `--namespace`. */
function withoutNamespace(object: TemplateObject, namespace: Token | undefined): TemplateObject {
  const entries = object.root.entries.map((entry) => {
    if (entry.key !== 'metadata' || entry.node.kind !== 'map') return entry;
    const node: MapNode = {
      kind: 'map',
      entries: entry.node.entries.filter(
        (e) => e.key !== 'namespace' || e.node.kind !== 'value' || e.node.token !== namespace,
      ),
    };
    return { ...entry, node };
  });
  return { ...object, root: { kind: 'map', entries } };
}

/** JSON with escaped control characters, which editors may drop. */
function schemaText(schema: JsonObject): string {
  const text = JSON.stringify(schema, undefined, 2);
  return `${text.replace(/[\u007f-\u009f\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
