import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shared', root: 'shared', include: ['src/**/*.test.ts'] } },
      { test: { name: 'sync-server', root: 'sync-server', include: ['src/**/*.test.ts'] } },
      {
        test: {
          name: 'rules',
          root: 'tests',
          include: ['{convergence,hostile,vectors}/**/*.test.ts'],
          exclude: ['hostile/server/**', 'convergence/product/**'],
        },
      },
      {
        test: { name: 'server', root: 'tests', include: ['{crash,hostile/server}/**/*.test.ts'] },
      },
      'tests/convergence/product/vitest.config.ts',
      'web/vitest.config.ts',
    ],
  },
});
