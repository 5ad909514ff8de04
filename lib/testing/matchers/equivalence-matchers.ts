import { equivalent, type EquivalenceOptions, type EquivalenceVerdict } from '../equivalence/equivalent';
import { type ManifestSource } from '../equivalence/source';
import { renderReport } from '../equivalence/report';
import { check } from '../../verdict/check';
import { renderProblems } from '../../verdict/render-problems';

/** What a matcher hands back to the test runner. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The part of a matcher's `this` that is read, the same in Jest and Vitest. */
export interface MatcherContext {
  readonly utils?: { printReceived(value: unknown): string };
}

/**
 * The matchers for `expect.extend(equivalenceMatchers)`, in Jest, Vitest and every runner with Jest's `expect.extend`.
 * With Jest, importing `cdk8s-patterns/testing/jest` does that and declares their types.
 */
export const equivalenceMatchers = {
  /** See `EquivalenceMatchers.toBeEquivalentTo`. */
  toBeEquivalentTo(
    this: MatcherContext | void,
    actual: ManifestSource,
    expected: ManifestSource,
    options?: EquivalenceOptions,
  ): MatcherResult {
    return toResult('toBeEquivalentTo', equivalent(actual, expected, options), this);
  },

  /** See `EquivalenceMatchers.toContainEquivalentOf`. */
  toContainEquivalentOf(
    this: MatcherContext | void,
    actual: ManifestSource,
    expected: ManifestSource,
    options?: Omit<EquivalenceOptions, 'subset'>,
  ): MatcherResult {
    return toResult('toContainEquivalentOf', equivalent(actual, expected, { ...options, subset: true }), this);
  },

  /** See `EquivalenceMatchers.toBeAcceptedBy`. */
  toBeAcceptedBy(
    this: MatcherContext | void,
    actual: ManifestSource,
    kubernetes: string | readonly string[],
  ): MatcherResult {
    const result = check(actual, { kubernetes });
    const call = (not: string) => `expect(manifests)${not}.toBeAcceptedBy(${result.versions.join(', ')})`;
    const { length } = result.unknown;
    return {
      pass: result.refused === 0,
      message: () =>
        result.refused === 0
          ? `${call('.not')}\n\nexpected a refusal, but the API server accepts every object${length > 0 ? ' that it knows' : ''}`
          : `${call('')}\n\n${renderProblems(result, { color: showsColor(this) })}`,
    };
  },
};

/** The matchers as a test calls them. */
export interface EquivalenceMatchers<R = void> {
  /**
   * Asserts that the received manifests (a chart, an app, an API object, plain manifests or YAML text) mean the same as
   * these to a current API server. With `strict`, that it would also store the same objects.
   *
   * @throws ManifestError when either is not manifests
   */
  toBeEquivalentTo(expected: ManifestSource, options?: EquivalenceOptions): R;

  /**
   * Asserts that the received manifests have at least these objects with at least these fields, whatever else they have.
   *
   * @throws ManifestError when either is not manifests
   */
  toContainEquivalentOf(expected: ManifestSource, options?: Omit<EquivalenceOptions, 'subset'>): R;

  /**
   * Asserts that the API server of a Kubernetes version, or of each of several, would create every object: it decodes
   * and validates them with its own code, without a cluster. Custom resources are checked if their definitions are
   * among the objects. Needs the package `cdk8s-patterns-kubernetes-<version>`.
   *
   * @example expect(chart).toBeAcceptedBy('1.34');
   * @throws Error when the version is not supported, or its package is not installed
   */
  toBeAcceptedBy(kubernetes: string | readonly string[]): R;
}

function toResult(
  matcher: keyof EquivalenceMatchers,
  verdict: EquivalenceVerdict,
  context: MatcherContext | void,
): MatcherResult {
  const call = (not: string) => `expect(manifests)${not}.${matcher}(expected)`;
  return {
    pass: verdict.equivalent,
    message: () => {
      return verdict.equivalent
        ? `${call('.not')}\n\nexpected a difference, but both mean the same to an API server`
        : `${call('')}\n\n${renderReport(verdict, { color: showsColor(context) })}`;
    },
  };
}

/** Whether the runner colours its messages: it knows its terminal, also from a worker process, where we could not. */
function showsColor(context: MatcherContext | void): boolean {
  return context?.utils?.printReceived('').includes('\u001b[') ?? false;
}
