/** Somewhere to show progress: `process.stderr`, or a fake of it. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Runs shorter than this show nothing, in milliseconds. */
const PATIENCE = 1000;

/** Between two states of the line, in milliseconds. */
const INTERVAL = 100;

/** One line that counts charts and files while a run takes longer than a second, and goes away when it is over. */
export class Progress {
  private readonly started: number;
  private next: number;
  private shown = false;
  private stage = '';
  private total = 0;
  private done = 0;
  private stageStarted = 0;

  /** @param enabled false for a terminal that nobody watches. */
  public constructor(
    private readonly terminal: Terminal,
    private readonly enabled: boolean,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.started = clock();
    this.next = this.started + PATIENCE;
  }

  /** Whether somebody watches standard error: a terminal, and no continuous integration. */
  public static isWatched(terminal: Terminal, env: NodeJS.ProcessEnv): boolean {
    return terminal.isTTY === true && (env.CI ?? 'false') === 'false';
  }

  /** Starts to count something, `charts` or `files`. */
  public begin(stage: string, total: number): void {
    this.stage = stage;
    this.total = total;
    this.done = 0;
    this.stageStarted = this.clock();
  }

  /** One more is done. */
  public step(): void {
    this.done++;
    if (!this.enabled) {
      return;
    }
    const now = this.clock();
    if (now >= this.next) {
      this.next = now + INTERVAL;
      this.shown = true;
      const rate = Math.round((1000 * this.done) / Math.max(1, now - this.stageStarted));
      this.terminal.write(`\r\x1b[K${this.stage} ${this.done}/${this.total} (${rate}/s)`);
    }
  }

  /** Takes the line away. */
  public end(): void {
    if (this.shown) {
      this.terminal.write('\r\x1b[K');
      this.shown = false;
    }
  }
}
