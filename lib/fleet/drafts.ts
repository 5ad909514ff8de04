/** What a run did to the output directory. */
export interface WriteSummary {
  readonly written: number;
  /** Files that already had their content, and were left alone. */
  readonly unchanged: number;
}

/**
 * The files of one run, complete under other names until all of them take their own: no reader ever sees one half
 * written, and a run that fails leaves nothing.
 */
export interface Drafts {
  /** Makes a directory, even if it stays empty. */
  directory(name: string): void;

  /** Drafts a file; the last content of a name is the one that counts. */
  file(name: string, content: string): void;

  /**
   * Gives every file its place.
   *
   * @param onFile called for each that is done.
   */
  commit(onFile?: () => void): WriteSummary;

  /** Removes every draft of a run that is not committed, or could not be. */
  abandon(): void;
}
