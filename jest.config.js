'use strict';

/** Packages that come as ES modules only (or load some): jest on Node 20 needs them turned into CommonJS. */
const ES_MODULES = [
  '@inquirer/',
  '@marcbachmann/cel-js/',
  '@oclif/core/',
  'fast-string-truncated-width/',
  'fast-string-width/',
  'fast-wrap-ansi/',
  'inquirer/',
  'is-docker/',
  'is-inside-container/',
  'is-wsl/',
  'powershell-utils/',
  'unpdf/',
  'uuid/',
  'wsl-utils/',
];

/** @type {import('jest').Config} */
module.exports = {
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // A worker for each of two cores; on more, one core stays free for PostgreSQL.
  maxWorkers: Math.max(2, require('node:os').availableParallelism() - 1),
  reporters: ['default', '<rootDir>/scripts/count-reporter.js'],
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testTimeout: 30_000,
  transform: {
    '\\.[cm]?[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')}))`],
};
