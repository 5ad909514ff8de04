import * as fs from 'node:fs';
import * as path from 'node:path';

/** What a run did to the output directory. */
export interface WriteSummary {
  readonly written: number;
  /** Files that already had their content, and were left alone. */
  readonly unchanged: number;
}

/** Files to be, by path relative to the output directory. */
export type OutputFiles = Map<string, string>;

const TEMPORARY = /^\.fleet-\d+-\d+\.tmp$/;

/**
 * Writes files so that no reader ever sees one half written: each is complete under another name before it takes its
 * own. A file that has its content already is not touched, so that build tools see no change.
 *
 * @param directories made even if they stay empty, relative to `outdir`.
 */
export function writeFiles(
  outdir: string,
  directories: Iterable<string>,
  files: OutputFiles,
  onFile: () => void = () => {},
): WriteSummary {
  fs.mkdirSync(outdir, { recursive: true });
  for (const directory of directories) {
    fs.mkdirSync(path.join(outdir, directory), { recursive: true });
  }
  const listings = new Map<string, Set<string>>();
  let written = 0;
  for (const [name, content] of files) {
    // Strings, not path.join: for thousands of files that costs as much as making their YAML.
    const target = outdir + path.sep + name;
    const directory = folderOf(target);
    let listing = listings.get(directory);
    if (!listing) {
      listing = new Set(fs.existsSync(directory) ? fs.readdirSync(directory) : []);
      listings.set(directory, listing);
    }
    const temporary = `.fleet-${process.pid}-${written}.tmp`;
    if (!listing.has(target.slice(directory.length))) {
      replace(target, content, temporary);
      written++;
    } else if (overwrite(target, content, temporary)) {
      written++;
    }
    onFile();
  }
  return { written, unchanged: files.size - written };
}

/**
 * Writes over something that exists: a link stays a link, permissions stay, and what is no file is written to.
 *
 * @returns whether that changed anything.
 */
function overwrite(target: string, content: string, temporary: string): boolean {
  const status = fs.statSync(target, { throwIfNoEntry: false }); // none: a link to nothing
  if (!status?.isFile()) {
    fs.writeFileSync(target, content);
    return true;
  }
  if (fs.readFileSync(target).equals(Buffer.from(content))) {
    return false;
  }
  replace(fs.realpathSync(target), content, temporary, status.mode & 0o7777);
  return true;
}

/** Up to and including the last separator. */
function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf(path.sep)) + 1);
}

function replace(target: string, content: string, temporary: string, mode?: number): void {
  const draft = folderOf(target) + temporary;
  try {
    fs.writeFileSync(draft, content);
    if (mode !== undefined) {
      fs.chmodSync(draft, mode);
    }
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * Removes what earlier runs left: files with the output extension and construct metadata that are not among `keep`,
 * drafts of a run that was killed, and directories that this empties.
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
        (entry.name.endsWith(extension) || name === METADATA_FILE || TEMPORARY.test(entry.name))
      ) {
        fs.unlinkSync(path.join(outdir, name));
        removed.push(name);
      }
    }
  };
  visit('');
  return removed;
}

/** Where cdk8s records which construct each object comes from. */
export const METADATA_FILE = 'construct-metadata.json';
