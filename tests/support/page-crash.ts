import type { Page } from '@playwright/test';

/** Kills the renderer of a page, as running out of memory does, and resolves when it is dead. The tab is then closed. */
export async function crashPage(page: Page): Promise<void> {
  const dead = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // Answered by nobody: the process that would answer is the one that dies.
  session.send('Page.crash').catch(() => undefined);
  await dead;
  await page.close();
}
