/** Where in a text something is. Lines and columns count from 1. */
export interface Position {
  file?: string;
  line?: number;
  column?: number;
}

/**
 * Input that is not Kubernetes manifests: broken YAML, a missing kind, a value of a type the API server rejects.
 * The message is one line that begins with `file:line:column` where those are known.
 */
export class ManifestError extends Error {
  public readonly file?: string;
  public readonly line?: number;
  public readonly column?: number;
  /** The message without the position. */
  public readonly problem: string;

  /** Every error of the input, where there are several. */
  public all?: readonly ManifestError[];

  public constructor(problem: string, position: Position = {}) {
    const oneLine = problem.replace(/\s+/g, ' ').trim();
    const place = [position.file, position.line, position.line === undefined ? undefined : position.column]
      .filter((part) => part !== undefined)
      .join(':');
    const lead = position.file === undefined && place !== '' ? `line ${place}` : place;
    super(lead === '' ? oneLine : `${lead}: ${oneLine}`);
    this.name = 'ManifestError';
    this.problem = oneLine;
    this.file = position.file;
    this.line = position.line;
    this.column = position.column;
  }

  /** One error for several: the first, which holds all of them. */
  public static all(problems: readonly ManifestError[]): ManifestError {
    const [first, ...more] = problems;
    if (first === undefined) throw new Error('no problem given');
    if (more.length === 0) return first;
    const error = new ManifestError(`${first.problem} (and ${more.length} more)`, first);
    error.all = problems;
    return error;
  }
}
