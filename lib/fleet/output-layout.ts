import { type ApiObject, type Chart, Names, YamlOutputType } from 'cdk8s';
import * as path from 'node:path';
import { type StagedFiles } from './staged-files';
import { type Synthesis } from '../synthesis/synthesis';

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
  /** The manifests of a chart, for a caller that does not change them. */
  readonly manifestsOf: (chart: Chart) => unknown[];
  /** Whether the file of a chart has the content already that it would get. */
  readonly isCurrent: (chart: Chart, file: string) => boolean;
  /** Takes directories and files; of two resources with one path the later stays, as in stock. */
  readonly output: Pick<StagedFiles, 'directory' | 'file'>;
}

/** Renders the selected charts into files, divided in one of the four ways of cdk8s. */
export function layOut(request: OutputRequest): void {
  const { charts, selected, type, extension, synthesis, toYaml, onChart, manifestsOf, isCurrent, output } = request;
  const documents: string[] = [];
  charts.forEach((chart, index) => {
    if (!selected.has(chart)) {
      return;
    }
    onChart(chart, () => {
      switch (type) {
        case YamlOutputType.FILE_PER_APP:
          documents.push(...manifestsOf(chart).map((manifest) => toYaml([manifest])));
          break;
        case YamlOutputType.FILE_PER_CHART: {
          const name = outputName(chart, index, synthesis) + extension;
          if (!isCurrent(chart, name)) {
            output.file(name, toYaml(manifestsOf(chart)));
          }
          break;
        }
        case YamlOutputType.FILE_PER_RESOURCE:
          for (const manifest of manifestsOf(chart)) {
            if (manifest !== undefined) {
              output.file(resourceName(manifest as ApiObject) + extension, toYaml([manifest]));
            }
          }
          break;
        case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
          const folder = outputName(chart, index, synthesis);
          output.directory(folder);
          for (const object of synthesis.objectsOf(chart)) {
            output.file(path.join(folder, resourceName(object) + extension), toYaml([object.toJson()]));
          }
          break;
        }
      }
    });
  });
  if (type === YamlOutputType.FILE_PER_APP && charts.length > 0) {
    output.file(`app${extension}`, documents.join('---\n'));
  }
}

function outputName(chart: Chart, index: number, { dependentCharts }: Synthesis): string {
  const name = Names.toDnsLabel(chart);
  return dependentCharts ? `${index.toString().padStart(4, '0')}-${name}` : name;
}

function resourceName(resource: Pick<ApiObject, 'kind'> & { readonly metadata: { readonly name?: string } }): string {
  return `${resource.kind}.${resource.metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}
