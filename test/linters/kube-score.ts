import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Finding } from './finding';

/** Where install.sh puts it. */
export const KUBE_SCORE = path.resolve(__dirname, '..', '..', '.cache', 'linters', 'kube-score');

/** The grade of a check that found nothing. */
const ALL_OK = 10;

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
  }[];
}

/** What kube-score finds in the manifests of a folder, each file looked at as a whole. */
export function kubeScore(folder: string): Finding[] {
  return fs.readdirSync(folder).flatMap((file) => {
    const { stdout, stderr } = spawnSync(KUBE_SCORE, ['score', '-o', 'json', path.join(folder, file)], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (!stdout.startsWith('[')) {
      throw new Error(`kube-score could not read ${file}: ${stderr}`);
    }
    return (JSON.parse(stdout) as Scored[]).flatMap(({ type_meta, object_meta, checks }) =>
      checks
        .filter(({ grade, skipped }) => !skipped && grade < ALL_OK)
        .map(({ check }) => ({
          rule: `kube-score ${check.id}`,
          object: `${type_meta.kind} ${object_meta.namespace ?? 'default'}/${object_meta.name}`,
        })),
    );
  });
}
