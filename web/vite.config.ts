import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';
import { manifest } from './manifest.ts';
import { precacheManifest } from './precache-manifest.ts';

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8787'}`;

/**
 * Two chunks instead of fifty: what the first screen needs with all that it imports, and the screens that are opened
 * later. Each request costs its headers, and small files compress badly. What is imported on demand (recovery, restore,
 * migration) stays apart.
 */
const onDemand =
  /\/(import-rows|recover-entries|migration-copy|readable-rows|number-style|Banners|record-writer|projection\.ts|backup-file|save-backup|RecoveryScreen)\b/;
const firstScreen =
  /\/node_modules\/(svelte|@sveltejs\/kit)\/|\/web\/src\/lib\/(app-frame|ledger|locale|overview|platform|pwa)\//;
const laterScreens = /\/web\/src\/lib\/(expenses|settings|transfer)\//;

const chunkGroups = [
  { name: 'banners', test: /\/lib\/(app-frame\/Banners|ui\/Notice)\b/, priority: 2 },
  { name: 'first', test: (id: string) => firstScreen.test(id) && !onDemand.test(id), priority: 3 },
  { name: 'later', test: (id: string) => laterScreens.test(id) && !onDemand.test(id), priority: 1 },
];

export default defineConfig({
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      // With the default './' a first visit to a nested link gets no service worker.
      base: '/',
      scope: '/',
      kit: { adapterFallback: '200.html', spa: true },
      injectManifest: {
        // Icons belong to the installation: the browser fetches them when it installs the app, not the app when it starts.
        globPatterns: ['client/**/*.{js,css,ico,svg,webmanifest}'],
        manifestTransforms: [precacheManifest],
      },
      manifest,
      devOptions: { enabled: false },
    }),
  ],
  build: {
    target: 'es2022',
    cssMinify: true,
    // The first browsers with `light-dark()`; it would otherwise be rewritten at twice the weight.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
  server: { proxy: { '/api': server, '/healthz': server } },
});
