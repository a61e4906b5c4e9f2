import { expect, it } from 'vitest';
import { createEntry, type PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { metaKeys, type StoredRevision } from '$lib/platform/schema.ts';
import { deriveRows } from './derive-rows.ts';
import { byDay } from './entry-list.ts';
import { unpackChunk } from './list-chunk.ts';
import type { OpenLedger } from './open-ledger.ts';
import { derivedStores } from './projection-changes.ts';
import { entriesOf, isCurrentProjection } from './projection-rows.ts';
import { foldRows } from './projection.ts';
import { coffee, TestDevice } from './test-device.ts';

/** All thousand: `VITE_SEEDS=1000 pnpm vitest run --project web projection-property`. */
const seeds = Number(import.meta.env['VITE_SEEDS'] ?? 100);

/** Whole numbers that look random, the same for the same seed (Numerical Recipes). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function randomFields(roll: (sides: number) => number): PersonalFields {
  return {
    kind: (['expense', 'expense', 'income', 'refund'] as const)[roll(4)] ?? 'expense',
    amountMinor: roll(4) === 0 ? 1_000_000_000_000 - roll(9) : 1 + roll(5_000),
    currency: ['EUR', 'JPY', 'KWD'][roll(3)] ?? 'EUR',
    day: `2026-0${1 + roll(3)}-1${roll(4)}`,
    title: ['Café ☕', 'bread', '', 'ラーメン'][roll(4)] ?? '',
    category: ['', 'eating-out', 'home'][roll(3)] ?? '',
    note: roll(3) === 0 ? 'two\nlines\tand a tab' : '',
  };
}

/** One command, crash or fault of the disk; the answer names it. */
async function step(
  device: TestDevice,
  tabs: OpenLedger[],
  roll: (sides: number) => number,
): Promise<string> {
  device.nowMs += roll(3) * 1000;
  const at = roll(tabs.length);
  const tab = tabs[at];
  if (!tab) throw new Error('There is no tab');
  const { ledger } = tab;
  const read = await tab.database.read(['entries'], (tx) => tx.objectStore('entries').getAll());
  const known: PersonalEntry[] = read.ok ? entriesOf(read.value) : [];
  const seen = known[roll(Math.max(1, known.length))];
  if (roll(3) === 0) {
    const operation = (
      ['put', 'get', 'commit', 'getAllKeys', 'count', 'delete', 'committed-then-lost'] as const
    )[roll(7)];
    const errorName = ['AbortError', 'QuotaExceededError', 'UnknownError', 'DataError'][roll(4)] ?? '';
    if (operation) device.storage.fail({ operation, errorName, times: 1 + roll(4), after: roll(9) });
  }
  const command = roll(10);
  const some = known.filter(() => roll(3) > 0).map(({ id }) => id);
  if (command <= 2 || !seen) await ledger.addEntry(randomFields(roll));
  else if (command === 3) await ledger.editEntry(seen, randomFields(roll));
  else if (command === 4) await ledger.editEntry(seen, { ...coffee, kind: seen.kind, day: seen.day });
  else if (command === 5) await (seen.deleted ? ledger.restoreEntry(seen.id) : ledger.deleteEntry(seen.id));
  else if (command === 6) {
    const stamp = { t: device.nowMs, id: `e_${String(roll(9)).padEnd(16, 'A')}` };
    await ledger.importRows([createEntry(randomFields(roll), stamp)]);
  } else if (command === 7) {
    if (roll(2) === 0) await ledger.deleteEntries(some);
    else await ledger.restoreEntries(some);
  } else if (command === 8) {
    const done = await (roll(2) === 0
      ? ledger.recategorise(some, { id: 'home', flow: 'out' })
      : ledger.tagEntries(some, { add: ['trip'], remove: ['work'] }));
    if (done.ok && roll(2) === 0) await ledger.undoBulk(done.value.undo);
  } else {
    device.crashTab(tab);
    device.storage.heal();
    device.wholeLimit = roll(2) === 0 ? 2 : undefined;
    tabs[at] = device.openTab(`t${at}`);
  }
  device.storage.heal();
  return String(command);
}

/** What the raw revisions fold to. */
async function recompute(revisions: readonly StoredRevision[]): Promise<{
  entries: PersonalEntry[];
  derived: unknown;
}> {
  const ids = new Set(revisions.map(({ entityId }) => entityId));
  const rows = [...ids].map((id) =>
    foldRows(
      id,
      revisions.filter(({ entityId }) => entityId === id),
    ),
  );
  const entries = entriesOf(rows);
  const { days, months, chunks, bin } = await deriveRows(entries);
  return { entries, derived: comparable({ days, months, bin, items: chunks.flatMap(unpackChunk) }) };
}

/** Rows in the order of their keys, as a database has them. */
function comparable(rows: {
  days: readonly { readonly period: string }[];
  months: readonly { readonly period: string }[];
  bin: readonly { readonly id: string }[];
  items: readonly object[];
}): unknown {
  const sorted = <T>(list: readonly T[], keyOf: (row: T) => string) =>
    [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return {
    days: sorted(rows.days, ({ period }) => period),
    months: sorted(rows.months, ({ period }) => period),
    bin: sorted(rows.bin, ({ id }) => id),
    items: rows.items,
  };
}

/** Whether the stored projection claims to be current; then it has to be true. */
async function check(tab: OpenLedger): Promise<{ isCurrent: boolean; entries: PersonalEntry[] }> {
  const read = await tab.database.read(['revisions', ...derivedStores], async (tx) => ({
    revisions: await tx.objectStore('revisions').getAll(),
    meta: (await tx.objectStore('meta').get(metaKeys.projection))?.value,
    days: await tx.objectStore('days').getAll(),
    months: await tx.objectStore('months').getAll(),
    bin: await tx.objectStore('bin').getAll(),
    items: (await tx.objectStore('listChunks').getAll()).flatMap(unpackChunk),
  }));
  if (!read.ok) throw new Error(read.refusal.detail);
  const { revisions, meta, ...found } = read.value;
  const { entries, derived } = await recompute(revisions);
  const isCurrent = isCurrentProjection(meta) && meta.folded + meta.offset === revisions.length;
  if (isCurrent) expect(comparable(found)).toEqual(derived);
  return { isCurrent, entries };
}

/** What screens are shown equals what the records say. */
async function checkShown({ ledger }: OpenLedger, entries: readonly PersonalEntry[]): Promise<void> {
  const live = entries.filter(({ deleted }) => !deleted).sort(byDay);
  await ledger.stock?.readIndex();
  const index = ledger.stock?.index;
  expect(Array.from({ length: index?.count ?? 0 }, (_, at) => index?.idAt(at))).toEqual(
    live.map(({ id }) => id),
  );
  expect(ledger.count).toBe(live.length);
  expect(ledger.hasRecords).toBe(entries.length > 0);
  const counted = [...ledger.amounts].reduce((sum, { count = 1 }) => sum + count, 0);
  expect(counted).toBe(live.length);
}

it(
  'what is derived equals a recomputation from the raw revisions, whatever breaks in between',
  { timeout: 600_000 },
  async () => {
    let currentCount = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const device = new TestDevice(seed);
      const roll = dice(seed);
      const tabs = [device.openTab('t0'), device.openTab('t1')];
      const done: string[] = [];
      try {
        await Promise.all(tabs.map(({ ledger }) => ledger.loaded));
        for (let n = 0; n < 10; n++) {
          done.push(await step(device, tabs, roll));
          for (const tab of tabs.slice(0, 1)) if ((await check(tab)).isCurrent) currentCount++;
        }
        device.wholeLimit = roll(2) === 0 ? 1 : undefined;
        const last = device.openTab('last');
        await last.ledger.loaded;
        const { isCurrent, entries } = await check(last);
        expect(isCurrent || entries.length === 0).toBe(true);
        await checkShown(last, entries);
      } catch (error) {
        throw new Error(`seed ${seed}, commands ${done.join(' ')}`, { cause: error });
      } finally {
        device.shutDown();
      }
    }
    // A projection that gave up each time would always be true.
    expect(currentCount).toBeGreaterThan(seeds * 7);
  },
);

it('stays true as chunks are filled, split and emptied', async () => {
  const device = new TestDevice(7);
  const roll = dice(7);
  device.wholeLimit = 100;
  try {
    const tab = device.openTab();
    await tab.ledger.loaded;
    const rows = Array.from({ length: 2_300 }, (_, n) =>
      createEntry(randomFields(roll), { t: device.nowMs + n, id: `e_${String(n).padStart(16, '0')}` }),
    );
    expect((await tab.ledger.importRows(rows)).ok).toBe(true);
    expect(tab.ledger.stock?.isPaged).toBe(true);
    for (let n = 0; n < 40; n++) await tab.ledger.addEntry({ ...coffee, day: '2026-02-11' });
    await tab.ledger.deleteEntry(rows[5]?.id ?? '');
    const { isCurrent, entries } = await check(tab);
    expect(isCurrent).toBe(true);
    await checkShown(tab, entries);
  } finally {
    device.shutDown();
  }
});
