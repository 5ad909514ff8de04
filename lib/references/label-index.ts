import { isMap } from '../rules/field';

/** Where something stands in the order in which it was added. */
interface Entry<T> {
  readonly position: number;
  readonly item: T;
}

/** Things with labels, by namespace, label key and value, so that a selector looks only at what it may match. */
export class LabelIndex<T> {
  private readonly byPlace = new Map<string, Entry<T>[]>();
  private readonly byKey = new Map<string, Entry<T>[]>();
  private readonly byValue = new Map<string, Entry<T>[]>();
  private size = 0;

  public add(place: string, labels: Readonly<Record<string, unknown>>, item: T): void {
    const entry = { position: this.size++, item };
    push(this.byPlace, place, entry);
    for (const [key, value] of Object.entries(labels)) {
      push(this.byKey, `${place}/${key}`, entry);
      push(this.byValue, `${place}/${key}=${String(value)}`, entry);
    }
  }

  /**
   * What a selector may match, in the order in which it was added: the smallest list that one of its requirements
   * leaves.
   *
   * @param isIgnored whether requirements on a label are left out, because things may have labels that were not added
   */
  public candidates(place: string, selector: unknown, isIgnored: (label: string) => boolean = () => false): T[] {
    let fewest = this.byPlace.get(place) ?? [];
    const consider = (entries: Entry<T>[] = []): void => {
      if (entries.length < fewest.length) fewest = entries;
    };
    if (!isMap(selector)) return [];
    for (const [key, value] of Object.entries(isMap(selector.matchLabels) ? selector.matchLabels : {})) {
      if (!isIgnored(key)) consider(this.byValue.get(`${place}/${key}=${String(value)}`));
    }
    for (const expression of Array.isArray(selector.matchExpressions) ? selector.matchExpressions : []) {
      const { key, operator, values } = isMap(expression) ? expression : {};
      if (typeof key !== 'string' || isIgnored(key)) continue;
      if (operator === 'Exists') consider(this.byKey.get(`${place}/${key}`));
      if (operator === 'In' && Array.isArray(values)) {
        const lists = [...new Set(values.map(String))].map(
          (value) => this.byValue.get(`${place}/${key}=${value}`) ?? [],
        );
        const entries = lists.length === 1 ? lists[0]! : lists.flat().sort((a, b) => a.position - b.position);
        consider(entries);
      }
    }
    return fewest.map(({ item }) => item);
  }
}

/** Adds an item to the list of a key. */
export function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
