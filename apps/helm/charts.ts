import { join } from 'node:path';
import { type HelmChart } from '../../lib/helm';
import { TodoListVersion } from '../todo-list/versions';
import { profileSyncChart } from './profile-sync';
import { tksContractChart } from './tks-contract';
import { todoListChart } from './todo-list';
import { TODO_LIST_ENVIRONMENTS } from './todo-list-environments';

/** The documented Helm charts, each in its folder below another. */
export function helmCharts(folder: string): HelmChart[] {
  return [
    profileSyncChart(join(folder, 'profile-sync')),
    tksContractChart(join(folder, 'tks-contract')),
    ...[TodoListVersion.V1, TodoListVersion.V2, TodoListVersion.V3, TodoListVersion.V4].map((version) =>
      todoListChart(version, join(folder, `todo-list-v${version}`)),
    ),
  ];
}

/** Writes the documented Helm charts, and todo-list as plain YAML for two environments from the same tree. */
export function writeHelmCharts(folder: string): void {
  for (const chart of helmCharts(join(folder, 'helm'))) chart.synth();
  todoListChart(TodoListVersion.V3, folder).writeEnvironments(folder, TODO_LIST_ENVIRONMENTS);
}
