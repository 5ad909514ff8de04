import { expect } from '@jest/globals';
import { equivalenceMatchers, type EquivalenceMatchers } from './matchers/equivalence-matchers';

/** Importing this module adds the equivalence matchers to the `expect` that `@jest/globals` exports. */
declare module '@jest/expect' {
  // oxlint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T> extends EquivalenceMatchers<R> {}
}

expect.extend(equivalenceMatchers);
