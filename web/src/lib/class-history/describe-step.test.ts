import { addComment } from '@tallybook/shared/class-doc/commands/add-comment';
import { deleteEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { BERT, bertIsIn, bertPaid, TestLive } from '$lib/live-class/test-live.ts';
import { Formats } from '$lib/locale/formats.ts';
import { classHistoryMessagesEn } from '$lib/locale/class-history-messages-en.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commentCounts, commentsOn } from './comment-list.ts';
import { linesOfChanges } from './describe-change.ts';
import { sentenceOf } from './describe-step.ts';
import { readFeed } from './feed-page.ts';
import { historyRows } from './history-rows.ts';
import { copyOfRecords, unreadableRecords } from './not-counted.ts';
import { clockFault, recoveredText, whenText, type Wording } from './wording.ts';

let test: TestLive;
let wording: Wording;

beforeEach(async () => {
  test = await TestLive.start();
  const locale = {
    messages: messagesEn,
    formats: new Formats('en', 'en'),
    language: 'en',
    numberLocale: 'en',
  } as const;
  wording = { live: test.live, locale, texts: classHistoryMessagesEn, today: '2026-03-01' };
});
afterEach(() => test.close());

/** Without the marks that keep names of other scripts in their place. */
const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/gu, '');
const sentences = (): string[] =>
  test.live.read((ledger) =>
    readFeed(ledger, 50, '').steps.map((step) => plain(sentenceOf(step, ledger, wording))),
  );
const money = (amountMinor: number, owe: readonly (readonly [string, number])[]) => ({
  legs: [{ cur: 'EUR', amt: amountMinor, pay: [[BERT, amountMinor]], owe }],
});

describe('sentenceOf', () => {
  it('tells who added, changed, renamed, deleted and restored what', async () => {
    const id = await test.add('Dinner', '2026-02-28', 4000);
    await test.live.editEntry(id, {
      money: {
        kind: 'expense',
        amountMinor: 4200,
        currency: 'EUR',
        payers: [[test.live.myId, 4200]],
        split: { mode: 'equally', memberIds: [test.live.myId] },
      },
    });
    await test.live.editEntry(id, { title: 'Supper' });
    await test.live.editEntry(id, { note: 'loud', day: '2026-02-27' });
    await test.live.deleteEntry(id);
    await test.live.restoreEntry(id);
    expect(sentences().slice(0, 6)).toEqual([
      'You restored Supper',
      'You deleted Supper',
      'You changed Supper: day, note',
      'You renamed Dinner to Supper',
      'You changed Supper: €40.00 to €42.00',
      'You added Dinner: €40.00',
    ]);
  });

  it('tells who joined, and what somebody says of an entry', async () => {
    const id = await test.add('Dinner', '2026-02-28');
    await test.live.run((ledger, context) => addComment(ledger, { on: id, text: 'Too much!' }, context));
    test.receive(bertIsIn);
    expect(sentences()).toEqual(
      expect.arrayContaining(['You wrote about Dinner: “Too much!”', 'Someone new joined']),
    );
  });

  it('has a sentence for records of a newer app and for hostile values', () => {
    test.receive({
      ...bertPaid(500),
      r_hostile01: { k: 'x', e: 'e_bertpaid0', t: 9e15, a: BERT, s: { money: 7, title: 5, constructor: [] } },
      r_hostile02: { k: 'm', e: BERT, t: 8, a: BERT, s: { name: {}, same: 4 } },
      p_hostile03: { k: 'p', t: 9, a: BERT, s: { template: [], rule: null } },
      e_hostile04: { k: 't', t: 10, a: BERT, s: { on: {}, text: [] } },
      r_hostile05: { k: 'c', e: 'c_class0', t: 11, a: BERT, s: { name: 3, look: {} } },
    });
    for (const sentence of sentences()) expect(sentence).toMatch(/^(Someone new|You) \S/u);
  });
});

describe('linesOfChanges', () => {
  it('names what was there before and after, and each share that changed', () => {
    test.receive(bertPaid(1000));
    test.receive({
      r_edited000: {
        k: 'x',
        e: 'e_bertpaid0',
        t: 5,
        a: BERT,
        b: ['e_bertpaid0'],
        s: {
          money: money(1200, [
            [test.live.myId, 1000],
            [BERT, 200],
          ]),
          date: '2026-02-20',
          tags: ['fun'],
        },
      },
    });
    const [step] = test.live.read((ledger) => historyRows(ledger, 'e_bertpaid0', 5));
    const lines = linesOfChanges(step?.changes ?? [], false, false, wording).map(plain);
    expect(lines).toEqual([
      'Total: €10.00 → €12.00',
      'Share of somebody: nothing → €2.00',
      'Day: Sat, February 28 → Fri, February 20',
      'Tags: nothing → #fun',
    ]);
  });
});

describe('historyRows', () => {
  it('offers what was overwritten without having been seen, and every version that is not what counts', () => {
    test.receive(bertPaid(1000));
    test.receive({
      r_one000000: { k: 'x', e: 'e_bertpaid0', t: 5, a: BERT, b: ['e_bertpaid0'], s: { title: 'one' } },
      r_two000000: { k: 'x', e: 'e_bertpaid0', t: 6, a: BERT, b: ['e_bertpaid0'], s: { title: 'two' } },
    });
    const rows = test.live.read((ledger) => historyRows(ledger, 'e_bertpaid0', 5));
    expect(rows.map((row) => [row.revisionId, row.canBringBack, row.restorableGroups])).toEqual([
      ['r_two000000', false, []],
      ['r_one000000', true, ['title']],
      ['e_bertpaid0', true, []],
    ]);
  });
});

describe('comments', () => {
  it('lists those that were not deleted, oldest first, and counts them per entry', async () => {
    const id = await test.add('Dinner', '2026-02-28');
    const say = (text: string) =>
      test.live.run((ledger, context) => addComment(ledger, { on: id, text }, context));
    const [first] = [await say('first'), await say('second')];
    await say('third');
    const firstId = first.kind === 'saved' ? first.command.entityId : '';
    await test.live.run((ledger, context) => deleteEntity(ledger, firstId, context));
    expect(test.live.read((ledger) => commentsOn(ledger, id)).map(({ text }) => text)).toEqual([
      'second',
      'third',
    ]);
    expect([...test.live.read(commentCounts)]).toEqual([[id, 2]]);
  });
});

describe('records that do not count', () => {
  it('says what is wrong with them and copies what is in them', () => {
    test.receive({
      ...bertPaid(500),
      r_badmoney0: { k: 'x', e: 'e_bertpaid0', t: 7, a: BERT, s: { money: 1 } },
    });
    const records = test.live.read(unreadableRecords);
    expect(records).toMatchObject([{ id: 'r_badmoney0', what: 'money', entityId: 'e_bertpaid0' }]);
    const copy: unknown = JSON.parse(copyOfRecords(records, []));
    expect(copy).toMatchObject({ unreadable: [{ id: 'r_badmoney0', contents: { s: { money: 1 } } }] });
  });
});

describe('clockFault', () => {
  it('tells times to come and times long past, and names none that is no date', () => {
    const now = Date.UTC(2026, 2, 1);
    expect([clockFault(now + 60_000, now), clockFault(now + 3_600_000, now), clockFault(5, now)]).toEqual([
      null,
      'ahead',
      'behind',
    ]);
    expect(whenText(Number.MAX_SAFE_INTEGER, wording)).toBe('At an unknown time');
  });
});

it('names a plan by its title, and who was claimed as they were called', () => {
  const planId = 'e_plan00000000000';
  const template = {
    kind: 'x',
    leg: { cur: 'EUR', amt: 900, pay: [[BERT, 900]], owe: [[BERT, 900]] },
  };
  const rule = { every: 1, unit: 'month', anchor: '2026-01-31' };
  test.receive({
    ...bertIsIn,
    [planId]: { k: 'p', t: 3, a: BERT, s: { rule, template, title: 'Rent' } },
    r_grandma000: { k: 'm', e: 'm_grandma00', t: 4, a: BERT, s: { name: 'Grandma', state: 'in' } },
    r_claimed000: { k: 'm', e: 'm_grandma00', t: 5, a: BERT, b: ['r_grandma000'], s: { same: BERT } },
  });
  const told = sentences();
  expect(told[0]).toMatch(/said that Grandma and .* are the same person$/);
  expect(told[1]).toMatch(/ added Grandma to the class$/);
  expect(told[2]).toMatch(/ set up the plan Rent$/);
});

it('tells whose device brought a record back', async () => {
  test.receive(bertIsIn);
  const listed = { role: 'member', joinedAt: '2026-01-01T00:00:00.000Z' } as const;
  test.listed = [{ ...listed, accountId: 'bert', memberId: BERT, displayName: 'Bert' }];
  await test.tab.store.change(test.live.classId, (row) => ({
    ...row,
    members: test.listed ?? [],
    recovered: [
      { memberId: BERT, at: '2026-02-01T00:00:00.000Z', ids: ['e_dinner000'] },
      { memberId: row.memberId, at: '2026-02-02T00:00:00.000Z', ids: ['e_supper000'] },
    ],
  }));
  const live = await test.open();
  const textOf = (id: string) => plain(recoveredText(id, { ...wording, live }) ?? '');
  expect(textOf('e_dinner000')).toBe('brought back from Bert’s device after the server was restored');
  expect(textOf('e_supper000')).toBe('brought back from a device of yours after the server was restored');
  expect(textOf('e_another00')).toBe('');
});
