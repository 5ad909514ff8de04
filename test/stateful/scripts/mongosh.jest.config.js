const { resolve } = require('node:path');

/** The tests that start the real mongosh: about a second a call, so they are not part of `npx jest`. */
module.exports = {
  rootDir: resolve(__dirname, '../../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/test/stateful/scripts'],
  testMatch: ['**/*.mongosh.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  testTimeout: 120000,
  maxWorkers: 1,
};
