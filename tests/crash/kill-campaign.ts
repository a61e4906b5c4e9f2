import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { formOf } from '../support/app-screens.ts';
import { chromiumFlags, chromiumPath } from '../support/chromium.ts';
import { RandomSource } from '../support/random-source.ts';
import { readStoredEntries, type StoredEntry } from '../support/stored-entries.ts';

export interface CampaignReport {
  seed: number;
  kills: number;
  /** Kills of the whole browser among them; the others hit the page. */
  browserKills: number;
  /** Saves that were asked for. */
  attempted: number;
  /** Saves that the screen confirmed by the row in the list while its status said "Saved on this device". */
  confirmed: number;
  /** Confirmed, and not there after reopening, or there with another amount. What must not happen. */
  lost: string[];
  /** There more than once. */
  doubled: string[];
  /** There, although the kill came before the screen could say so: right as well. */
  unconfirmedButPresent: number;
  /** Sums in minor units of what was confirmed or is there unconfirmed, and of what the database holds. */
  expectedMinor: number;
  storedMinor: number;
}

interface Campaign {
  origin: string;
  kills: number;
  saves: number;
  seed: number;
  /** Called after each kill with how many there were. */
  onKill?: (kills: number) => void;
}

interface Save {
  title: string;
  amountMinor: number;
  isConfirmed: boolean;
}

const savedStatus = 'Saved on this device';

interface LivingBrowser {
  context: BrowserContext;
  pid: number;
}

interface LivingPage {
  page: Page;
  /** Opened while the page is quiet: in the middle of a save it could come too late to kill anything. */
  session: CDPSession;
}

/** The one browser of a campaign with a profile that outlives it. */
class MortalBrowser {
  readonly #profile: string;
  readonly #origin: string;
  #browser: LivingBrowser | undefined;
  #page: LivingPage | undefined;

  constructor(profile: string, origin: string) {
    this.#profile = profile;
    this.#origin = origin;
  }

  /** The living page, opened if need be. */
  async page(): Promise<Page> {
    this.#browser ??= await this.#launch();
    if (this.#page) return this.#page.page;
    const { context } = this.#browser;
    const page = await context.newPage();
    this.#page = { page, session: await context.newCDPSession(page) };
    await page.goto(`${this.#origin}/expenses`);
    await page.getByRole('heading', { name: 'Expenses' }).waitFor();
    return page;
  }

  /** Kills the renderer of the page. */
  async killPage(): Promise<void> {
    if (!this.#page) return;
    const { page, session } = this.#page;
    this.#page = undefined;
    const dead = page.waitForEvent('crash');
    // Answered by nobody: the process that would answer is the one that dies.
    session.send('Page.crash').catch(() => undefined);
    await dead;
    // Nobody is left who would have to agree to it.
    page.close().catch(() => undefined);
  }

  /** Kills every process of the browser without a chance to write anything more. */
  async killBrowser(): Promise<void> {
    if (!this.#browser) return;
    const { context, pid } = this.#browser;
    this.#browser = undefined;
    this.#page = undefined;
    const closed = context.waitForEvent('close');
    process.kill(pid, 'SIGKILL');
    await closed;
    await rm(join(this.#profile, 'SingletonLock'), { force: true });
  }

  async close(): Promise<void> {
    await this.#browser?.context.close();
  }

  async #launch(): Promise<LivingBrowser> {
    const context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: chromiumPath(),
      args: [...chromiumFlags],
      locale: 'en-GB',
      viewport: { width: 390, height: 844 },
    });
    const session = await context.browser()?.newBrowserCDPSession();
    const answer = await session?.send('SystemInfo.getProcessInfo');
    const browser = answer?.processInfo.find(({ type }) => type === 'browser');
    if (!browser) throw new Error('The browser does not say which process it is');
    return { context, pid: browser.id };
  }
}

/** Types and saves one expense through the app's own form; resolves when the screen has called it saved. */
async function saveThroughForm(
  page: Page,
  { title, amountMinor }: Save,
  onSubmit: () => void,
): Promise<void> {
  await page.getByRole('link', { name: 'Add expense' }).click();
  const form = formOf(page);
  await form.amount.fill((amountMinor / 100).toFixed(2));
  await form.description.fill(title);
  onSubmit();
  await form.save.click({ noWaitAfter: true });
  await page.waitForFunction(
    ({ text, status }) =>
      document.querySelector('[role=status]')?.textContent === status &&
      [...document.querySelectorAll('main li')].some((row) => row.textContent.includes(text)),
    { text: title, status: savedStatus },
    { polling: 'raf' },
  );
}

/** Milliseconds as a promise; a kill has to come at a moment that the page does not choose. */
const moment = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Saves expenses through the screen and kills the page, and now and then the whole browser, at moments drawn from
 * `seed`, most of them within the save. After the last kill everything that the screen has called saved is looked for in
 * the database of the reopened app.
 */
export async function runKillCampaign({
  origin,
  kills,
  saves,
  seed,
  onKill,
}: Campaign): Promise<CampaignReport> {
  const random = new RandomSource(seed);
  const profile = await mkdtemp(join(tmpdir(), 'tallybook-profile-'));
  const browser = new MortalBrowser(profile, origin);
  const done: Save[] = [];
  const killAt = new Set<number>();
  while (killAt.size < Math.min(kills, saves)) killAt.add(random.integer(0, saves - 1));
  let killed = 0;
  let browserKills = 0;
  try {
    for (let number = 0; number < saves; number++) {
      // The full stop keeps save 1 apart from save 12.
      const save = { title: `save ${number}.`, amountMinor: random.integer(1, 99_999), isConfirmed: false };
      done.push(save);
      const page = await browser.page();
      let submit: () => void = () => undefined;
      const submitted = new Promise<void>((resolve) => (submit = resolve));
      const saving = saveThroughForm(page, save, submit).then(() => void (save.isConfirmed = true));
      if (!killAt.has(number)) {
        await saving;
        continue;
      }
      // The page dies under it: the save stays unconfirmed.
      const ended = saving.catch(() => undefined);
      if (random.next() < 0.8) await submitted;
      await moment(random.integer(0, 120));
      const isWhole = random.next() < 0.1;
      await (isWhole ? browser.killBrowser() : browser.killPage());
      await ended;
      killed++;
      if (isWhole) browserKills++;
      onKill?.(killed);
    }
    const stored = await readStoredEntries(await browser.page());
    return { seed, kills: killed, browserKills, ...compare(done, stored) };
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

function compare(done: readonly Save[], stored: readonly StoredEntry[]) {
  const byTitle = new Map<string, StoredEntry[]>();
  for (const entry of stored) byTitle.set(entry.title, [...(byTitle.get(entry.title) ?? []), entry]);
  const lost: string[] = [];
  const doubled: string[] = [];
  let unconfirmedButPresent = 0;
  let expectedMinor = 0;
  for (const { title, amountMinor, isConfirmed } of done) {
    const found = byTitle.get(title) ?? [];
    if (isConfirmed && !found.some((entry) => entry.amountMinor === amountMinor)) lost.push(title);
    if (found.length > 1) doubled.push(title);
    if (!isConfirmed && found.length > 0) unconfirmedButPresent++;
    if (isConfirmed || found.length > 0) expectedMinor += amountMinor;
  }
  return {
    attempted: done.length,
    confirmed: done.filter(({ isConfirmed }) => isConfirmed).length,
    lost,
    doubled,
    unconfirmedButPresent,
    expectedMinor,
    storedMinor: stored.reduce((sum, entry) => sum + entry.amountMinor, 0),
  };
}
