import { chromium, type Browser } from '@playwright/test';
import { chromiumFlags, chromiumPath } from './chromium.ts';

/** A headless browser of its own, for scripts and measurements outside the test runner. Close it when done. */
export async function openChromium(extraFlags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags, ...extraFlags] });
}
