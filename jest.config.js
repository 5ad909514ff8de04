/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // By default one core is left idle, which of two is half.
  maxWorkers: '100%',
  testTimeout: 60_000,
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/packed/', '<rootDir>/test/verdict/program/'],
  transform: { '^.+\\.ts$': '@swc/jest' },
};
