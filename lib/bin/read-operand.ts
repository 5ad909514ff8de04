import { type Manifest } from '../testing/equivalence/manifest';
import { divideBytes, MOST_BYTES, readFiles } from '../testing/equivalence/read-files';
import { type TextDocument } from '../testing/equivalence/text-document';
import { type Terminal } from './terminal';

/**
 * The manifests that an operand names: a file, a folder of files, or standard input for `-`.
 *
 * Warns of each Helm chart below a folder, which is left out.
 *
 * @throws ManifestError when the operand cannot be read or holds something else
 */
export async function readOperand(operand: string, terminal: Terminal): Promise<Manifest[]> {
  return (await divideOperand(operand, terminal)).flatMap((document) => document.manifests());
}

/** The documents that an operand names, which are not read yet. */
export async function divideOperand(operand: string, terminal: Terminal): Promise<TextDocument[]> {
  if (operand !== '-') {
    return readFiles(operand, (chart) =>
      terminal.warn(`cdk8s-patterns: ${chart}: a Helm chart, skipped; render it with helm template\n`),
    );
  }

  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of terminal.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    // Enough to be refused: standard input may have no end.
    if (size > MOST_BYTES) break;
  }
  return divideBytes(Buffer.concat(chunks), { file: 'stdin' });
}
