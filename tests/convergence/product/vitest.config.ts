import { defineConfig } from 'vitest/config';

/** The one place where the app's own code and the server's run in one process: neither may import the other. */
export default defineConfig({
  resolve: { alias: { $lib: new URL('../../../web/src/lib', import.meta.url).pathname } },
  // A busy machine is slow, not wrong: a test ends by itself or hangs.
  test: { name: 'product', include: ['**/*.test.ts'], testTimeout: 30_000 },
});
