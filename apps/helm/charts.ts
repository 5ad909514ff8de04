import { join } from 'node:path';
import { type HelmChart } from '../../lib';
import { profileSyncChart } from './profile-sync';
import { tksContractChart } from './tks-contract';
import { todoListChart } from './todo-list';
import { TodoListVersion } from '../todo-list/versions';

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
