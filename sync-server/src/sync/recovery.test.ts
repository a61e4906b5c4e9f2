import { describe, expect, it } from 'vitest';
import type { ClassRecord } from '../storage/port.ts';
import { readRecoverableMembers, withRecovered } from './recovery.ts';

const record: ClassRecord = {
  format: 1,
  id: 'c1a55000-0000-4000-8000-000000000001',
  name: '',
  currency: 'EUR',
  code: '0123456789AB',
  joining: 'open',
  createdAt: '2026-01-01T00:00:00.000Z',
  members: [
    { accountId: 'anna', memberId: 'm_annaaaaa', role: 'owner', joinedAt: '' },
    { accountId: null, memberId: 'm_formerly', role: 'member', joinedAt: '', leftAt: '' },
  ],
  recoveringUntil: '2026-02-01T00:00:00.000Z',
};
const classes = { read: (id: string) => Promise.resolve(id === record.id ? record : undefined) };

it('covers all members, former ones too, until the time is over', async () => {
  const endMs = Date.parse('2026-02-01T00:00:00.000Z');
  expect(await readRecoverableMembers(classes, record.id, endMs - 1)).toEqual(
    new Set(['m_annaaaaa', 'm_formerly']),
  );
  expect(await readRecoverableMembers(classes, record.id, endMs)).toBeUndefined();
  expect(await readRecoverableMembers(classes, 'another', endMs - 1)).toBeUndefined();
});

const at = '2026-01-05T12:00:00.000Z';
describe('withRecovered', () => {
  it('marks what a device brought back once, by its member', () => {
    const once = withRecovered(record, { accountId: 'anna', at, ids: ['e_a', 'e_b'] });
    expect(once.recovered).toEqual([{ memberId: 'm_annaaaaa', at, ids: ['e_a', 'e_b'] }]);
    expect(withRecovered(once, { accountId: 'anna', at: '2026-01-06', ids: ['e_b'] })).toBe(once);
    expect(withRecovered(record, { accountId: 'nobody', at, ids: ['e_a'] })).toBe(record);
  });

  it('keeps the newest 5,000', () => {
    const ids = (prefix: string) => Array.from({ length: 3_000 }, (_, number) => `e_${prefix}${number}`);
    const first = withRecovered(record, { accountId: 'anna', at, ids: ids('old') });
    const both = withRecovered(first, { accountId: 'anna', at, ids: ids('new') });
    expect(both.recovered?.map((marked) => [marked.ids.length, marked.ids.at(-1)])).toEqual([
      [2_000, 'e_old2999'],
      [3_000, 'e_new2999'],
    ]);
  });
});
