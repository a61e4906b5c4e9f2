import { describe, expect, it } from 'vitest';
import type { ClassMemberBody } from '@tallybook/shared/protocol/api-types';
import type { ClassRow } from '$lib/platform/schema.ts';
import { findOwnClass } from './find-own-class.ts';

const me: ClassMemberBody = {
  accountId: 'a1',
  memberId: 'm1',
  displayName: 'Anna',
  role: 'member',
  joinedAt: '2026-11-01T00:00:00.000Z',
};

function listWith(changes: Partial<ClassRow>) {
  const row: ClassRow = {
    id: 'c1',
    documentId: 'd1',
    epoch: 1,
    seq: 3,
    isOnServer: true,
    unsent: {},
    revision: 1,
    derivedRevision: 1,
    balances: [],
    refusal: null,
    name: 'Flat',
    currency: 'EUR',
    code: '7K2M9QXAR4TD',
    joining: 'open',
    memberId: 'm1',
    role: 'member',
    members: [me],
    ...changes,
  };
  return [{ row }];
}

describe('a class that this device has', () => {
  it('is found by its code, as stored or as shown', () => {
    expect(findOwnClass(listWith({}), '7K2M9QXAR4TD')).toBe('c1');
    expect(findOwnClass(listWith({ code: '7K2M-9QXA-R4TD' }), '7K2M9QXAR4TD')).toBe('c1');
    expect(findOwnClass(listWith({ code: '' }), '7K2M9QXAR4TD')).toBeNull();
  });

  it('is left to the server when I have left it or was removed', () => {
    expect(findOwnClass(listWith({ refusal: 'removed' }), '7K2M9QXAR4TD')).toBeNull();
    const left = { ...me, leftAt: '2026-11-02T00:00:00.000Z' };
    expect(findOwnClass(listWith({ members: [left] }), '7K2M9QXAR4TD')).toBeNull();
  });
});
