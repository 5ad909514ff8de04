const { resolve } = require('node:path');

/** Tests of the cluster itself, which look at its namespaces: `npm run cluster -- up`, then `npm run test:containment`. */
module.exports = {
  rootDir: resolve(__dirname, '../..'),
  testEnvironment: 'node',
  roots: ['<rootDir>/test/cluster'],
  testMatch: ['**/*.cluster.ts'],
  testTimeout: 60_000,
  transform: { '^.+\\.ts$': '@swc/jest' },
};
