/**
 * How fast the built app feels with a ledger in use, in real Chromium at the size of a phone, with and without a
 * processor four times slower, and a class on several phones: `pnpm bench:web [records] [runs=7]`, and only one of the
 * three with `ledger`, `classes` or `picture` as the last word; `members=50` makes larger classes, `classes=20` and
 * `entries=5000` are what the picture of all money is made of. Without a number of records the ledger has 1,000, then 10,000, then
 * 50,000. It prints and never fails on a timing: figures of a busy machine are no test.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { openChromium } from '../support/open-chromium.ts';
import { printLedgerTable } from './ledger-table.ts';
import { measureClasses } from './web-classes.ts';
import { measureLedger, type LedgerFigures } from './web-ledger.ts';
import { measurePicture } from './web-picture.ts';

const words = process.argv.slice(2);
const [records, runs = 7] = words.filter((word) => /^\d+$/.test(word)).map(Number);
/** Of a word such as `members=50`. */
const sizeIn = (name: string) => {
  const word = words.find((each) => each.startsWith(`${name}=`));
  return word === undefined ? undefined : Number(word.slice(name.length + 1));
};
const members = sizeIn('members');
const sizes = records === undefined ? [1_000, 10_000, 50_000] : [records];
const parts = ['ledger', 'classes', 'picture'] as const;
const isMeasured = (part: (typeof parts)[number]) =>
  words.includes(part) || !parts.some((each) => words.includes(each));

const loadNow = () => `load of the machine ${(loadavg()[0] ?? 0).toFixed(1)}`;

const browser = await openChromium();
try {
  const [cpu] = cpus();
  console.log(`${runs} runs, medians (min–max), ${loadNow()}`);
  console.log(
    `Chromium ${browser.version()}, Node ${process.version}, ${cpus().length} x ${cpu?.model ?? 'unknown'}`,
  );
  console.log(`${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${process.platform}`);
  if (isMeasured('ledger')) {
    const measured: LedgerFigures[] = [];
    for (const size of sizes) {
      measured.push(...(await measureLedger(browser, size, runs)));
      console.log(`measured with ${size.toLocaleString('en')} records, ${loadNow()}`);
    }
    printLedgerTable(measured);
  }
  if (isMeasured('classes')) await measureClasses(browser, runs, members);
  if (isMeasured('picture'))
    await measurePicture({
      records: records ?? 50_000,
      classes: sizeIn('classes') ?? 20,
      entries: sizeIn('entries') ?? 5_000,
      runs,
    });
} finally {
  await browser.close();
}
