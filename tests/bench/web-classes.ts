import type { Browser, Page } from '@playwright/test';
import { signUp } from '../support/api-client.ts';
import { formOf } from '../support/app-screens.ts';
import { openClass } from '../support/class-screens.ts';
import { seedLargeClass, type SeededClass } from '../support/class-seeding.ts';
import { countTraffic } from '../support/counting-proxy.ts';
import { TestServer } from '../support/server.ts';
import { coldPhone, entryRow, phoneWithClass, signedInPhone, slowPage, watchedPage } from './class-phone.ts';
import { measureReading, READING_AIMS } from './class-reading.ts';
import { Figures } from './web-figures.ts';
import { firstRowMs, saveToRowMs, shownAfterMs, watchEvent } from './web-timings.ts';

const EDITS = 100;
const TAP = 'tap in the list of classes to the first row, ms';
const SAVE = 'Save to visible row, ms';

/** What the figures should stay below, without a throttle and with a processor four times slower. */
const aimsAt = (rate: number): Record<string, number> =>
  rate === 1 ? { ...READING_AIMS, [TAP]: 400, [SAVE]: 50 } : { [SAVE]: 150 };
const sizes = [1_000, 10_000] as const;
const inWords = (count: number) => count.toLocaleString('en');

/** Milliseconds from an edit on one device, as the time stamp of its click on Save, to the frame that shows it on another. */
async function measureEdits(browser: Browser, seeded: SeededClass, figures: Figures): Promise<void> {
  const [writer, reader] = [
    await phoneWithClass(browser, seeded, 0),
    await phoneWithClass(browser, seeded, 1),
  ];
  const [writing, reading] = [await writer.newPage(), await reader.newPage()];
  for (const page of [writing, reading]) await openClass(page, seeded.classId);
  for (let edit = 0; edit < EDITS; edit++) {
    const next = `Edited for the ${edit}th time`;
    const shown = shownAtMs(reading, next);
    await writing.locator(entryRow).first().click();
    await formOf(writing).description.waitFor();
    await formOf(writing).description.fill(next);
    const clicked = writing.evaluate(
      () =>
        new Promise<number>((resolve) => {
          document.addEventListener('click', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), {
            capture: true,
            once: true,
          });
        }),
    );
    const times = Promise.all([clicked, shown]);
    // Whatever ends the measuring before is told by the click.
    times.catch(() => undefined);
    await formOf(writing).save.click();
    const [clickedAt, shownAt] = await times;
    figures.addToPercentiles('edit on one device to visible on another, ms', shownAt - clickedAt);
    await writing.locator(entryRow, { hasText: next }).first().waitFor();
  }
  await writer.close();
  await reader.close();
}

/** When the frame after the row with this text was handed over, in ms since 1970. */
function shownAtMs(page: Page, text: string): Promise<number> {
  return page.evaluate(
    ({ row, wanted }) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (![...document.querySelectorAll(row)].some((at) => at.textContent.includes(wanted))) return;
          observer.disconnect();
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
          );
        });
        observer.observe(document, { childList: true, subtree: true, characterData: true });
      }),
    { row: entryRow, wanted: text },
  );
}

/** From the device alone: its network is off. */
async function measureOpening(
  browser: Browser,
  seeded: SeededClass,
  size: number,
  runs: number,
): Promise<void> {
  const context = await phoneWithClass(browser, seeded);
  for (const rate of [1, 4]) {
    const figures = new Figures(aimsAt(rate));
    await context.setOffline(true);
    for (let run = 0; run < runs; run++) {
      const page = await watchedPage(context, rate);
      await page.goto(`/classes/${seeded.classId}`);
      figures.add('navigation to the first row of the class, ms', await firstRowMs(page));
      await page.goto('/classes');
      await page.getByRole('main').getByRole('link', { name: 'House' }).waitFor();
      await watchEvent(page, 'click', entryRow, '');
      await page.getByRole('main').getByRole('link', { name: 'House' }).click();
      figures.add(TAP, await shownAfterMs(page));
      await page.close();
    }
    await context.setOffline(false);
    for (let run = 0; run < runs; run++) {
      const page = await watchedPage(context, rate);
      await openClass(page, seeded.classId);
      await page.getByRole('link', { name: 'Add expense' }).click();
      await formOf(page).amount.waitFor();
      figures.add(SAVE, await saveToRowMs(page, `measured in run ${run} at ${rate}`));
      await page.close();
    }
    await measureReading(context, seeded.classId, { rate, runs }, figures);
    figures.print(
      `a class of ${inWords(size)} on the device, ${rate === 1 ? 'unthrottled' : `processor ${rate} times slower`}`,
    );
  }
  await context.close();
}

async function measureJoining(
  browser: Browser,
  seeded: SeededClass,
  size: number,
  runs: number,
): Promise<void> {
  const figures = new Figures();
  for (let run = 0; run < runs; run++) {
    const newcomer = await signUp(seeded.origin, `join-${size}-${run}`);
    const cold = await coldPhone(browser, seeded.origin, newcomer);
    const page = await slowPage(cold);
    await page.goto(`/join#${seeded.code}`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Join class' }).click();
    figures.add('link opened, nothing cached, one tap, to the first row, ms', await firstRowMs(page));
    await cold.close();

    const other = await signUp(seeded.origin, `tap-${size}-${run}`);
    const visited = await signedInPhone(browser, seeded.origin, other);
    const joining = await slowPage(visited);
    await joining.goto(`/join#${seeded.code}`);
    const join = joining.getByRole('button', { name: 'Join class' });
    await join.waitFor();
    await watchEvent(joining, 'click', entryRow, '');
    await join.click();
    figures.add('app installed, tap on Join class to the first row, ms', await shownAfterMs(joining));
    await visited.close();
  }
  figures.print(
    `joining a class of ${inWords(size)}, slow 4G (562 ms, 1.44 Mbit/s), processor 4 times slower`,
  );
}

/** What a first visit of a class's screen loads. */
async function measureWeight(browser: Browser, server: TestServer, seeded: SeededClass): Promise<void> {
  const proxy = await countTraffic(server.origin);
  await server.restart({ PUBLIC_ORIGIN: proxy.origin });
  const [member] = seeded.members;
  if (!member) throw new RangeError('The class has members');
  const context = await coldPhone(browser, proxy.origin, member.account);
  const page = await context.newPage();
  await openClass(page, seeded.classId);
  await page.locator(entryRow).first().waitFor();
  await page.waitForLoadState('networkidle');
  await context.close();
  proxy.close();
  await server.restart();
  const scripts = proxy.answers.filter(({ contentType }) => contentType === 'text/javascript');
  const bytes = scripts.reduce((sum, { headerBytes, bodyBytes }) => sum + headerBytes + bodyBytes, 0);
  console.log(
    `\nJavaScript of the class screen, Yjs included: ${scripts.length} files, ${(bytes / 1000).toFixed(1)} kB of 120.0 kB`,
  );
}

/** Classes on several phones and one server, which is this one's own. */
export async function measureClasses(browser: Browser, runs: number, memberCount?: number): Promise<void> {
  const server = await TestServer.start();
  try {
    for (const size of sizes) {
      const seeded = await seedLargeClass(server.origin, 'House', size, memberCount);
      if (size === sizes[0]) await measureWeight(browser, server, seeded);
      const figures = new Figures();
      await measureEdits(browser, seeded, figures);
      figures.print(`a class of ${inWords(size)} on two devices, loopback`);
      await measureOpening(browser, seeded, size, runs);
      await measureJoining(browser, seeded, size, runs);
    }
  } finally {
    await server.remove();
  }
}
