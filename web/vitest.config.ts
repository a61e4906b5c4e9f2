import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    // Runes in `.svelte.ts` models run as they do in a browser.
    conditions: ['browser'],
    alias: { $lib: new URL('src/lib', import.meta.url).pathname },
  },
  test: {
    // A busy machine is slow, not wrong: a test ends by itself or hangs.
    testTimeout: 30_000,
    name: 'web',
    include: ['src/**/*.test.ts'],
    // Node would otherwise resolve Svelte itself, to the build for servers, where nothing reacts.
    server: { deps: { inline: ['svelte'] } },
  },
});
