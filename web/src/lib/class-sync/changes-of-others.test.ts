import { logOf } from '@tallybook/shared/class-doc/log';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { expect, it } from 'vitest';
import type { ClassRow } from '$lib/platform/schema.ts';
import { countChangesOfOthers } from './changes-of-others.ts';

const ME = 'm_11111111111111111111111111';
const OTHER = 'm_22222222222222222222222222';

function updateOf(records: Readonly<Record<string, unknown>>): Uint8Array {
  const doc = new Doc();
  for (const [id, record] of Object.entries(records))
    logOf(doc).set(id, typeof record === 'string' ? record : JSON.stringify(record));
  return encodeStateAsUpdate(doc);
}

const record = (more: object) => ({ k: 'x', t: 1, a: OTHER, s: {}, ...more });
const count = (records: Readonly<Record<string, unknown>>) =>
  countChangesOfOthers({ updates: [updateOf(records)], row: { memberId: ME } as ClassRow });

it('counts what others added, changed and deleted, and nothing of mine', () => {
  expect(
    count({
      e_000001: record({}),
      r_000002: record({ e: 'e_000001' }),
      e_000003: record({ k: 's' }),
      e_000004: record({ a: ME }),
      r_000005: record({ e: 'e_000001', a: ME }),
    }),
  ).toBe(3);
});

it('counts neither who joined, nor what the app wrote from a plan, nor what cannot be read', () => {
  expect(
    count({
      m_000001: record({ k: 'm' }),
      c_000002: record({ k: 'c' }),
      e_000003: record({ auto: 'p_000001' }),
      e_000004: 'no JSON',
    }),
  ).toBe(0);
});
