import { CLASS_ID, ME, until } from '$lib/class-sync/test-class.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BERT, bertIsIn, bertPaid, TestLive } from './test-live.ts';

let test: TestLive;
beforeEach(async () => {
  test = await TestLive.start();
});
afterEach(() => test.close());

describe('entries', () => {
  it('are listed newest day first, and go to the bin and back', async () => {
    const { live } = test;
    await test.add('old', '2026-01-01');
    const id = await test.add('new', '2026-02-01');
    await test.add('middle', '2026-01-15');
    await test.add('middle, entered later', '2026-01-15');
    const titles = () => live.entries.map(({ title }) => title);
    const others = ['middle, entered later', 'middle', 'old'];
    expect(titles()).toEqual(['new', ...others]);
    await live.deleteEntry(id);
    expect([titles(), live.deletedEntries.map(({ title }) => title)]).toEqual([others, ['new']]);
    await live.restoreEntry(id);
    expect([titles(), live.deletedEntries]).toEqual([['new', ...others], []]);
    await live.editEntry(id, { day: '2025-12-31' });
    expect(titles()).toEqual([...others, 'new']);
  });

  it('say what they are to me', async () => {
    const { live } = test;
    test.receive({ ...bertIsIn, ...bertPaid(1200) });
    const theirs = live.entryById('e_bertpaid0');
    const mine = live.entryById(await test.add('mine', '2026-01-01', 500));
    if (!theirs || !mine) throw new Error('They have not come');
    expect(live.myPart(theirs)).toEqual([{ currency: 'EUR', minor: -1200n, isInvolved: true }]);
    expect(live.myPart(mine)).toEqual([{ currency: 'EUR', minor: 250n, isInvolved: true }]);
    test.receive({ e_notmine000: { ...(bertPaid(900, BERT).e_bertpaid0 as object), t: 9 } });
    const notMine = live.entryById('e_notmine000');
    expect(notMine && live.myPart(notMine)).toEqual([{ currency: 'EUR', minor: 0n, isInvolved: false }]);
  });

  it('open in an editor as they were entered', async () => {
    const { live } = test;
    await live.addMember('Grandmother');
    const entry = live.entryById(await test.add('dinner', '2026-01-01', 1001));
    const ids = live.members.map(({ id }) => id);
    expect(entry && live.moneyToEdit(entry)).toMatchObject({
      kind: 'expense',
      amountMinor: 1001,
      payers: [[ME, 1001]],
      split: { mode: 'equally', memberIds: expect.arrayContaining(ids) as unknown },
    });
  });
});

describe('marks', () => {
  it('are on what others have just changed, for a while', async () => {
    const { live, tab } = test;
    const mine = await test.add('mine', '2026-01-01');
    test.receive(bertPaid(1200));
    expect([live.isFresh(mine), live.isFresh('e_bertpaid0')]).toEqual([false, true]);
    tab.timers.advance(3_999);
    expect(live.isFresh('e_bertpaid0')).toBe(true);
    tab.timers.advance(1);
    expect(live.isFresh('e_bertpaid0')).toBe(false);
  });

  it('are not on everything that comes after an absence', () => {
    const one = bertPaid(1200).e_bertpaid0;
    const many = Array.from({ length: 21 }, (_, index) => [`e_many${String(index).padStart(6, '0')}`, one]);
    test.receive(Object.fromEntries(many) as Record<string, unknown>);
    expect(test.live.entries).toHaveLength(21);
    expect(test.live.entries.some(({ id }) => test.live.isFresh(id))).toBe(false);
  });

  it('are on what the server has not confirmed, also after a restart', async () => {
    const id = await test.add('mine', '2026-01-01');
    expect(test.live.isUnsynced(id)).toBe(true);
    const live = await test.open();
    expect(live.isUnsynced(id)).toBe(true);
    expect(live.status).toEqual({ kind: 'saved', why: 'unsent' });
    await test.sync();
    expect(live.isUnsynced(id)).toBe(false);
    expect(test.statuses.at(-1)).toBe('synced');
    await live.editEntry(id, { title: 'mine again' });
    expect(live.isUnsynced(id)).toBe(true);
    await test.tab.connection.confirm();
    expect([live.isUnsynced(id), live.status]).toEqual([false, { kind: 'synced' }]);
    await live.close();
    expect(test.statuses.at(-1)).toBeNull();
  });
});

describe('balances', () => {
  it('sum to zero and are settled by the payments suggested, each once', async () => {
    const { live } = test;
    await live.addMember('Grandmother');
    await test.add('dinner', '2026-02-01', 1001);
    const [euro] = live.currencies;
    const [payment] = euro?.steady ?? [];
    if (!euro || !payment) throw new Error('Nothing is suggested');
    expect(euro.balances.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0n)).toBe(0n);
    expect(euro.balances.map(({ memberId }) => memberId)).toEqual(live.members.map(({ id }) => id));
    const { fromId, toId, amountMinor, suggestionId } = payment;
    const amount = Number(amountMinor);
    const fields = { fromId, toId, amountMinor: amount, currency: 'EUR', day: '2026-02-02', note: '' };
    const suggestion = { id: suggestionId, amountMinor };
    await live.recordPayment(fields, suggestion);
    expect(live.currencies).toMatchObject([{ isSettled: true, steady: [], fewest: null }]);
    const again = await live.recordPayment(fields, suggestion);
    expect(again).toMatchObject({ kind: 'refused', refusal: { reason: 'already-recorded' } });
  });

  it('are settled in part by a payment in part', async () => {
    const { live } = test;
    await live.addMember('Grandmother');
    await test.add('dinner', '2026-02-01', 1000);
    const [payment] = live.currencies[0]?.steady ?? [];
    if (!payment) throw new Error('Nothing is suggested');
    const { fromId, toId, amountMinor, suggestionId } = payment;
    const fields = { fromId, toId, amountMinor: 200, currency: 'EUR', day: '2026-02-02', note: '' };
    await live.recordPayment(fields, { id: suggestionId, amountMinor });
    expect(live.currencies[0]?.steady).toMatchObject([{ fromId, toId, amountMinor: 300n }]);
  });
});

describe('what has come since', () => {
  it('is told by arrival, also of what was done long before, and after the page was loaded anew', async () => {
    test.receive(bertIsIn);
    const mine = await test.add('mine', '2026-01-01');
    const standing = test.live.standing();
    expect(test.live.arrivedSince(standing)).toEqual(new Set());
    test.receive(bertPaid(700));
    expect(test.live.arrivedSince(standing)).toEqual(new Set(['e_bertpaid0']));
    await test.live.retrySave();
    const live = await test.open();
    expect(live.entryById(mine)?.title).toBe('mine');
    expect(live.arrivedSince(standing)).toEqual(new Set(['e_bertpaid0']));
  });

  it('is not known of another document, or by what is no standing', () => {
    const { live } = test;
    expect(live.arrivedSince({ ...live.standing(), documentId: 'another' })).toBeNull();
    expect(live.arrivedSince({ ...live.standing(), vector: '/////w==' })).toBeNull();
    expect(live.arrivedSince({ ...live.standing(), vector: 'no base64' })).toBeNull();
  });
});

describe('who was removed', () => {
  it('reads and copies what is here, and writes nothing', async () => {
    await test.add('mine', '2026-01-01');
    const { live, tab } = test;
    tab.connection.end(4403);
    await until(() => live.isReadOnly);
    expect(await live.addMember('Zoe')).toEqual({ kind: 'read-only', why: 'removed' });
    expect([live.entries.length, live.members.length]).toEqual([1, 1]);
    expect(JSON.parse(live.exportCopy())).toMatchObject({
      format: 'tallybook-class-copy',
      entries: [{ title: 'mine', amounts: [{ currency: 'EUR', amount: '10.00' }] }],
    });
  });

  it('before anything arrived waits for nothing', async () => {
    const { tab } = test;
    await tab.store.change(CLASS_ID, (row) => ({ ...row, seq: -1 }));
    const live = await test.open({ connects: false });
    expect(live.phase).toBe('loading');
    tab.state = { ok: false, refusal: 'no-such-class' };
    tab.timers.advance(60_000);
    await until(() => live.isReadOnly);
    expect(live.phase).toBe('ready');
  });
});
