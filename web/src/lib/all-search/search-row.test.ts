import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { addComment } from '@tallybook/shared/class-doc/commands/add-comment';
import { deleteEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { addMember } from '@tallybook/shared/class-doc/commands/members';
import { recordPayment } from '@tallybook/shared/class-doc/commands/record-payment';
import {
  ANNA,
  BEA,
  classOfThree,
  CLEO,
  dinner,
  equally,
} from '@tallybook/shared/class-doc/commands/test-replica';
import { plainStyle } from '@tallybook/shared/money/read-number';
import { parseQuery } from '@tallybook/shared/personal/entry-query';
import { prepareSearch } from '@tallybook/shared/personal/entry-search';
import { foldQuery } from '@tallybook/shared/personal/fold-text';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { cutChunks, itemOf } from '$lib/ledger/list-chunk.ts';
import { ListIndex } from '$lib/ledger/list-index.ts';
import { searchWordsEn } from '$lib/locale/search-messages-en.ts';
import type { ClassSearchRow } from '$lib/platform/schema.ts';
import { findEverything } from './find-everything.ts';
import { findPeople, knownPeople, namesOf } from './people.ts';
import { makeSearchRow } from './search-row.ts';

const FLAT = 'c1a55000-0000-4000-8000-000000000001';
const naming = {
  categoryName: (id: string) => (id === 'eating-out' ? 'Eating out' : id),
  resolveCategory: (id: string) => id,
};
const names = new Map([
  [ANNA, 'Anna'],
  [BEA, 'Bea Müller'],
  [CLEO, 'Cleo'],
]);

const foldedNames = new Map(Array.from(names, ([id, name]) => [id, foldQuery(name)] as const));

let rows: ClassSearchRow[];
let index: ListIndex;

function find(text: string, limit = 50) {
  const query = parseQuery(text, {
    words: searchWordsEn,
    style: plainStyle,
    classes: [{ id: FLAT, name: 'Flat' }],
    people: Array.from(names, ([id, name]) => ({ id, name })),
    categories: [{ id: 'eating-out', name: 'Eating out' }],
    today: '2026-06-01',
    dayBeforeMonth: true,
    firstWeekday: 0,
    resolveCategory: naming.resolveCategory,
  });
  return findEverything({ index, classes: rows, foldedNames }, prepareSearch(query), naming, limit);
}
const titles = (text: string): string[] =>
  find(text).newest.map(({ shown, id }) => shown?.title ?? `own ${id}`);

beforeEach(() => {
  const [anna, bea] = classOfThree();
  const add = (fields: Parameters<typeof addEntry>[1]) =>
    anna.run(addEntry(anna.ledger, fields, anna.context)).entityId;
  add(dinner({ title: 'Dinner at\nMario’s', note: 'with olives' }));
  const taxi = add(
    dinner({ title: 'Taxi', day: '2026-05-04', category: 'transport', money: equally(2400, [ANNA, BEA]) }),
  );
  const said = [taxi, taxi].map((on, at) => {
    const command = addComment(
      anna.ledger,
      { on, text: at === 0 ? 'the driver\nwas Özgür' : 'not mine' },
      anna.context,
    );
    return anna.run(command).entityId;
  });
  anna.run(deleteEntity(anna.ledger, said[1] ?? '', anna.context));
  const wrong = add(dinner({ title: 'Typed twice' }));
  anna.run(deleteEntity(anna.ledger, wrong, anna.context));
  anna.run(addMember(anna.ledger, { name: 'Grandma Ida' }, anna.context));
  bea.receive(anna.rowById);
  bea.run(
    recordPayment(
      bea.ledger,
      { fromId: BEA, toId: ANNA, amountMinor: 500, currency: 'EUR', day: '2026-05-05', note: 'cash' },
      bea.context,
    ),
  );
  rows = [{ classId: FLAT, version: 1, documentId: 'd', revision: 1, ...makeSearchRow(bea.ledger) }];
  const own = makeEntry({ id: 'e_own000000000', title: 'Dinner alone', day: '2026-05-03', createdAt: 5 });
  index = new ListIndex(cutChunks('', [itemOf(own)]));
});

describe('the search over everything', () => {
  it('[L41] finds entries of the ledger and of classes together, the newest first, without deleted ones', () => {
    expect(titles('dinner')).toEqual(['own e_own000000000', 'Dinner at Mario’s']);
    expect(find('twice').count).toBe(0);
    expect(find('dinner', 1)).toMatchObject({ count: 2, newest: [{ classId: null }] });
  });

  it('[L41] finds by note, comment, amount, category, class and who takes part', () => {
    expect(titles('olives')).toEqual(['Dinner at Mario’s']);
    expect(titles('ozgur driver')).toEqual(['Taxi']);
    expect(find('mine').count).toBe(0);
    expect(titles('=24')).toEqual(['Taxi']);
    expect(titles('category:eating')).toEqual(expect.arrayContaining(['Dinner at Mario’s']));
    expect(titles('@flat taxi')).toEqual(['Taxi']);
    expect(titles('who:cleo')).toEqual(['Dinner at Mario’s']);
    // A name is a word like any other: it finds what somebody takes part in, payments too.
    expect(find('muller').newest.map(({ shown }) => shown?.kind)).toEqual(['payment', 'expense', 'expense']);
  });

  it('knows people by name, with their classes', () => {
    const row = {
      id: FLAT,
      name: 'Flat',
      members: [{ memberId: ANNA, displayName: 'Anna' }],
    } as unknown as Parameters<typeof knownPeople>[0][number];
    const people = knownPeople([row], rows);
    expect(findPeople(['ida'], people)).toMatchObject([{ name: 'Grandma Ida', classNames: ['Flat'] }]);
    expect(findPeople(['an'], people).map(({ name }) => name)).toEqual(['Anna', 'Grandma Ida']);
    expect(findPeople([], people)).toEqual([]);
    expect([...namesOf([row], rows).values()]).toEqual(['Grandma Ida', 'Anna']);
  });
});
