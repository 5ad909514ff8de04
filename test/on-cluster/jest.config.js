const { resolve } = require('node:path');

/** Tests that need a cluster and know only its kubeconfig: `npm run cluster -- run npm run test:cluster`. */
module.exports = {
  rootDir: resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/test/on-cluster'],
  testMatch: ['**/*.cluster.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  testTimeout: 600_000,
};
