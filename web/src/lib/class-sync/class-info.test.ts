import type { ClassBody } from '@tallybook/shared/protocol/api-types';
import { expect, it } from 'vitest';
import { rowFromSummary, withInfo, withSummary } from './class-info.ts';
import { summary } from './test-class.ts';

const listed = rowFromSummary(summary(3), 'document');
const body: ClassBody = { ...summary(3), name: 'Lodge', code: 'CODE', joining: 'closed', members: [] };
const newer = { ...summary(4), name: 'Lodge', currency: 'CHF', role: 'member' } as const;

it('has what the server says, and is called so until its document was read', () => {
  const recovered = [{ memberId: 'm_bert00000', at: '2026-02-01T00:00:00.000Z', ids: ['e_dinner000'] }];
  expect(withInfo(listed, body)).toMatchObject({ name: 'Lodge', code: 'CODE' });
  expect(withInfo(listed, { ...body, recovered })).toMatchObject({ recovered });
  expect(withSummary(listed, newer)).toMatchObject({ name: 'Lodge', currency: 'CHF', role: 'member' });
});

it('keeps the name that the document has, and takes the rest of what the server says', () => {
  // Renamed here without a network; the server repeats the name of before.
  const renamed = { ...listed, name: 'Chalet', look: '' };
  expect(withInfo(renamed, body)).toMatchObject({ name: 'Chalet', currency: 'EUR', code: 'CODE' });
  expect(withSummary(renamed, newer)).toMatchObject({ name: 'Chalet', currency: 'EUR', role: 'member' });
  expect(withSummary(renamed, summary(4))).toBe(renamed);
});
