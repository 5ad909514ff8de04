import * as fs from 'node:fs';
import { type Drafts, type WriteSummary } from './drafts';
import { ExistingDirectory } from './existing-directory';
import { NewDirectory } from './new-directory';

/**
 * Starts a run.
 *
 * @param outdir the output directory. Where there is none yet it appears as a whole, with one change of name; in one
 * that exists each file is replaced for itself, and left alone if it has its content already.
 */
export function openDrafts(outdir: string): Drafts {
  return fs.existsSync(outdir) ? new ExistingDirectory(outdir) : new NewDirectory(outdir);
}

/** Files to be, by path relative to the output directory. */
export type OutputFiles = Map<string, string>;

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
  onFile?: () => void,
): WriteSummary {
  const drafts = openDrafts(outdir);
  try {
    for (const directory of directories) {
      drafts.directory(directory);
    }
    for (const [name, content] of files) {
      drafts.file(name, content);
    }
    return drafts.commit(onFile);
  } catch (error) {
    drafts.abandon();
    throw error;
  }
}
