import { describeValue } from './describe-value';
import { type FieldPath } from '../equivalence/field-path';
import { itemOf, matchPattern } from './match-pattern';
import { combine, distance, mismatch, type MatchResult } from './match-result';
import { Matcher } from './matcher';

/** A list in which each pattern finds an element of its own, in whatever order. */
export class ArrayWith extends Matcher {
  public constructor(private readonly patterns: readonly unknown[]) {
    super();
  }

  public describe(): string {
    return `a list with ${this.patterns.map(describeValue).join(' and ')}`;
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    if (!Array.isArray(actual)) return mismatch(path, this.describe(), actual, Math.max(1, this.patterns.length));

    const elements = actual as readonly unknown[];
    const tried = this.patterns.map((pattern) => {
      return elements.map((element, i) => matchPattern(pattern, element, itemOf(path, element, i), 'partial'));
    });
    const elementOf = assign(tried);

    return combine(
      this.patterns.map((pattern, p) => {
        const i = elementOf.get(p);
        const found = i === undefined ? undefined : tried[p]?.[i];
        return found ?? this.closest(pattern, tried[p] ?? [], new Set(elementOf.values()), elements, path);
      }),
    );
  }

  /** Why no element will do: how the nearest one that no other pattern needs differs, or that the list has none. */
  private closest(
    pattern: unknown,
    results: readonly MatchResult[],
    taken: ReadonlySet<number>,
    elements: readonly unknown[],
    path: FieldPath,
  ): MatchResult {
    // A scalar is near to nothing: name the list, so that the reader sees what it has instead.
    const isObject = typeof pattern === 'object' && pattern !== null;
    const free = isObject ? results.filter((_, i) => !taken.has(i)) : [];
    const nearest = free.reduce<MatchResult | undefined>((best, each) => {
      return best === undefined || distance(each) < distance(best) ? each : best;
    }, undefined);
    return nearest ?? mismatch(path, `a list with ${describeValue(pattern)}`, elements);
  }
}

/**
 * Gives each pattern an element that it matches and that no other pattern has, for as many patterns as possible
 * (maximum bipartite matching by augmenting paths): a greedy choice could give the only fitting element of one
 * pattern to another that has a choice.
 *
 * @param tried for each pattern its result for each element
 * @returns the element's position by the pattern's
 */
function assign(tried: readonly (readonly MatchResult[])[]): Map<number, number> {
  const elementOf = new Map<number, number>();
  const patternOf = new Map<number, number>();

  const place = (pattern: number, visited: Set<number>): boolean => {
    for (const [element, result] of (tried[pattern] ?? []).entries()) {
      if (result.mismatches.length > 0 || visited.has(element)) continue;
      visited.add(element);
      const holder = patternOf.get(element);
      if (holder === undefined || place(holder, visited)) {
        patternOf.set(element, pattern);
        elementOf.set(pattern, element);
        return true;
      }
    }
    return false;
  };

  tried.forEach((_, pattern) => place(pattern, new Set()));
  return elementOf;
}
