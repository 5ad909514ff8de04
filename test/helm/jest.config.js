/** What needs a real Helm: too long for the default run, which skips files of this name. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testEnvironment: 'node',
  roots: ['<rootDir>/test/helm'],
  testMatch: ['**/*.real.ts'],
  testTimeout: 120000,
  // Examples import the package by its name, as a user does.
  moduleNameMapper: { '^cdk8s-patterns$': '<rootDir>/lib', '^cdk8s-patterns/(.*)$': '<rootDir>/lib/$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
};
