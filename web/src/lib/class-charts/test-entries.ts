import type { ClassEntry, LegPart } from '@tallybook/shared/class-doc/records';
import fc from 'fast-check';

const memberIds = ['m_anna000', 'm_bea0000', 'm_cara000', 'm_dan0000', 'm_dan2000'];
/** The last of them is the same person as the one before. */
export const identity = (id: string): string => (id === 'm_dan2000' ? 'm_dan0000' : id);

/** Whatever may stand in a class: all kinds, several legs, deleted and unreadable entries. */
export const anyEntry: fc.Arbitrary<ClassEntry> = fc
  .record({
    kind: fc.constantFrom<ClassEntry['kind'][]>(
      'expense',
      'expense',
      'income',
      'settlement',
      'conversion',
      'other',
    ),
    legs: fc.array(
      fc.record({
        cur: fc.constantFrom('EUR', 'EUR', 'USD', 'JPY'),
        amounts: fc.array(fc.oneof(fc.nat(5000), fc.constant(10 ** 12 / 4)), { minLength: 1, maxLength: 4 }),
        payerCount: fc.integer({ min: 1, max: 4 }),
        from: fc.nat(4),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    day: fc.constantFrom('2024-12-31', '2025-01-01', '2025-06-15', '2026-01-31', '2026-03-01', '2027-01-01'),
    category: fc.constantFrom('', 'groceries', 'fun', 'salary', 'e_merged'),
    deleted: fc.constantFrom(false, false, false, true),
    unreadable: fc.constantFrom(false, false, false, true),
    isOddPayment: fc.boolean(),
  })
  .map((drawn) => makeEntry(drawn));

interface Drawn {
  readonly kind: ClassEntry['kind'];
  readonly legs: readonly {
    readonly cur: string;
    readonly amounts: readonly number[];
    readonly payerCount: number;
    readonly from: number;
  }[];
  readonly day: string;
  readonly category: string;
  readonly deleted: boolean;
  readonly unreadable: boolean;
  readonly isOddPayment: boolean;
}

function makeEntry({ legs, isOddPayment, ...fields }: Drawn): ClassEntry {
  return {
    ...fields,
    id: isOddPayment ? 's_odd00000' : 'e_plain000',
    legs: legs.map(({ cur, amounts, payerCount, from }) => {
      const owe = amounts.map((minor, i): LegPart => [memberAt(from + i), minor]);
      const amt = amounts.reduce((sum, minor) => sum + minor, 0);
      const first = Math.floor(amt / payerCount);
      const pay = Array.from({ length: payerCount }, (_, i): LegPart => [
        memberAt(from + 2 + i),
        i === 0 ? amt - first * (payerCount - 1) : first,
      ]);
      return { cur, amt, pay, owe };
    }),
    how: null,
    original: null,
    title: '',
    note: '',
    tags: [],
    plannedBy: null,
    createdAt: 0,
    createdBy: 'm_anna000',
    changedAt: 0,
    changedBy: 'm_anna000',
    deletedAt: null,
    editedWhileDeleted: false,
    heads: [],
    overwritten: new Map(),
  };
}

function memberAt(at: number): string {
  return memberIds[at % memberIds.length] ?? '';
}
