import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { builtRepository } from './installation.ts';

/** Resolves once the page is served by an active service worker: what one person needs is precached. */
export async function waitForServiceWorker(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Resolves once the parts of classes are precached too, which a page of a visit after the first asks for. */
export async function waitForLaterParts(page: Page): Promise<void> {
  await waitForServiceWorker(page);
  const count = precachedPaths(builtRepository.webBuild).length;
  await expect.poll(async () => (await cacheContents(page)).length, { timeout: 20_000 }).toBe(count);
}

/** Paths in all caches with the length of each body in bytes, sorted: equal means that nothing in them changed. */
export function cacheContents(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const contents: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request))?.arrayBuffer();
        contents.push(
          `${new URL(request.url).pathname}${new URL(request.url).search} ${body?.byteLength ?? -1}`,
        );
      }
    }
    return contents.sort();
  });
}

/** Paths that the service worker of a built web folder precaches. */
export function precachedPaths(webBuild: string): readonly string[] {
  return precachedEntries(webBuild).map(pathOf);
}

/** Those of them that only classes and accounts need. */
export function laterPaths(webBuild: string): readonly string[] {
  return precachedEntries(webBuild)
    .filter((entry) => entry.includes('"later":true'))
    .map(pathOf);
}

function precachedEntries(webBuild: string): readonly string[] {
  const source = readFileSync(join(webBuild, 'service-worker.js'), 'utf8');
  return source.match(/\{[^{}]*"url":"[^"]+"[^{}]*\}/g) ?? [];
}

function pathOf(entry: string): string {
  return `/${/"url":"\/?([^"]+)"/.exec(entry)?.[1] ?? ''}`;
}

const entryScript = /\/_app\/immutable\/entry\/\w+\.[\w-]+\.js/g;

/** Names the build of a shell by its entry scripts, whose names follow their content. */
function buildOfShell(html: string): string {
  return [...new Set(html.match(entryScript))].sort().join(' ');
}

function buildInFolder(webBuild: string): string {
  return buildOfShell(readFileSync(join(webBuild, '200.html'), 'utf8'));
}

/** Expects the page to run the build that is in a folder, or to come to it by a reload that is under way. */
export async function expectBuild(page: Page, webBuild: string): Promise<void> {
  const currentBuild = async () => buildOfShell(await page.content().catch(() => 'between two pages'));
  await expect.poll(currentBuild).toBe(buildInFolder(webBuild));
}

/** Has the browser look for a newer service worker and resolves when the look has ended, however it ended. */
export async function checkForUpdate(page: Page): Promise<'checked' | 'failed'> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    try {
      await registration?.update();
    } catch {
      return 'failed';
    }
    const worker = registration?.installing;
    if (worker) {
      await new Promise<void>((resolve) => {
        worker.addEventListener('statechange', () => {
          if (worker.state !== 'installing') resolve();
        });
        if (worker.state !== 'installing') resolve();
      });
    }
    return worker?.state === 'redundant' ? 'failed' : 'checked';
  });
}
