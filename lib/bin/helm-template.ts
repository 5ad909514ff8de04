import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Manifest } from '../testing/equivalence/manifest';
import { parse } from '../testing/equivalence/parse';
import { CommandError } from './command-error';

/** Bytes that Helm may print: more than the largest chart of public repositories renders to. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** Whether an operand is the folder of a Helm chart. */
export function isChart(operand: string): boolean {
  return existsSync(join(operand, 'Chart.yaml'));
}

/**
 * The manifests to which Helm renders a chart with a values file. The release has the chart folder's name.
 *
 * @throws CommandError when there is no `helm`, or it cannot render the chart
 */
export function helmTemplate(chart: string, values: string): Manifest[] {
  const args = ['template', basename(resolve(chart)), chart, '--values', values];
  const { error, status, stdout, stderr } = spawnSync('helm', args, { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') {
    throw new CommandError('--values needs helm, which is not in PATH; render the chart and use --rendering NAME=FILE');
  }
  if (error !== undefined || status !== 0) {
    throw new CommandError(`helm ${args.join(' ')} failed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  }
  return parse(stdout, { file: `helm ${args.join(' ')}` });
}
