import { equivalenceMatchers, type EquivalenceMatchers } from './matchers/equivalence-matchers';

/**
 * Importing this module, or naming `cdk8s-patterns/testing/jest` under `setupFilesAfterEnv`, adds the equivalence
 * matchers to the global `expect` of Jest, and of Vitest with `globals: true`.
 */
declare global {
  // `@types/jest` and Vitest both take further matchers from this interface, and so it needs neither to be installed.
  // oxlint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // oxlint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends EquivalenceMatchers<R> {}
  }
}

interface GlobalExpect {
  readonly expect?: { extend(matchers: typeof equivalenceMatchers): void };
}

const { expect } = globalThis as GlobalExpect;
if (expect === undefined) {
  throw new Error(
    'there is no global expect: with @jest/globals import cdk8s-patterns/testing/jest-globals, ' +
      'with Vitest call expect.extend(equivalenceMatchers)',
  );
}
expect.extend(equivalenceMatchers);
