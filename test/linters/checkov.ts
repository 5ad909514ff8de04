import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { type Finding } from './finding';

/** Where install.sh puts it. */
export const CHECKOV = path.resolve(__dirname, '..', '..', '.cache', 'linters', 'checkov', 'bin', 'checkov');

interface Report {
  readonly summary: { readonly parsing_errors: number; readonly passed: number };
  readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[] };
}

/** What Checkov finds in the manifests of a folder. */
export function checkov(folder: string): Finding[] {
  const args = ['-d', folder, '--framework', 'kubernetes', '--compact', '--quiet', '-o', 'json', '--skip-download'];
  const output = execFileSync(CHECKOV, [...args, '--soft-fail'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { summary, results } = JSON.parse(output) as Report;
  if (summary.parsing_errors > 0 || summary.passed === 0) {
    throw new Error(`checkov could not read the manifests in ${folder}: ${JSON.stringify(summary)}`);
  }
  return results.failed_checks.map(({ check_id, resource }) => {
    const [kind, namespace, ...name] = resource.split('.');
    return { rule: `checkov ${check_id}`, object: `${kind} ${namespace}/${name.join('.')}` };
  });
}
