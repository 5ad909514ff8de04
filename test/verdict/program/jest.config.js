/**
 * The tests that run the verdict program. kubernetes/build.sh and kubernetes/package.mjs build it, where Go is present.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('../../../jest.config.js'),
  rootDir: '../../..',
  roots: ['<rootDir>/test/verdict/program'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
};
