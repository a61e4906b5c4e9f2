import { describe, expect, it } from 'vitest';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { CurrencyState, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { makeClassEntry } from './class-entry-fixture.ts';
import { PaymentNews } from './payment-news.svelte.ts';

const parties = { fromId: 'm_bea', toId: 'm_anna', currency: 'EUR' };

const paid = (id: string, from: string, to: string, own: Partial<ClassEntry> = {}): ClassEntry =>
  makeClassEntry({
    id,
    kind: 'settlement',
    legs: [{ cur: 'EUR', amt: 410, pay: [[from, 410]], owe: [[to, 410]] }],
    ...own,
  });

/** Bea is to pay Anna `leftMinor`, and was known as somebody else once. */
class FakeClass {
  entries = $state.raw<readonly ClassEntry[]>([paid('e_old', 'm_bea', 'm_anna'), makeClassEntry({})]);
  deletedEntries = $state.raw<readonly ClassEntry[]>([]);
  leftMinor = $state(0n);
  member = ((id: string) => ({ id: id === 'm_former' ? 'm_bea' : id })) as LiveClass['member'];

  get currencies(): readonly CurrencyState[] {
    const planned = { ...parties, amountMinor: this.leftMinor, suggestionId: 's_next' };
    const steady = this.leftMinor === 0n ? [] : [planned];
    return [{ currency: 'EUR', balances: [], isSettled: false, steady, fewest: null }];
  }
}

function opened(ownId: string | null = null) {
  const live = new FakeClass();
  return { live, news: new PaymentNews(live, () => ownId) };
}

const idsOf = (entries: readonly ClassEntry[]) => entries.map(({ id }) => id);

describe('PaymentNews', () => {
  it('is what was recorded between the two since the form was opened, either way', () => {
    const { live, news } = opened();
    expect(news.between('m_bea', 'm_anna')).toEqual([]);
    live.entries = [
      ...live.entries,
      paid('e_new', 'm_former', 'm_anna'),
      paid('e_back', 'm_anna', 'm_bea'),
      paid('e_others', 'm_cara', 'm_anna'),
    ];
    expect(idsOf(news.between('m_bea', 'm_anna'))).toEqual(['e_new', 'e_back']);
  });

  it('suggests what is left after it, and nothing when all is paid', () => {
    const { live, news } = opened();
    expect(news.suggested(parties)).toBe('as-opened');
    live.leftMinor = 300n;
    expect(news.suggested(parties)).toBe('as-opened');
    live.entries = [...live.entries, paid('e_new', 'm_bea', 'm_anna')];
    expect(news.suggested(parties)).toEqual({ id: 's_next', amountMinor: 300n });
    live.leftMinor = 0n;
    expect(news.suggested(parties)).toBeNull();
  });

  it('suggests anew also when a payment was deleted, which is no payment to tell of', () => {
    const { live, news } = opened();
    live.leftMinor = 410n;
    live.entries = [];
    live.deletedEntries = [paid('e_old', 'm_bea', 'm_anna', { deleted: true })];
    expect(news.between('m_bea', 'm_anna')).toEqual([]);
    expect(news.suggested(parties)).toEqual({ id: 's_next', amountMinor: 410n });
  });

  it('is never what the form itself records', () => {
    const { live, news } = opened('e_own');
    live.entries = [...live.entries, paid('e_own', 'm_bea', 'm_anna')];
    expect(news.between('m_bea', 'm_anna')).toEqual([]);
    news.hold();
    live.entries = [...live.entries, paid('e_new', 'm_bea', 'm_anna')];
    expect(news.between('m_bea', 'm_anna')).toEqual([]);
    news.release();
    expect(idsOf(news.between('m_bea', 'm_anna'))).toEqual(['e_new']);
  });
});
