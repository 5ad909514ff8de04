const { resolve } = require('node:path');

/** Tests that run PostgreSQL and MariaDB: root and Debian packages (install.sh) are needed, else they are skipped. */
module.exports = {
  rootDir: resolve(__dirname, '../../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/test/live/jobs'],
  testMatch: ['**/*.live.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  testTimeout: 120000,
  maxWorkers: 1,
};
