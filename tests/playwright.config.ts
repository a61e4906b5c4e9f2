import { defineConfig } from '@playwright/test';
import { chromiumFlags, chromiumPath } from './support/chromium.ts';

export default defineConfig({
  testDir: 'browser',
  outputDir: '../test-results',
  globalSetup: './support/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  // A test that passes the second time has found a race, not passed.
  retries: 0,
  forbidOnly: true,
  // For a machine that is busy with other things: a limit ends what hangs, and asserts nothing.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // `--trace on` shows a failure step by step; recording every test would double their time.
    trace: 'off',
    launchOptions: { executablePath: chromiumPath(), args: [...chromiumFlags] },
  },
  projects: [
    {
      name: 'phone',
      // What a network or a storage does to the app has nothing to do with the size of its window.
      // People with several phones bring windows of their own.
      testIgnore: [
        /pwa\/(headers|hostile-network|kill-switch|missing-part)\.spec\.ts$/,
        /app\/once\//,
        /classes\//,
      ],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
});
