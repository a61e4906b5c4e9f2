import type { Page } from '@playwright/test';
import { rowsInViewMs } from './ledger-timings.ts';

/** Of the way from the newest to the oldest entry. */
const FAR = 0.37;

/**
 * From asking for a month far away to its rows on the screen. The one place to switch from a jump by the scrollbar to
 * the control of the list.
 */
export async function monthJumpMs(page: Page): Promise<number> {
  return rowsInViewMs(page, FAR);
}
