import { defineConfig } from 'vitest/config';

/** A busy machine is slow, not wrong: a test ends by itself or hangs. In ms. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'], testTimeout } },
      { test: { name: 'sync-server', root: 'sync-server', include: ['src/**/*.test.ts'], testTimeout } },
      {
        test: {
          name: 'rules',
          root: 'tests',
          include: ['{convergence,hostile,vectors}/**/*.test.ts'],
          exclude: ['hostile/server/**', 'convergence/product/**'],
          testTimeout,
        },
      },
      {
        test: {
          name: 'server',
          root: 'tests',
          include: ['{crash,hostile/server}/**/*.test.ts'],
          testTimeout,
        },
      },
      'tests/convergence/product/vitest.config.ts',
      'web/vitest.config.ts',
    ],
  },
});
