import * as fs from 'node:fs';
import * as path from 'node:path';

/** Where cdk8s records which construct each object comes from. */
export const METADATA_FILE = 'construct-metadata.json';

/** Temporary files, and temporary directories beside the output directory. */
const TEMPORARY_FILE = /^\.fleet-\d+-\d+\.tmp$/;
const TEMPORARY_DIRECTORY = /^\.fleet-\d+\.tmp$/;

/**
 * Removes what earlier runs left: files with the output extension and construct metadata that are not among `keep`,
 * temporary files of runs that were killed, and directories that this empties.
 *
 * @param keep paths relative to `outdir`.
 * @returns what was removed, relative to `outdir`.
 */
export function pruneFiles(outdir: string, extension: string, keep: ReadonlySet<string>): string[] {
  const removed: string[] = [];
  const kept = new Set([...keep].map((name) => path.normalize(name)));
  const visit = (directory: string) => {
    for (const entry of fs.readdirSync(path.join(outdir, directory), { withFileTypes: true })) {
      const name = path.join(directory, entry.name);
      if (entry.isDirectory()) {
        const before = removed.length;
        visit(name);
        if (removed.length > before && fs.readdirSync(path.join(outdir, name)).length === 0) {
          fs.rmdirSync(path.join(outdir, name));
        }
      } else if (
        entry.isFile() &&
        !kept.has(name) &&
        (entry.name.endsWith(extension) || name === METADATA_FILE || TEMPORARY_FILE.test(entry.name))
      ) {
        fs.unlinkSync(path.join(outdir, name));
        removed.push(name);
      }
    }
  };
  visit('');
  return [...removed, ...pruneTemporaryDirectories(path.resolve(outdir))];
}

function pruneTemporaryDirectories(outdir: string): string[] {
  const { dir, base } = path.parse(outdir);
  const staged = fs
    .readdirSync(dir)
    .filter((name) => base !== '' && name.startsWith(base) && TEMPORARY_DIRECTORY.test(name.slice(base.length)));
  for (const name of staged) {
    fs.rmSync(path.join(dir, name), { recursive: true, force: true });
  }
  return staged.map((name) => path.join('..', name));
}
