/** What a run did to the output directory. */
export interface WriteSummary {
  readonly written: number;
  /** Files that already had their content, and were not touched. */
  readonly unchanged: number;
}

/**
 * The files of one run. They are written completely under temporary names before any of them gets its own name, so that
 * no reader sees a half-written file and a run that fails changes nothing.
 */
export interface StagedFiles {
  /** Makes a directory, even if it stays empty. */
  directory(name: string): void;

  /** Stages a file. If a name is staged twice, the last content counts. */
  file(name: string, content: string): void;

  /**
   * Gives every file its name.
   *
   * @param onFile called for each file that is done.
   */
  commit(onFile?: () => void): WriteSummary;

  /** Removes all staged files of a run that is not committed, or could not be. */
  discard(): void;
}
