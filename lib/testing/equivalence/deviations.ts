import { type Difference } from './difference';
import { isFields, type Json } from './manifest';

/** A difference that is meant. */
export interface Deviation {
  /**
   * The objects it applies to: `Kind/name`, `Kind` or `*`, with `*` standing for any text.
   * @default - every object
   */
  readonly object?: string;
  /**
   * The field, as `kubectl explain` says it, and everything below it. `[]` or `[*]` stands for any item of a list,
   * `*` for any member: `spec.template.spec.containers[].image`. Empty for the object as a whole.
   */
  readonly path: string;
  /** Why it is meant. */
  readonly reason: string;
}

export interface UsedDeviation extends Deviation {
  /** The differences that it covers. */
  readonly differences: readonly Difference[];
}

/** Takes the differences that are declared out of the list. A deviation that covers none is unused. */
export function applyDeviations(
  differences: readonly Difference[],
  deviations: readonly Deviation[],
): { rest: Difference[]; used: UsedDeviation[]; unused: Deviation[] } {
  const covers = deviations.map((deviation) => ({
    deviation,
    pattern: new Pattern(deviation),
    differences: [] as Difference[],
  }));
  const rest = differences
    .flatMap((difference) => unfold(difference, covers))
    .filter((difference) => {
      const cover = covers.find(({ pattern }) => pattern.covers(difference));
      cover?.differences.push(difference);
      return cover === undefined;
    });
  return {
    rest,
    used: covers
      .filter((cover) => cover.differences.length > 0)
      .map((cover) => ({ ...cover.deviation, differences: cover.differences })),
    unused: covers.filter((cover) => cover.differences.length === 0).map((cover) => cover.deviation),
  };
}

/** Takes a missing object apart as far as a pattern points into it, so that the rest of it is not covered. */
function unfold(difference: Difference, covers: readonly { pattern: Pattern }[]): Difference[] {
  const value = (difference.actual ?? difference.expected) as Json;
  // An object that is missing as a whole is covered as a whole, or not at all.
  if (difference.path === '' || difference.missing === undefined || !isFields(value) || Object.keys(value).length === 0)
    return [difference];
  if (!covers.some(({ pattern }) => pattern.pointsInto(difference))) return [difference];
  const side = difference.missing === 'actual' ? 'expected' : 'actual';
  return Object.entries(value).flatMap(([name, member]) => {
    const step = /^[A-Za-z0-9_$-]+$/.test(name) ? `.${name}` : `[${name}]`;
    const path = difference.path + step;
    return unfold(
      {
        object: difference.object,
        path,
        actual: undefined,
        expected: undefined,
        missing: difference.missing,
        [side]: member,
      },
      covers,
    );
  });
}

class Pattern {
  private readonly object: RegExp;
  private readonly steps: readonly string[];

  public constructor(deviation: Deviation) {
    this.object = wildcard(deviation.object ?? '*');
    this.steps = splitPath(deviation.path);
  }

  /** Whether a difference lies at the pattern or below. */
  public covers(difference: Difference): boolean {
    const steps = splitPath(difference.path);
    return this.isFor(difference) && steps.length >= this.steps.length && this.agrees(steps);
  }

  /** Whether the pattern lies below a difference. */
  public pointsInto(difference: Difference): boolean {
    const steps = splitPath(difference.path);
    return this.isFor(difference) && steps.length < this.steps.length && this.agrees(steps);
  }

  private agrees(steps: readonly string[]): boolean {
    const shared = Math.min(steps.length, this.steps.length);
    for (let index = 0; index < shared; index++) {
      if (!stepAgrees(this.steps[index] as string, steps[index] as string)) return false;
    }
    return true;
  }

  private isFor(difference: Difference): boolean {
    return isObject(this.object, difference.object);
  }
}

/** Whether a rule such as `Deployment`, `Deployment/web-*` or `*` is about an object such as `Deployment default/web`. */
export function matchesObject(rule: string, object: string): boolean {
  return isObject(wildcard(rule), object);
}

function isObject(rule: RegExp, object: string): boolean {
  const [kind, name] = object.split(' ') as [string, string | undefined];
  const bare = name?.slice(name.indexOf('/') + 1);
  return [kind, `${kind}/${bare}`, `${kind}/${name}`, `${kind} ${name}`, `${kind} ${bare}`].some((text) =>
    rule.test(text),
  );
}

/** Splits `a.b[name=c].d` into `a`, `b`, `[name=c]`, `d`. */
export function splitPath(path: string): string[] {
  return path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

function stepAgrees(pattern: string, step: string): boolean {
  if (pattern === '*') return true;
  if (pattern === '[]' || pattern === '[*]') return step.startsWith('[');
  if (pattern === step) return true;
  // A key of a map may be written with or without brackets.
  if (pattern.replace(/^\[|\]$/g, '') === step.replace(/^\[|\]$/g, '')) return true;
  return pattern.includes('*') && wildcard(pattern).test(step);
}

function wildcard(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');
}
