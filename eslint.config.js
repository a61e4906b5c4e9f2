import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './web/svelte.config.js';

/** One place opens the database: a second connection makes `blocked` land on a random caller. */
const oneDatabaseConnection = {
  selector:
    "CallExpression[callee.name='openDB'], CallExpression[callee.property.name='open'][callee.object.name='indexedDB']",
  message: 'Only web/src/lib/platform/database.ts opens the database; ask it for a transaction instead.',
};

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/build/',
    '**/dist/',
    '**/former-builds/',
    '**/.svelte-kit/',
    'data/',
    'test-results/',
  ]),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.cjs', '*.ts', 'web/*.js'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Numbers in templates are how figures reach messages and attributes.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Index signatures and records are read by dot where TypeScript allows it, by bracket where it asks for it.
      '@typescript-eslint/dot-notation': 'off',
      'no-restricted-syntax': ['error', oneDatabaseConnection],
      // The app lives at the root of its origin, so there is no base path that links could miss.
      'svelte/no-navigation-without-resolve': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // A dead `{@html}` cannot be reviewed back in: texts are data, never markup.
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      // Most maps here are made, read and dropped inside one derivation; a reactive one says so by its name.
      'svelte/prefer-svelte-reactivity': 'off',
      // TypeScript checks names; this rule does not know Svelte's runes and DOM types.
      'no-undef': 'off',
    },
  },
  { files: ['web/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['sync-server/**', 'tests/**', 'scripts/**', '*.{js,cjs,ts}', 'web/*.{js,ts}'],
    languageOptions: { globals: globals.node },
  },
  // Commands talk to their terminal.
  { files: ['scripts/**', 'tests/**', 'sync-server/build.ts'], rules: { 'no-console': 'off' } },
  { files: ['web/src/lib/platform/database.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.{js,cjs}'], extends: [ts.configs.disableTypeChecked] },
);
