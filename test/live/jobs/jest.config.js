const { resolve } = require('node:path');

/** Jobs and single databases in the runner. Run inside enter.sh: `npm run test:jobs`. */
module.exports = {
  rootDir: resolve(__dirname, '../../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/test/live/jobs'],
  testMatch: ['**/*.live.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  testTimeout: 300_000,
};
