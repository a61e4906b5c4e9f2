import type { ClassMemberBody } from '@tallybook/shared/protocol/api-types';
import { describe, expect, it } from 'vitest';
import type { LiveMember } from '$lib/live-class/live-members.ts';
import { memberRows } from './member-rows.ts';

const live = (id: string, more: Partial<LiveMember> = {}): LiveMember => ({
  id,
  name: id,
  accountId: `account-${id}`,
  isMe: false,
  isPlaceholder: false,
  hasLeft: false,
  isRemoved: false,
  role: 'member',
  look: '',
  ...more,
});
const listed = (memberId: string, more: Partial<ClassMemberBody> = {}): ClassMemberBody => ({
  accountId: `account-${memberId}`,
  memberId,
  displayName: memberId,
  role: 'member',
  joinedAt: '2026-11-03T10:00:00.000Z',
  ...more,
});
const me = live('anna', { isMe: true, role: 'owner' });
const granny = live('granny', { accountId: null, isPlaceholder: true, role: null });
const asOwner = { isOwner: true, isReadOnly: false };
const asMember = { isOwner: false, isReadOnly: false };

describe('the list of members', () => {
  it('offers the owner what fits each standing, and nothing about themselves', () => {
    const left = { leftAt: '2026-11-09T10:00:00.000Z' };
    const rows = memberRows(
      [me, live('ben'), live('cleo', { hasLeft: true }), live('dina', { hasLeft: true, isRemoved: true })],
      [
        listed('anna', { role: 'owner' }),
        listed('ben'),
        listed('cleo', left),
        listed('dina', { ...left, removed: true }),
      ],
      asOwner,
    );
    expect(rows.map(({ id, standing, deeds }) => [id, standing, deeds])).toEqual([
      ['anna', 'in', []],
      ['ben', 'in', ['hand-over', 'remove']],
      ['cleo', 'left', ['remove']],
      ['dina', 'removed', ['readmit']],
    ]);
  });

  it('offers a member nothing about other accounts, but everybody what concerns people without one', () => {
    const gone = live('uncle', { accountId: null, isPlaceholder: true, hasLeft: true, role: null });
    const rows = memberRows([me, live('ben'), granny, gone], [listed('anna'), listed('ben')], asMember);
    expect(rows.map(({ deeds }) => deeds)).toEqual([
      [],
      [],
      ['rename', 'take-out'],
      ['rename', 'bring-back'],
    ]);
  });

  it('offers nothing in a class that cannot be written any more', () => {
    const rows = memberRows([me, live('ben'), granny], [listed('anna')], { isOwner: true, isReadOnly: true });
    expect(rows.flatMap(({ deeds }) => deeds)).toEqual([]);
  });

  it('tells since when, and what only the server knows: left, removed, account deleted', () => {
    const [ben, cleo, dina] = memberRows(
      [live('ben'), live('cleo'), live('dina', { accountId: null })],
      [
        listed('ben'),
        listed('cleo', { removed: true, leftAt: '2026-11-09T10:00:00.000Z' }),
        listed('dina', { accountId: null, leftAt: '2026-11-10T10:00:00.000Z' }),
      ],
      asOwner,
    );
    expect(ben).toMatchObject({ joinedAt: Date.UTC(2026, 10, 3, 10), leftAt: null, standing: 'in' });
    expect(cleo).toMatchObject({ leftAt: Date.UTC(2026, 10, 9, 10), standing: 'removed' });
    expect(dina).toMatchObject({ isAccountGone: true, standing: 'left', deeds: [] });
  });

  it('knows an account that goes by the id of somebody who is the same person', () => {
    const [row] = memberRows([live('granny', { accountId: 'account-ben' })], [listed('ben')], asOwner);
    expect(row?.joinedAt).toBe(Date.UTC(2026, 10, 3, 10));
  });

  it('calls nobody the owner who is not in', () => {
    const [gone] = memberRows([live('ben', { role: 'owner', hasLeft: true })], [], asMember);
    expect(gone?.isOwner).toBe(false);
  });
});
