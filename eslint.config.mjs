import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const readonly = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

const NODE = readonly('__dirname', 'Buffer', 'clearInterval', 'clearTimeout', 'console', 'module', 'performance', 'process', 'require', 'setInterval', 'setTimeout', 'URL');
const BROWSER = readonly(
  ...['AbortController', 'Blob', 'CustomEvent', 'Event', 'EventSource', 'File', 'FileReader', 'FormData', 'Image', 'Intl', 'URL', 'URLSearchParams'],
  ...['alert', 'clearInterval', 'clearTimeout', 'confirm', 'console', 'customElements', 'document', 'fetch', 'history', 'HTMLElement', 'localStorage'],
  ...['location', 'navigator', 'Node', 'prompt', 'requestAnimationFrame', 'sessionStorage', 'setInterval', 'setTimeout', 'structuredClone', 'WebSocket', 'window'],
);

export default defineConfig(
  globalIgnores(['dist/', 'coverage/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An implementation that happens not to wait still keeps its interface's promise.
      '@typescript-eslint/require-await': 'off',
      // A default clause is an answer, too.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    rules: { eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-var': 'error', 'object-shorthand': 'error', 'prefer-const': 'error' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['src/**'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/commands/**'], rules: { 'max-lines': ['error', { max: 60, skipBlankLines: true, skipComments: true }] } },
  { files: ['**/*.js'], languageOptions: { globals: NODE, sourceType: 'commonjs' } },
  { files: ['**/*.mjs'], languageOptions: { globals: NODE } },
  // The page is one script for browsers; its functions are laid out as the page is.
  { files: ['src/simulator/page/*.js'], languageOptions: { globals: BROWSER, sourceType: 'module' } },
);
