import { isMap } from '../rules/field';
import { push } from './label-index';

/** Selectors by namespace and one label that they require, so that labels look only at what may select them. */
export class SelectorIndex<T> {
  private readonly byLabel = new Map<string, T[]>();
  private readonly positions = new Map<T, number>();

  public add(place: string, selector: unknown, item: T): void {
    this.positions.set(item, this.positions.size);
    const labels = isMap(selector) && isMap(selector.matchLabels) ? Object.entries(selector.matchLabels) : [];
    const [first] = labels;
    push(this.byLabel, first === undefined ? place : `${place}/${first[0]}=${String(first[1])}`, item);
  }

  /** What may select one of several sets of labels, in the order in which it was added. */
  public candidates(place: string, sets: readonly Readonly<Record<string, unknown>>[]): T[] {
    const keys = new Set([place]);
    for (const labels of sets) {
      for (const [key, value] of Object.entries(labels)) keys.add(`${place}/${key}=${String(value)}`);
    }
    const found = [...keys].flatMap((key) => this.byLabel.get(key) ?? []);
    return found.sort((a, b) => this.positions.get(a)! - this.positions.get(b)!);
  }
}
