/** Gives out the numbers from 0 to a limit. A released number is given out again when no new one is left. */
export class Slots {
  private next = 0;
  private readonly released: number[] = [];

  public constructor(private readonly limit: number) {}

  /**
   * Takes a number.
   *
   * @throws Error when all are in use
   */
  public take(): number {
    const slot = this.next < this.limit ? this.next++ : this.released.pop();
    if (slot === undefined) {
      throw new Error(`too many number tokens: at most ${this.limit} can be in use at the same time`);
    }
    return slot;
  }

  /** Releases a number. */
  public release(slot: number): void {
    this.released.push(slot);
  }
}
