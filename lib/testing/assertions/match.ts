import { type FieldPath } from '../equivalence/field-path';
import { type Json } from '../equivalence/manifest';
import { canonicalQuantity } from '../equivalence/quantity';
import { ArrayWith } from './array-with';
import { describeValue } from './describe-value';
import { globToRegExp } from './glob';
import { matchPattern } from './match-pattern';
import { MATCHED, mismatch, type MatchResult } from './match-result';
import { Matcher } from './matcher';

/**
 * Conditions for the patterns of `Manifests`.
 *
 * A pattern without any is partial: an object may have more members than its pattern names, at every depth. Lists
 * must have the same length and order, scalars must be equal. Matchers of Jest and Vitest
 * (`expect.stringContaining(…)`) work as well.
 */
export class Match {
  /** An object with at least these members; what a plain object in a pattern means, to return to it below `exact`. */
  public static objectLike(pattern: Readonly<Record<string, unknown>>): Matcher {
    return new Literal(pattern, 'partial');
  }

  /** Exactly this value: objects below it have no members that the pattern does not name. */
  public static exact(pattern: unknown): Matcher {
    return new Literal(pattern, 'exact');
  }

  /** A list in which each of the patterns matches an element of its own, in whatever order, among others. */
  public static arrayWith(patterns: readonly unknown[]): Matcher {
    return new ArrayWith(patterns);
  }

  /** No value: the field is not there, or null, which the API server takes for the same. */
  public static absent(): Matcher {
    return new Absent();
  }

  /** Any value but null: the field is there. */
  public static anyValue(): Matcher {
    return new AnyValue();
  }

  /** Whatever does not match the pattern, which an absent field does not either. */
  public static not(pattern: unknown): Matcher {
    return new Not(pattern);
  }

  /** A string that the expression finds, or that equals the text, in which `*` stands for any characters. */
  public static stringLike(pattern: string | RegExp): Matcher {
    return new StringLike(pattern);
  }

  /**
   * A quantity of this amount, however it is written: `500m`, `0.5` and 0.5 are one, `1Gi` and `1024Mi` another.
   *
   * @throws when it is not a quantity
   */
  public static quantity(amount: string | number): Matcher {
    return new Quantity(amount);
  }

  private constructor() {}
}

class Literal extends Matcher {
  public constructor(
    private readonly pattern: unknown,
    private readonly strictness: 'partial' | 'exact',
  ) {
    super();
  }

  public describe(): string {
    return this.strictness === 'exact' ? `exactly ${describeValue(this.pattern)}` : describeValue(this.pattern);
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    return matchPattern(this.pattern, actual, path, this.strictness);
  }
}

class Absent extends Matcher {
  public describe(): string {
    return describeValue(undefined);
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    return isAbsent(actual) ? MATCHED : mismatch(path, this.describe(), actual);
  }
}

class AnyValue extends Matcher {
  public describe(): string {
    return 'any value';
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    return isAbsent(actual) ? mismatch(path, this.describe(), actual) : MATCHED;
  }
}

class Not extends Matcher {
  public constructor(private readonly pattern: unknown) {
    super();
  }

  public describe(): string {
    return `not ${describeValue(this.pattern)}`;
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    const matches = matchPattern(this.pattern, actual, path, 'partial').mismatches.length === 0;
    return matches ? mismatch(path, this.describe(), actual) : MATCHED;
  }
}

class StringLike extends Matcher {
  private readonly expression: RegExp;

  public constructor(private readonly pattern: string | RegExp) {
    super();
    this.expression = typeof pattern === 'string' ? globToRegExp(pattern) : pattern;
  }

  public describe(): string {
    return `a string like ${typeof this.pattern === 'string' ? JSON.stringify(this.pattern) : String(this.pattern)}`;
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    // search() and not test(): a global or sticky expression keeps its lastIndex between calls of test().
    const found = typeof actual === 'string' && actual.search(this.expression) >= 0;
    return found ? MATCHED : mismatch(path, this.describe(), actual);
  }
}

class Quantity extends Matcher {
  private readonly canonical: string;

  public constructor(private readonly amount: string | number) {
    super();
    const canonical = canonicalQuantity(amount);
    if (canonical === undefined) {
      throw new Error(
        `${JSON.stringify(amount)} is not a quantity, expected a number with a suffix such as m, Ki, Mi or G`,
      );
    }
    this.canonical = canonical;
  }

  public describe(): string {
    return `the quantity ${this.amount}`;
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    const same = canonicalQuantity(actual as Json) === this.canonical;
    return same ? MATCHED : mismatch(path, this.describe(), actual);
  }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
