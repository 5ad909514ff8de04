/** What a command sees of the process that runs it, so that tests can run it in theirs. */
export interface Terminal {
  /** Standard input. */
  readonly stdin: AsyncIterable<Uint8Array>;

  /** Writes to standard output, where the verdict goes. */
  write(text: string): void;

  /** Writes to standard error, where everything else goes. */
  warn(text: string): void;

  /** Whether standard output shows ANSI colours. */
  readonly color: boolean;
}
