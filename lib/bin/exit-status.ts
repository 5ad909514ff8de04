/** What the command line ends with. */
export enum ExitStatus {
  /** The sides are equivalent, or what was asked for was printed. */
  EQUIVALENT = 0,

  /** The sides differ. */
  DIFFERENT = 1,

  /** There is no verdict: the input or the command is wrong. */
  REFUSED = 2,
}
