// What ESLint checks in all JavaScript of the project: `npm run lint --prefix tests/site`, which runs it from the root.

import js from '@eslint/js';
import globals from 'globals';

/** Beyond what ESLint recommends: what makes a mistake likely, or a script hard to read. */
const rules = {
  ...js.configs.recommended.rules,
  'array-callback-return': 'error',
  'default-case-last': 'error',
  eqeqeq: 'error',
  'no-constructor-return': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  // The letters that are joined to others are what these classes are for; they stand there as escapes.
  'no-misleading-character-class': ['error', { allowEscape: true }],
  'no-self-compare': 'error',
  'no-template-curly-in-string': 'error',
  'no-throw-literal': 'error',
  'no-unreachable-loop': 'error',
  'no-unused-expressions': 'error',
  'no-useless-concat': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-object-has-own': 'error',
  'prefer-promise-reject-errors': 'error',
};

/** A classic script works from a folder as well, where modules do not. What it declares is there for other scripts. */
const script = {
  ...rules,
  strict: ['error', 'global'],
  'no-unused-vars': ['error', { vars: 'local', argsIgnorePattern: '^_' }],
};

export default [
  {
    // Snowball's compiler made these; they are taken over as they are.
    ignores: ['**/stemmers/**', '**/node_modules/**'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.js'],
    rules: script,
    languageOptions: { sourceType: 'script' },
  },
  {
    files: ['**/*.js'],
    ignores: ['**/service-worker.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    // They use what other scripts of their page declare.
    files: ['**/search.js', '**/search-extracts.js', '**/hits.js', '**/search-query.js', '**/search-find.js', '**/search-near.js'],
    languageOptions: { globals: { fondsSearch: 'readonly' } },
  },
  {
    files: ['**/timeline*.js'],
    languageOptions: { globals: { fondsDays: 'readonly', fondsScale: 'readonly', fondsChart: 'readonly', fondsTimeline: 'readonly' } },
    rules: { 'no-redeclare': ['error', { builtinGlobals: false }] },
  },
  {
    files: ['**/search.js'],
    languageOptions: { globals: { fondsDates: 'readonly', fondsExtracts: 'readonly', fondsReturn: 'readonly' } },
  },
  {
    files: ['**/service-worker.js'],
    // The build writes the version before it.
    languageOptions: { globals: { ...globals.serviceworker, VERSION: 'readonly' } },
  },
  {
    files: ['**/*.mjs', '**/*.config.js'],
    rules,
    // Functions of a test that are handed to a page run there.
    languageOptions: { sourceType: 'module', globals: { ...globals.node, ...globals.browser, fondsSearch: 'readonly', fondsDates: 'readonly' } },
  },
];
