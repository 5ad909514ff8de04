import * as fs from 'node:fs';
import { type StagedFiles, type WriteSummary } from './staged-files';
import { ExistingDirectory } from './existing-directory';
import { NewDirectory } from './new-directory';

/**
 * Starts to stage the files of a run.
 *
 * @param outdir the output directory. If it does not exist, it appears complete, by one rename. If it exists, its files are
 * replaced one by one, and those that would not change are not touched.
 */
export function stageFiles(outdir: string): StagedFiles {
  return fs.existsSync(outdir) ? new ExistingDirectory(outdir) : new NewDirectory(outdir);
}

/** Contents of files by path relative to the output directory. */
export type OutputFiles = Map<string, string>;

/**
 * Writes files so that no reader sees a half-written one. A file that would not change is not touched, so that build
 * tools see no change.
 *
 * @param directories directories to make even if they stay empty, relative to `outdir`.
 */
export function writeFiles(
  outdir: string,
  directories: Iterable<string>,
  files: OutputFiles,
  onFile?: () => void,
): WriteSummary {
  const staged = stageFiles(outdir);
  try {
    for (const directory of directories) {
      staged.directory(directory);
    }
    for (const [name, content] of files) {
      staged.file(name, content);
    }
    return staged.commit(onFile);
  } catch (error) {
    staged.discard();
    throw error;
  }
}
