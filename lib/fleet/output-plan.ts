import { type ApiObject, type Chart, Names, YamlOutputType } from 'cdk8s';
import * as path from 'node:path';
import { type OutputFiles } from './file-writer';
import { type Synthesis } from './synthesis';

/** What the output directory will hold. */
export interface OutputPlan {
  /** Made even if nothing is written to them. */
  readonly directories: Set<string>;
  /** By path; of two resources with one path the later stays, as in stock. */
  readonly files: OutputFiles;
}

/** What to lay out, and how. */
export interface OutputRequest {
  /** All charts, in order: a file's number is the place of its chart among them. */
  readonly charts: Chart[];
  readonly selected: ReadonlySet<Chart>;
  readonly type: YamlOutputType;
  readonly extension: string;
  readonly synthesis: Synthesis;
  /** Writes manifests as one YAML stream. */
  readonly toYaml: (manifests: unknown[]) => string;
  /** Told about each chart rendered. */
  readonly onChart: (chart: Chart, render: () => void) => void;
}

/** Renders the selected charts into files, divided in one of the four ways of cdk8s. */
export function planOutput(request: OutputRequest): OutputPlan {
  const { charts, selected, type, extension, synthesis, toYaml, onChart } = request;
  const plan: OutputPlan = { directories: new Set(), files: new Map() };
  const documents: string[] = [];
  charts.forEach((chart, index) => {
    if (!selected.has(chart)) {
      return;
    }
    onChart(chart, () => {
      switch (type) {
        case YamlOutputType.FILE_PER_APP:
          documents.push(...manifests(chart).map((manifest) => toYaml([manifest])));
          break;
        case YamlOutputType.FILE_PER_CHART:
          plan.files.set(outputName(chart, index, synthesis) + extension, toYaml(manifests(chart)));
          break;
        case YamlOutputType.FILE_PER_RESOURCE:
          for (const manifest of manifests(chart)) {
            if (manifest !== undefined) {
              plan.files.set(resourceName(manifest as ApiObject) + extension, toYaml([manifest]));
            }
          }
          break;
        case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
          const folder = outputName(chart, index, synthesis);
          plan.directories.add(folder);
          for (const object of synthesis.objectsOf(chart)) {
            plan.files.set(path.join(folder, resourceName(object) + extension), toYaml([object.toJson()]));
          }
          break;
        }
      }
    });
  });
  if (type === YamlOutputType.FILE_PER_APP && charts.length > 0) {
    plan.files.set(`app${extension}`, documents.join('---\n'));
  }
  return plan;
}

/** A chart may override `toJson` and return anything with values. */
function manifests(chart: Chart): unknown[] {
  return Object.values(chart.toJson());
}

function outputName(chart: Chart, index: number, { dependentCharts }: Synthesis): string {
  const name = Names.toDnsLabel(chart);
  return dependentCharts ? `${index.toString().padStart(4, '0')}-${name}` : name;
}

function resourceName(resource: Pick<ApiObject, 'kind'> & { readonly metadata: { readonly name?: string } }): string {
  return `${resource.kind}.${resource.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
