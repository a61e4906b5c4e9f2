import { expect, it } from 'vitest';
import type { ClassRecord } from '../storage/port.ts';
import { readRecoverableMembers } from './recovery.ts';

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
