import { findBrowser } from './find-browser.ts';

/** Chromium refuses its sandbox to root; the other flags keep it from calling home during a measurement. */
export const chromiumFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser. Throws with what to do when there is none. */
export function chromiumPath(): string {
  const browser = findBrowser();
  if (browser.found) return browser.path;
  throw new Error(`${browser.reason}: set CHROMIUM_PATH, or let "pnpm test" install a browser`);
}
