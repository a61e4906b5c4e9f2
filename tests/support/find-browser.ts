import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as playwright from '@playwright/test';

const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export type BrowserFound =
  | { found: true; path: string; origin: 'CHROMIUM_PATH' | 'playwright' | 'system' }
  | { found: false; reason: string };

/** Loaded on demand: asking Playwright costs a second that a given path does not need. */
function playwrightOwnPath(): string {
  const require = createRequire(import.meta.url);
  const { chromium } = require('@playwright/test') as typeof playwright;
  return chromium.executablePath();
}

function systemPath(): string | undefined {
  for (const name of systemNames) {
    const answer = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    const path = answer.status === 0 ? answer.stdout.trim() : '';
    if (path !== '') return path;
  }
  return macPaths.find((path) => existsSync(path));
}

/**
 * The Chromium that browser tests run in: `CHROMIUM_PATH`, else Playwright's own, else one of the system. A
 * `CHROMIUM_PATH` that leads nowhere is refused and never replaced by a guess.
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): BrowserFound {
  const given = env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return { found: true, path: given, origin: 'CHROMIUM_PATH' };
    return { found: false, reason: `CHROMIUM_PATH is ${given}, and there is no such file` };
  }
  const own = playwrightOwnPath();
  if (existsSync(own)) return { found: true, path: own, origin: 'playwright' };
  const system = systemPath();
  if (system !== undefined) return { found: true, path: system, origin: 'system' };
  return { found: false, reason: 'no Chromium or Chrome is installed' };
}
