/** @type {import('jest').Config} Run inside enter.sh: `npm run test:live`. */
module.exports = {
  testEnvironment: 'node',
  rootDir: '../..',
  roots: ['<rootDir>/test/live/faults', '<rootDir>/test/live/redis', '<rootDir>/test/live/runner'],
  testMatch: ['**/*.live.ts'],
  testTimeout: 600_000,
  transform: { '^.+\\.ts$': '@swc/jest' },
};
