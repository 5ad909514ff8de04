/** What was counted for the edits of one kind. */
export class TruthRow {
  /** Edits that the server accepts, and of these those that the rules refuse on purpose, or by mistake. */
  public accepted = 0;
  public stricter = 0;
  public falseRefusals = 0;

  /** Edits that the server refuses, and of these those that the rules refuse. */
  public refused = 0;
  public foretold = 0;

  /** Accepted edits by what they change in the stored object. */
  public same = 0;
  public reordered = 0;
  public different = 0;

  /** Accepted edits that change the stored object, and are called the same. */
  public wrongSame = 0;

  /** Accepted edits that do not change the stored object, and are not called the same. */
  public falseAlarms = 0;

  /** Comparisons of a manifest with its stored form, and those that are not called the same. */
  public live = 0;
  public falseAlarmsLive = 0;

  /** Comparisons that differ in a field which the server leaves out, because its feature gate is off. */
  public dropped = 0;

  /** The share of refusals that the rules foretell. */
  public get recall(): number {
    return this.refused === 0 ? 1 : this.foretold / this.refused;
  }

  /** The share of false alarms among the comparisons of what is stored alike. */
  public get alarmShare(): number {
    const comparisons = this.same + this.live;
    return comparisons === 0 ? 0 : (this.falseAlarms + this.falseAlarmsLive) / comparisons;
  }

  public add(other: TruthRow): void {
    for (const name of COUNTS) this[name] += other[name];
  }
}

const COUNTS = [
  ...(['accepted', 'stricter', 'falseRefusals', 'refused', 'foretold', 'same', 'reordered', 'different'] as const),
  ...(['wrongSame', 'falseAlarms', 'live', 'falseAlarmsLive', 'dropped'] as const),
];
