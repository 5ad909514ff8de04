const { resolve } = require('node:path');

/** Runs the linters themselves over the production apps; those that install.sh could not get are skipped. */
module.exports = {
  rootDir: resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/test/linters'],
  testMatch: ['**/*.linters.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  testTimeout: 300_000,
};
