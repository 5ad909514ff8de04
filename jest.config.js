/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // By default one core is left idle, which of two is half.
  maxWorkers: '100%',
  testTimeout: 60_000,
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/packed/', '<rootDir>/test/verdict/program/'],
  // Examples import the package by its name, as a user does.
  moduleNameMapper: { '^cdk8s-patterns$': '<rootDir>/lib', '^cdk8s-patterns/(.*)$': '<rootDir>/lib/$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
};
