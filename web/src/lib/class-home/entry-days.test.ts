import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import { describe, expect, it } from 'vitest';
import { makeClassEntry } from './class-entry-fixture.ts';
import { entryDays } from './entry-days.ts';

const entries: readonly ClassEntry[] = [
  makeClassEntry({ id: 'e_3', day: '2026-11-22' }),
  makeClassEntry({ id: 'e_2', day: '2026-11-22' }),
  makeClassEntry({ id: 'e_1', day: '2026-11-20' }),
];

describe('entryDays', () => {
  it('puts what stands on one day together, in the order of the class', () => {
    expect(entryDays(entries, 60).map(({ day, entries: of }) => [day, of.map(({ id }) => id)])).toEqual([
      ['2026-11-22', ['e_3', 'e_2']],
      ['2026-11-20', ['e_1']],
    ]);
  });

  it('stops at the limit', () => {
    expect(entryDays(entries, 1).flatMap(({ entries: of }) => of.map(({ id }) => id))).toEqual(['e_3']);
  });
});
