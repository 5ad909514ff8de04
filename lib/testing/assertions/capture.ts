import { type FieldPath } from '../equivalence/field-path';
import { describeValue } from './describe-value';
import { isRecord, matchPattern } from './match-pattern';
import { combine, type MatchResult, mismatch } from './match-result';
import { Matcher } from './matcher';

/**
 * A matcher that keeps the value it stands for, so that a test can go on with it:
 *
 * ```ts
 * const secret = new Capture();
 * manifests.hasResource('Deployment', { spec: { template: { spec: { volumes: [{ secret: { secretName: secret } }] } } } });
 * manifests.hasResource('Secret', secret.asString());
 * ```
 *
 * Only resources that match the whole pattern are kept, in the order of the manifests, over all uses of the capture.
 */
export class Capture extends Matcher {
  private readonly kept: unknown[] = [];

  /** @param pattern what the value must match besides being there @default - any value */
  public constructor(private readonly pattern?: unknown) {
    super();
  }

  /** Everything captured so far, first to last. */
  public get values(): readonly unknown[] {
    return [...this.kept];
  }

  /**
   * The first value captured.
   *
   * @throws when nothing was captured
   */
  public get value(): unknown {
    if (this.kept.length === 0) {
      throw new Error('nothing was captured: use the capture in a pattern that matches before reading it');
    }
    return this.kept[0];
  }

  /** The first value captured. @throws when it is not a string */
  public asString(): string {
    return this.typed('a string', (value) => typeof value === 'string');
  }

  /** The first value captured. @throws when it is not a number */
  public asNumber(): number {
    return this.typed('a number', (value) => typeof value === 'number');
  }

  /** The first value captured. @throws when it is not a boolean */
  public asBoolean(): boolean {
    return this.typed('a boolean', (value) => typeof value === 'boolean');
  }

  /** The first value captured. @throws when it is not a list */
  public asArray(): unknown[] {
    return this.typed('a list', (value): value is unknown[] => Array.isArray(value));
  }

  /** The first value captured. @throws when it is not an object */
  public asObject(): Record<string, unknown> {
    return this.typed('an object', isRecord);
  }

  public describe(): string {
    return this.pattern === undefined ? 'any value, captured' : `${describeValue(this.pattern)}, captured`;
  }

  public test(actual: unknown, path: FieldPath): MatchResult {
    if (actual === undefined || actual === null) return mismatch(path, this.describe(), actual);
    const own: MatchResult = {
      mismatches: [],
      captured: [{ record: (value) => this.kept.push(value), value: actual }],
    };
    return this.pattern === undefined ? own : combine([matchPattern(this.pattern, actual, path, 'partial'), own]);
  }

  private typed<T>(type: string, is: (value: unknown) => value is T): T {
    const value = this.value;
    if (!is(value)) throw new Error(`the captured value is not ${type}: ${describeValue(value)}`);
    return value;
  }
}
