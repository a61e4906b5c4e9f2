import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

type Tab = ReturnType<TestDevice['openTab']>;

async function openTab(tabId?: string): Promise<Tab> {
  const tab = device.openTab(tabId);
  await tab.ledger.loaded;
  // The probe of the storage is a write of its own, in which no fault is to strike.
  await tab.database.write(['meta'], () => Promise.resolve(), { durability: 'relaxed' });
  return tab;
}

async function added(tab: Tab, fields = coffee) {
  const result = await tab.ledger.addEntry(fields);
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

/** All that is on the disk, as a fresh page shows it. */
async function readBack(): Promise<string[]> {
  const tab = await openTab();
  return [...tab.ledger.entries, ...tab.ledger.deletedEntries]
    .map((entry) => `${entry.kind} ${entry.title} ${entry.amountMinor}${entry.deleted ? ' deleted' : ''}`)
    .sort();
}

const form = { draftKey: 'new' };

/** Writes reach the disk and are then reported as lost, until the three tries are used up. */
function loseAnswers(): void {
  device.storage.fail({ operation: 'committed-then-lost', errorName: 'UnknownError', times: 3 });
}

describe('a save that was refused although it reached the disk', () => {
  it('is not doubled by the next save of the form', async () => {
    const tab = await openTab();
    loseAnswers();
    expect(await tab.ledger.addEntry(coffee, form)).toMatchObject({ ok: false, refusal: { reason: 'lost' } });
    expect((await tab.ledger.addEntry(coffee, form)).ok).toBe(true);
    expect(await readBack()).toEqual(['expense coffee 1250']);
  });

  it('is not doubled when the browser never answered', async () => {
    const tab = await openTab();
    device.storage.fail({ operation: 'committed-then-lost', errorName: '', at: 'never', times: 1 });
    let reason: string | undefined;
    void tab.ledger.addEntry(coffee, form).then((result) => {
      if (!result.ok) reason = result.refusal.reason;
    });
    await expect
      .poll(() => {
        device.timers.advance(30_000);
        return reason;
      })
      .toBe('timed-out');
    expect((await tab.ledger.addEntry(coffee, form)).ok).toBe(true);
    expect(await readBack()).toEqual(['expense coffee 1250']);
  });

  it('takes over what was changed in the form meanwhile, the kind too, however often it is refused', async () => {
    const tab = await openTab();
    for (const fields of [
      coffee,
      { ...coffee, amountMinor: 300 },
      { ...coffee, kind: 'income' as const, category: 'sold' },
      { ...coffee, kind: 'income' as const, category: 'sold', title: 'beans' },
    ]) {
      loseAnswers();
      expect((await tab.ledger.addEntry(fields, form)).ok).toBe(false);
    }
    device.storage.heal();
    const last = { ...coffee, kind: 'income' as const, category: 'sold', title: 'Beans' };
    expect((await tab.ledger.addEntry(last, form)).ok).toBe(true);
    expect(await readBack()).toEqual(['expense coffee 300 deleted', 'income Beans 1250']);
  });

  it('ends with the form: the next new entry is another one', async () => {
    const tab = await openTab();
    loseAnswers();
    await tab.ledger.addEntry(coffee, form);
    await tab.drafts.discard('new');
    expect((await tab.ledger.addEntry({ ...coffee, title: 'tea' }, form)).ok).toBe(true);
    expect((await tab.ledger.addEntry({ ...coffee, title: 'milk' }, form)).ok).toBe(true);
    expect(await readBack()).toEqual(['expense coffee 1250', 'expense milk 1250', 'expense tea 1250']);
  });

  it('is corrected, not repeated, when it was an edit', async () => {
    const tab = await openTab();
    const entry = await added(tab);
    const edit = { draftKey: entry.id };
    loseAnswers();
    expect((await tab.ledger.editEntry(entry, { ...coffee, title: 'tea' }, edit)).ok).toBe(false);
    // Back to what the form opened with.
    expect((await tab.ledger.editEntry(entry, coffee, edit)).ok).toBe(true);
    expect(await readBack()).toEqual(['expense coffee 1250']);

    const income = { ...coffee, kind: 'income' as const };
    loseAnswers();
    expect((await tab.ledger.editEntry(entry, income, edit)).ok).toBe(false);
    expect((await tab.ledger.editEntry(entry, { ...income, title: 'sold' }, edit)).ok).toBe(true);
    expect(tab.ledger.entries.map(({ title, kind }) => [title, kind])).toEqual([['sold', 'income']]);
    expect(await readBack()).toEqual(['expense coffee 1250 deleted', 'income sold 1250']);
  });
});

describe('after a refused save', () => {
  it.each(['UnknownError', 'QuotaExceededError'])(
    'with %s nothing but a later save is called saved',
    async (errorName) => {
      const tab = await openTab('a');
      tab.drafts.keep('new', { amount: '12.50' });
      device.storage.fail({ operation: 'commit', errorName });
      expect((await tab.ledger.addEntry(coffee, form)).ok).toBe(false);
      device.storage.heal();
      await tab.drafts.flush();
      await tab.settings.reload();
      expect(tab.storageStatus.state.kind).toBe('not-saved');
      expect(tab.storageStatus.problem).not.toBeNull();
      expect((await tab.ledger.addEntry(coffee, form)).ok).toBe(true);
      expect(tab.storageStatus.state).toEqual({ kind: 'saved' });
      expect(tab.storageStatus.problem).toBeNull();
    },
  );

  it('the draft that had not been written yet is kept on', async () => {
    const tab = await openTab('a');
    tab.drafts.keep('new', { amount: '12.50' });
    device.storage.fail({ operation: 'put', errorName: 'QuotaExceededError', store: 'revisions' });
    expect((await tab.ledger.addEntry(coffee, form)).ok).toBe(false);
    device.storage.heal();
    await tab.drafts.flush();
    device.crashTab(tab);
    expect((await device.openTab('a').drafts.load('new'))?.fields).toEqual({ amount: '12.50' });
  });

  it('because of a bug, the answer says so and the draft is kept on', async () => {
    const tab = await openTab('a');
    tab.drafts.keep('new', { amount: '0' });
    const result = await tab.ledger.addEntry({ ...coffee, amountMinor: -1 }, form);
    expect(result).toEqual({ ok: false, refusal: { reason: 'failed', detail: 'TypeError' } });
    expect(tab.storageStatus.state).toEqual({ kind: 'not-saved', reason: 'failed' });
    await tab.drafts.flush();
    device.crashTab(tab);
    expect((await device.openTab('a').drafts.load('new'))?.fields).toEqual({ amount: '0' });
  });
});

describe('a change of the kind of an entry that another tab was faster to change', () => {
  it('keeps what the other tab changed, and does not leave both entries', async () => {
    const tab = await openTab();
    const seen = await added(tab);
    device.nowMs += 10;
    await tab.ledger.editEntry(seen, { ...coffee, title: 'Coffee', amountMinor: 300 });
    device.nowMs += 10;
    const changed = await tab.ledger.editEntry(seen, { ...coffee, kind: 'refund', note: 'cold' });
    expect(changed.ok && changed.value).toMatchObject({ title: 'Coffee', amountMinor: 300, note: 'cold' });
    expect(await readBack()).toEqual(['expense Coffee 300 deleted', 'refund Coffee 300']);
    expect(tab.ledger.deletedEntries[0]?.editedWhileDeleted).toBe(false);
  });

  it('does so too when its answer was lost', async () => {
    const tab = await openTab();
    const seen = await added(tab);
    await tab.ledger.editEntry(seen, { ...coffee, title: 'Coffee' });
    const refund = { ...coffee, kind: 'refund' as const };
    device.storage.fail({ operation: 'committed-then-lost', errorName: 'UnknownError', times: 4 });
    expect((await tab.ledger.editEntry(seen, refund, { draftKey: seen.id })).ok).toBe(false);
    const last = { ...refund, amountMinor: 300 };
    expect((await tab.ledger.editEntry(seen, last, { draftKey: seen.id })).ok).toBe(true);
    expect(tab.ledger.entries.map(({ id }) => id)).not.toContain(seen.id);
    expect(await readBack()).toEqual(['expense Coffee 1250 deleted', 'refund Coffee 300']);
  });

  it('is refused when the entry is in the bin, also because its kind was changed there', async () => {
    const tab = await openTab();
    const seen = await added(tab);
    const refund = { ...coffee, kind: 'refund' as const };
    tab.drafts.keep(seen.id, { note: 'x' });
    await tab.drafts.flush();
    expect((await tab.ledger.editEntry(seen, refund)).ok).toBe(true);
    expect(await tab.ledger.editEntry(seen, refund, { draftKey: seen.id })).toEqual({
      ok: false,
      refusal: { reason: 'failed', detail: 'deleted-elsewhere' },
    });
    expect((await tab.drafts.load(seen.id))?.fields).toEqual({ note: 'x' });
    expect(await readBack()).toEqual(['expense coffee 1250 deleted', 'refund coffee 1250']);
  });
});

describe('what a person types or chooses', () => {
  it('is written with the durability that waits for the disk', async () => {
    const tab = await openTab('a');
    device.storage.writes.length = 0;
    const entry = await added(tab);
    await tab.ledger.editEntry(entry, { ...coffee, kind: 'income' });
    await tab.ledger.deleteEntry(entry.id);
    await tab.ledger.restoreEntry(entry.id);
    await tab.ledger.importRows([]);
    await tab.settings.set('currency', 'EUR');
    tab.drafts.keep('new', { amount: '1' });
    await tab.drafts.flush();
    device.crashTab(tab, 'a');
    const next = device.openTab('b');
    await next.drafts.load('new');
    await next.drafts.discard('new');
    const writes = device.storage.writes.filter(({ stores }) => stores.join() !== 'meta');
    expect(writes).toHaveLength(9);
    expect(new Set(writes.map(({ durability }) => durability))).toEqual(new Set(['strict']));
  });
});
