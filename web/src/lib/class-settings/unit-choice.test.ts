import { describe, expect, it } from 'vitest';
import type { LiveMember } from '$lib/live-class/live-members.ts';
import { unitCandidates } from './unit-choice.ts';

const live = (id: string, more: Partial<LiveMember> = {}): LiveMember => ({
  id,
  name: id,
  accountId: null,
  isMe: false,
  isPlaceholder: false,
  hasLeft: false,
  isRemoved: false,
  role: 'member',
  look: '',
  ...more,
});

describe('with whom somebody may settle as one', () => {
  it('is who is there, is not themself and is in no other unit', () => {
    const members = [
      live('me', { isMe: true }),
      live('ben'),
      live('cleo'),
      live('dina'),
      live('gone', { hasLeft: true }),
      live('out', { isRemoved: true }),
    ];
    const pair = ['cleo', 'dina'];
    const units = new Map(pair.map((id) => [id, pair]));
    expect(unitCandidates(members, units, 'me').map(({ id }) => id)).toEqual(['ben']);
    expect(unitCandidates(members, new Map(), 'ben').map(({ id }) => id)).toEqual(['me', 'cleo', 'dina']);
  });
});
