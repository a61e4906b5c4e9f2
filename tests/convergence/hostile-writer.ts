import { derivedId } from '@tallybook/shared/revisions/derived-id';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { Array as YArray, Doc, Map as YMap, Text as YText } from 'yjs';
import type { RandomSource } from '../support/random-source.ts';

/** Keys and ids that a hostile writer knows from the documents of others. */
export interface KnownIds {
  entityIds: readonly string[];
  memberIds: readonly string[];
}

/** Writes one thing that no honest client writes, straight into the log of its own document. */
export function writeHostile(doc: Doc, { entityIds, memberIds }: KnownIds, random: RandomSource): void {
  const log = doc.getMap('log');
  const keys = Array.from(log.keys());
  const newId = (prefix: 'e' | 'r' | 'm') => idFromBytes(prefix, random.bytes(12));
  const someKey = () => (keys.length > 0 ? random.pick(keys) : newId('r'));
  const some = (ids: readonly string[]) => (ids.length > 0 ? random.pick(ids) : newId('m'));
  const put = (key: string, record: unknown) => log.set(key, JSON.stringify(record));
  const record = (fields: Record<string, unknown>) => ({
    k: random.pick(['x', 'i', 's', 'm', 'c', 'p', 't', 'zz']),
    t: random.pick([0, 1, 1_700_000_000_000, 1_900_000_000_000, Number.MAX_SAFE_INTEGER]),
    a: some(memberIds),
    s: {},
    ...fields,
  });
  const acts: readonly (() => unknown)[] = [
    // Values that are no records, under fresh keys and over the records of others.
    () => log.set(random.pick([newId('e'), someKey()]), foreignValue(random)),
    () => log.set(random.pick(['__proto__', 'constructor', '', 'e_x', someKey()]), randomText(random)),
    () => log.delete(someKey()),
    () => put(someKey(), record({ s: { money: randomMoney(random, memberIds), title: 'mine now' } })),
    // Good envelopes that lie.
    () => put(newId('e'), record({ s: { money: randomMoney(random, memberIds) } })),
    () =>
      put(newId('r'), record({ e: some(entityIds), s: { money: randomMoney(random, memberIds), del: 1 } })),
    () => put(newId('r'), record({ e: some(entityIds), b: keys.slice(-32).filter(isIdLike), s: { del: 1 } })),
    () => put(newId('r'), record({ e: some(entityIds), auto: newId('r'), s: { title: 'auto', del: 0 } })),
    () => put(newId('r'), record({ e: newId('e'), s: { del: 0, date: '9999-99-99', tags: [{}], title: 7 } })),
    () => put(newId('r'), record({ e: random.pick(['e_missing0', 'o_missing0']), s: { title: 'orphan' } })),
    () => put(newId('r'), record({ e: 'c_class0', k: 'c', s: { name: ['x'], currency: 12, look: null } })),
    () => writeCircle(put, record, some(entityIds), [newId('r'), newId('r'), newId('r')]),
    // What is said of sets: of those who settle as one, of entries that are distinct, of how people usually split.
    () =>
      put(
        newId('r'),
        record({ k: 'm', e: some(memberIds), s: { unit: oddList(memberIds, random), pay: 7 } }),
      ),
    () => put(newId('r'), record({ k: 'm', a: some(memberIds), e: some(memberIds), s: { unit: memberIds } })),
    () => put(newId('r'), record({ e: some(entityIds), s: { distinct: oddList(entityIds, random) } })),
    () =>
      put(
        newId('r'),
        record({ k: 'c', e: 'c_class0', s: { [splitOf(memberIds)]: oddSplit(memberIds, random) } }),
      ),
    // Persons: circles, pointers to oneself and to nobody, members who are absorbed.
    () => put(newId('r'), record({ k: 'm', e: some(memberIds), s: { same: some(memberIds), state: 'out' } })),
    () => writeSameCircle(put, record, memberIds, newId),
    () => put(newId('r'), record({ k: 'm', e: some(memberIds), s: { same: newId('m'), name: {} } })),
  ];
  doc.transact(() => random.pick(acts)(), 'hostile');
}

type Put = (key: string, record: unknown) => unknown;
type MakeRecord = (fields: Record<string, unknown>) => unknown;

function writeCircle(put: Put, record: MakeRecord, entityId: string, ids: readonly string[]): void {
  ids.forEach((id, i) => {
    const seen = ids[(i + 1) % ids.length];
    put(id, record({ k: 'x', e: entityId, b: [seen], s: { title: `circle ${i}`, del: i % 2 } }));
  });
}

/** Each of them points at the next, and says so under its own name. */
function writeSameCircle(
  put: Put,
  record: MakeRecord,
  memberIds: readonly string[],
  newId: (prefix: 'r') => string,
): void {
  memberIds.forEach((id, i) => {
    const same = memberIds[(i + 1) % memberIds.length];
    put(newId('r'), record({ k: 'm', a: id, e: id, s: { same } }));
  });
}

function oddList(ids: readonly string[], random: RandomSource): unknown {
  const [first = ''] = ids;
  return random.pick<unknown>([
    ids,
    ids.toReversed(),
    [first, first],
    [...ids, {}],
    [first, 7],
    'all',
    null,
    {},
  ]);
}

/** The group that holds how all of them split. */
function splitOf(ids: readonly string[]): string {
  return `split ${derivedId('s', ids.toSorted())}`;
}

function oddSplit(ids: readonly string[], random: RandomSource): unknown {
  const points = random.pick<unknown>([10_000, -1, 0.5, '10000', null]);
  return random.pick<unknown>([
    { mode: 'percent', parts: ids.map((id, i) => [id, i === 0 ? points : 0]) },
    { mode: 'shares', parts: ids.map((id) => [id, random.pick(['1', '-1', '1e9', ''])]) },
    { mode: 'shares', parts: [['m_stranger0', '1']] },
    { mode: 'items', parts: ids },
    { mode: 'percent', parts: [null] },
  ]);
}

function foreignValue(random: RandomSource): unknown {
  return random.pick<() => unknown>([
    () => 12,
    () => -0,
    () => NaN,
    () => 10n ** 20n,
    () => undefined,
    () => null,
    () => ({ k: 'x', t: 1, a: 'm_aaaaaa', s: {} }),
    () => JSON.parse('{"__proto__":{"k":"x"}}') as unknown,
    () => Uint8Array.from([1, 2, 3]),
    () => new YText('{}'),
    () => new YMap([['k', 'x']]),
    () => YArray.from([1]),
    () => new Doc(),
  ])();
}

function randomText(random: RandomSource): string {
  return random.pick([
    '',
    'null',
    '{',
    '{"k":"x","t":1e400,"a":"m_aaaaaa","s":{}}',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    `{"k":"x","t":1,"a":"m_aaaaaa","s":{"note":"${'n'.repeat(40_000)}"}}`,
    '{"k":"x","t":1,"a":"m_aaaaaa","s":{"title":"\ud800"}}',
    '{"__proto__":{"k":"x"},"t":1,"a":"m_aaaaaa","s":{"__proto__":{"del":1}}}',
  ]);
}

/** Half of it balances; the rest breaks one invariant each. */
function randomMoney(random: RandomSource, memberIds: readonly string[]): unknown {
  const [from = 'm_nobody1', to = 'm_nobody2'] = memberIds;
  const amt = random.integer(1, 99_999);
  const leg = { cur: random.pick(['EUR', 'USD', 'XXX']), amt, pay: [[from, amt]], owe: [[to, amt]] };
  return random.pick<() => unknown>([
    () => ({ legs: [leg] }),
    () => ({ legs: [leg, { ...leg, cur: 'JPY' }] }),
    () => ({
      legs: [{ ...leg, owe: [[random.pick(['m_stranger', to]), amt]] }],
      how: { mode: {} },
      orig: 'x',
    }),
    () => ({ legs: [{ ...leg, amt: 1e12, pay: [[to, 1e12]], owe: [[from, 1e12]] }] }),
    () => ({ legs: [{ ...leg, owe: [[to, amt - 1]] }] }),
    () => ({
      legs: [
        {
          ...leg,
          owe: [
            [to, amt],
            [to, 0],
          ],
        },
      ],
    }),
    () => ({ legs: [{ ...leg, cur: '__proto__' }] }),
    () => ({ legs: leg }),
  ])();
}

function isIdLike(key: string): boolean {
  return /^[a-z]_[A-Za-z0-9_-]{6,40}$/.test(key);
}
