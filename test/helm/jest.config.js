/** What needs a real Helm: too long for the default run, which skips files of this name. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testEnvironment: 'node',
  roots: ['<rootDir>/test/helm'],
  testMatch: ['**/*.real.ts'],
  testTimeout: 120000,
  transform: { '^.+\\.ts$': '@swc/jest' },
};
