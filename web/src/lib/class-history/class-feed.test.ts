import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ClassFeed } from './class-feed.ts';
import { byDay, readFeed, readNews } from './feed-page.ts';
import { countNews, MAX_NEWS, newsSince } from './last-visit.ts';

const ANNA = 'm_anna00000';
const BERT = 'm_bert00000';
const money = {
  legs: [{ cur: 'EUR', amt: 1000, pay: [[ANNA, 1000]], owe: [[BERT, 1000]] }],
};

type Record = readonly [id: string, record: unknown];

const entryId = (number: number): string => `e_entry${String(number).padStart(6, '0')}`;
const created = (number: number, t: number, a = ANNA): Record => [
  entryId(number),
  { k: 'x', t, a, s: { title: `Entry ${number}`, date: '2026-03-01', money } },
];
const edited = (id: string, number: number, t: number, a = BERT): Record => [
  id,
  { k: 'x', e: entryId(number), t, a, b: [entryId(number)], s: { note: id } },
];

function ledgerOf(records: readonly Record[]): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply(records.map(([id, record]) => ({ id, value: JSON.stringify(record) })));
  return ledger;
}

describe('ClassFeed', () => {
  it('gives all steps of all entities, newest first, however they lie among one another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ number: fc.nat(6), t: fc.integer({ min: 1, max: 60 }) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        (edits, page) => {
          const records = [
            ...Array.from({ length: 7 }, (_, number) => created(number, number * 5)),
            ...edits.map(({ number, t }, at) => edited(`r_edit${String(at).padStart(6, '0')}`, number, t)),
          ];
          const feed = new ClassFeed(ledgerOf(records));
          const steps = [];
          for (let taken = feed.take(page); taken.length > 0; taken = feed.take(page)) steps.push(...taken);
          expect(steps.map(({ revisionId }) => revisionId).sort()).toEqual(records.map(([id]) => id).sort());
          expect(steps.map(({ t }) => t)).toEqual(steps.map(({ t }) => t).toSorted((a, b) => b - a));
        },
      ),
    );
  });

  it('folds only the histories that a page shows of 10,000 entries', () => {
    const ledger = ledgerOf(Array.from({ length: 10_000 }, (_, number) => created(number, number + 1)));
    const history = vi.spyOn(ledger, 'history');
    const { steps, hasMore } = readFeed(ledger, 50, '');
    expect([steps.length, steps[0]?.entityId, hasMore]).toEqual([50, entryId(9999), true]);
    expect(history.mock.calls.length).toBeLessThan(60);
  });

  it('shows what one person did, and nothing that a plan made', () => {
    const ledger = ledgerOf([
      created(1, 10),
      created(2, 20, BERT),
      [entryId(3), { k: 'x', t: 30, a: BERT, auto: 'r_plan0000', s: { title: 'Rent', money } }],
    ]);
    expect(readFeed(ledger, 50, BERT).steps.map((step) => step.entityId)).toEqual([entryId(2)]);
    expect(readFeed(ledger, 50, '').steps).toHaveLength(3);
  });

  it("finds what one person changed of others' entries, and folds none that nobody else touched", () => {
    const ledger = ledgerOf([
      ...Array.from({ length: 200 }, (_, number) => created(number, number + 1)),
      edited('r_edit00001', 7, 300),
    ]);
    const history = vi.spyOn(ledger, 'history');
    expect(readFeed(ledger, 50, BERT).steps.map((step) => step.revisionId)).toEqual(['r_edit00001']);
    expect(history.mock.calls.length).toBeLessThan(5);
  });
});

describe('countNews', () => {
  it('counts what others did since a visit, not what I did', () => {
    const ledger = ledgerOf([
      created(1, 10),
      created(2, 20, BERT),
      edited('r_edit00001', 1, 30),
      created(4, 40),
    ]);
    const count = (seenT: number): number =>
      countNews(
        ledger,
        newsSince(ledger, { seenT, arrived: null }, (id) => id === ANNA),
      );
    expect([count(0), count(20), count(30), count(99)]).toEqual([2, 1, 0, 0]);
  });

  it('stops one after the most that it tells', () => {
    const ledger = ledgerOf(Array.from({ length: 500 }, (_, number) => created(number, number + 1, BERT)));
    const history = vi.spyOn(ledger, 'history');
    expect(
      countNews(
        ledger,
        newsSince(ledger, { seenT: 0, arrived: null }, () => false),
      ),
    ).toBe(MAX_NEWS + 1);
    expect(history.mock.calls.length).toBeLessThan(MAX_NEWS + 10);
  });

  it('counts what came since, also what was done before without a network, and shows it once', () => {
    const ledger = ledgerOf([
      created(1, 100),
      created(2, 20, BERT),
      edited('r_edit00001', 1, 30),
      created(4, 40),
      edited('r_edit00002', 4, 200),
    ]);
    const arrived = new Set([entryId(2), 'r_edit00001', entryId(4)]);
    const news = newsSince(ledger, { seenT: 100, arrived }, (id) => id === ANNA);
    expect(countNews(ledger, news)).toBe(2);
    const shown = readNews(ledger, news, '').map(({ revisionId }) => revisionId);
    expect(shown).toEqual(['r_edit00001', entryId(2)]);
    expect(readFeed(ledger, 50, '', new Set(shown)).steps.map(({ revisionId }) => revisionId)).toEqual([
      'r_edit00002',
      entryId(1),
      entryId(4),
    ]);
  });
});

describe('byDay', () => {
  it('groups by the day of this zone and keeps times that are no date apart', () => {
    const at = Date.UTC(2026, 2, 1, 23, 30);
    const ledger = ledgerOf([created(1, at), created(2, at + 3_600_000), created(3, 9e15)]);
    const { steps } = readFeed(ledger, 50, '');
    const days = (offset: number) =>
      byDay(
        steps,
        (t) => t < 8e15,
        () => offset,
      ).map(({ day, steps: { length } }) => [day, length]);
    expect(days(0)).toEqual([
      [null, 1],
      ['2026-03-02', 1],
      ['2026-03-01', 1],
    ]);
    expect(days(-60)).toEqual([
      [null, 1],
      ['2026-03-02', 2],
    ]);
  });
});
