/**
 * How many pods of a Job run, and when it is done.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#parallel-jobs
 */
export class JobPattern {
  /** One pod, once. */
  public static oneShot(): JobPattern {
    return new JobPattern(undefined, undefined);
  }

  /**
   * So many pods must succeed, so many run at a time.
   *
   * @param completions pods that must succeed, at least 1
   * @param parallelism pods at a time; by default 1
   */
  public static fixedCompletions(completions: number, parallelism?: number): JobPattern {
    return new JobPattern(completions, parallelism);
  }

  /** So many pods work on a queue that is theirs to know; done when one has succeeded and all have ended. */
  public static workQueue(parallelism: number): JobPattern {
    return new JobPattern(undefined, parallelism);
  }

  /**
   * So many pods must succeed, each with a number of its own from 0, which the container finds in JOB_COMPLETION_INDEX.
   *
   * @param completions pods that must succeed, at least 1
   * @param parallelism pods at a time; by default 1
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
   */
  public static indexed(completions: number, parallelism?: number): JobPattern {
    return new JobPattern(completions, parallelism, 'Indexed');
  }

  private constructor(
    /** Pods that must succeed; none for a work queue. */
    public readonly completions: number | undefined,
    /** Pods at a time. */
    public readonly parallelism: number | undefined,
    /** `Indexed` for pods with a number, else absent. */
    public readonly completionMode?: string,
  ) {}
}
