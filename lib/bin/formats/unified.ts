import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import { type Manifest } from '../../testing/equivalence/manifest';
import { type Pair } from '../../testing/equivalence/pair';
import { printable } from '../../testing/printable';

/** A unified diff of the objects as they are compared, each in a file of its own, as `kubectl diff` prints it. */
export function unifiedDiff(pairs: readonly Pair[]): string {
  return pairs
    .map(({ actual, expected }) => {
      const [before, after] = [yamlOf(actual), yamlOf(expected)];
      if (before === after) return '';
      const name = fileName((expected ?? actual) as Manifest);
      const [from, to] = [actual ? `actual/${name}` : '/dev/null', expected ? `expected/${name}` : '/dev/null'];
      return createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, '');
    })
    .join('');
}

function yamlOf(manifest: Manifest | undefined): string {
  return manifest === undefined
    ? ''
    : printable(
        stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1', sortMapEntries: true }),
      );
}

/** As kubectl names the files: group, version, kind, namespace and name. */
function fileName({ apiVersion, kind, metadata }: Manifest): string {
  const parts = [apiVersion.replace('/', '.'), kind, metadata?.namespace, metadata?.name];
  return printable(parts.filter((part) => part !== undefined && part !== '').join('.'));
}
