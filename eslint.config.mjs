import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import unicorn from 'eslint-plugin-unicorn';
import tseslint from 'typescript-eslint';

/** Packages of ours that each package may import; the arrows of docs/architecture.md. */
const mayImport = {
  'plugins/waymark-common': [],
  'plugins/waymark-node': ['common'],
  'plugins/scaffolder-backend-module-waymark': ['common', 'node'],
  'plugins/waymark': ['common'],
  'packages/cli': ['common', 'node'],
  'packages/forge': [],
};
const ours = {
  common: '@waymark/backstage-plugin-waymark-common',
  node: '@waymark/backstage-plugin-waymark-node',
  module: '@waymark/backstage-plugin-scaffolder-backend-module-waymark',
  frontend: '@waymark/backstage-plugin-waymark',
  cli: '@waymark/cli',
};

const importRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  files: [`${folder}/src/**/*.{ts,tsx}`],
  ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: Object.entries(ours)
          .filter(([role]) => !allowed.includes(role))
          .map(([, name]) => ({ name, message: `${folder} may not import ${name}.` })),
        patterns: [{ group: ['@waymark/*/src/*', '**/plugins/*/src/**', '**/packages/*/src/**'], message: 'Import the package, not its /src.' }],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**', '**/dist/**', '**/dist-types/**', '**/coverage/**',
      '.yarn/**', '.cache/**', '.data/**', 'templates/**', '**/__fixtures__/**', '**/*.d.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports', fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    plugins: { 'import-x': importX, unicorn },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs'] } },
    },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-params': ['error', 3],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-mutable-exports': 'error',
      'unicorn/prefer-node-protocol': 'error',
      'unicorn/filename-case': ['error', { cases: { camelCase: true, pascalCase: true }, ignore: ['\\.d\\.ts$'] }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}'],
    rules: { 'max-lines': 'off' },
  },
  {
    // Backstage's loaders and a few tools read a default export.
    files: ['plugins/*/src/index.ts', 'plugins/*/src/{plugin,module}.{ts,tsx}', 'packages/app/src/**/*.{ts,tsx}', 'packages/backend/src/**/*.ts', '*.config.{mjs,ts}'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    // Command-line programs talk to a person.
    files: ['scripts/**/*.mjs', 'packages/cli/**/*.{js,ts}', 'bench/**/*.mjs', 'e2e/**/*.{ts,mjs}', '**/migrations/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', fetch: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', Buffer: 'readonly', AbortSignal: 'readonly', AbortController: 'readonly', TextDecoder: 'readonly', module: 'readonly', require: 'readonly', __dirname: 'readonly', exports: 'writable', performance: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  ...importRules,
);
