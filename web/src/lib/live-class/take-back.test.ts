import type { Command } from '@tallybook/shared/class-doc/commands/command';
import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import { ME } from '$lib/class-sync/test-class.ts';
import { refused } from '$lib/platform/storage-result.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassWrite, LiveClass } from './live-class.svelte.ts';
import { BERT, bertIsIn, bertPaid, TestLive } from './test-live.ts';

let test: TestLive;
let live: LiveClass;
beforeEach(async () => {
  test = await TestLive.start();
  live = test.live;
  test.receive({ ...bertIsIn, ...bertPaid(1200) });
  await live.retrySave();
});
afterEach(() => test.close());

/** The command of a write that a full device did not store. */
async function unstored(write: () => Promise<ClassWrite>): Promise<Command> {
  const { store } = test.tab;
  const append = store.append.bind(store);
  store.append = () => Promise.resolve(refused('full', 'QuotaExceededError'));
  const written = await write();
  store.append = append;
  if (written.kind !== 'not-saved') throw new Error(written.kind);
  return written.command;
}

const owed = () => live.currencies[0]?.balances.map(({ balanceMinor }) => balanceMinor);

const money: EntryFields['money'] = {
  kind: 'expense',
  amountMinor: 800,
  currency: 'EUR',
  payers: [[ME, 800]],
  split: { mode: 'equally', memberIds: [ME, BERT] },
};

const payment = {
  fromId: ME,
  toId: BERT,
  amountMinor: 1200,
  currency: 'EUR',
  day: '2026-03-01',
  note: '',
};

describe('takeBack', () => {
  it('takes out a payment that was not stored, with what was changed of it', async () => {
    const before = owed();
    const recorded = await unstored(() => live.recordPayment(payment));
    const { entityId } = recorded;
    const edited = await unstored(() => live.editPayment(entityId, { ...payment, amountMinor: 700 }));
    expect(owed()).not.toEqual(before);
    expect(await live.takeBack([recorded, edited])).toMatchObject({ kind: 'saved' });
    expect([owed(), live.entryById(entityId)?.deleted]).toEqual([before, true]);
    const opened = await test.open();
    expect(opened.entries.map(({ id }) => id)).toEqual(['e_bertpaid0']);
  });

  it('leaves the same payment to somebody else who has recorded it too', async () => {
    const [planned] = live.currencies[0]?.steady ?? [];
    if (!planned) throw new Error('Nothing is suggested');
    const { suggestionId: id, amountMinor } = planned;
    const recorded = await unstored(() => live.recordPayment(payment, { id, amountMinor }));
    const legs = [{ cur: 'EUR', amt: 1200, pay: [[ME, 1200]], owe: [[BERT, 1200]] }];
    const groups = { money: { legs }, date: '2026-03-01', note: 'by Bert' };
    test.receive({ r_bertpays00: { k: 's', e: id, t: 3, a: BERT, s: groups } });
    await live.takeBack([recorded]);
    expect(live.entryById(id)).toMatchObject({ deleted: false, note: 'by Bert' });
    expect(live.currencies[0]?.isSettled).toBe(true);
  });

  it('gives an entry its former values back, and leaves what somebody else changed since', async () => {
    const id = await test.add('dinner', '2026-02-01', 1000);
    const edited = await unstored(() => live.editEntry(id, { money, title: 'lunch', note: 'cheap' }));
    const heads = live.entryById(id)?.heads;
    test.receive({
      r_bertsays00: { k: 'x', e: id, t: 2e12, a: BERT, b: heads, s: { note: 'not so cheap' } },
    });
    await live.takeBack([edited]);
    expect(live.entryById(id)).toMatchObject({
      title: 'dinner',
      note: 'not so cheap',
      legs: [{ amt: 1000 }],
    });
  });

  it('brings back what was deleted, and what another kind of entry took the place of', async () => {
    const id = await test.add('dinner', '2026-02-01', 1000);
    const before = owed();
    const deleted = await unstored(() => live.deleteEntry(id));
    await live.takeBack([deleted]);
    expect([live.entryById(id)?.deleted, owed()]).toEqual([false, before]);
    const replaced = await unstored(() => live.editEntry(id, { money: { ...money, kind: 'income' } }));
    await live.takeBack([replaced]);
    expect([live.entryById(id)?.deleted, live.entryById(replaced.entityId)?.deleted]).toEqual([false, true]);
    expect(owed()).toEqual(before);
  });

  it('puts into the bin again what was restored', async () => {
    const id = await test.add('dinner', '2026-02-01');
    await live.deleteEntry(id);
    const restored = await unstored(() => live.restoreEntry(id));
    await live.takeBack([restored]);
    expect(live.entryById(id)?.deleted).toBe(true);
  });
});

describe('close', () => {
  it('tells once that it is closed, however often it is called', async () => {
    const { statuses } = test;
    statuses.length = 0;
    await Promise.all([live.close(), live.close()]);
    await live.close();
    expect(statuses.filter((status) => status === null)).toHaveLength(1);
  });
});
