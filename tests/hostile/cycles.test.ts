import { ClassLedger, type LogChange } from '@tallybook/shared/class-doc/class-ledger';
import { describe, expect, it } from 'vitest';
import { canonicalState, lostMoney } from '../support/canonical-state.ts';
import { RandomSource } from '../support/random-source.ts';
import { honestChanges } from './honest-log.ts';
import { ali, bea } from './valid-records.ts';

/** The ledger of these changes, after it was shown to be the same in whatever order they come. */
function ledgerInAnyOrder(changes: readonly LogChange[]): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply([...honestChanges, ...changes]);
  for (const seed of [1, 2, 3, 4]) {
    const random = new RandomSource(seed);
    const other = new ClassLedger();
    for (const change of [...honestChanges, ...changes].toSorted(() => random.next() - 0.5))
      other.apply([change]);
    expect(canonicalState(other)).toBe(canonicalState(ledger));
  }
  expect(lostMoney(ledger)).toBeNull();
  return ledger;
}

const edit = (id: string, b: readonly string[], s: Record<string, unknown>, t = 5): LogChange => ({
  id,
  value: JSON.stringify({ k: 'x', e: 'e_honest00', b, t, a: bea, s }),
});
const pointer = (id: string, same: string, author = id): LogChange => ({
  id: `r_${id.slice(2)}by${author.slice(2)}`,
  value: JSON.stringify({ k: 'm', e: id, t: 5, a: author, s: { same } }),
});
const memberId = (index: number) => `m_ring${String(10_000 + index)}`;

describe('circles', { timeout: 30_000 }, () => {
  it('takes revisions that see one another, or themselves, as made at once', () => {
    const ledger = ledgerInAnyOrder([
      edit('r_circle01', ['r_circle02'], { title: 'one' }),
      edit('r_circle02', ['r_circle03'], { title: 'two' }),
      edit('r_circle03', ['r_circle01', 'e_honest00'], { title: 'three' }),
      edit('r_mirror00', ['r_mirror00'], { note: 'me' }),
    ]);
    expect(ledger.entry('e_honest00')).toMatchObject({ title: 'three', note: 'me', deleted: false });
    expect(ledger.entry('e_honest00')?.overwritten.get('title')).toEqual(['r_circle01', 'r_circle02']);
  });

  it('deletes nothing by a circle of deletions that has not seen an edit', () => {
    const ledger = ledgerInAnyOrder([
      edit('r_delete01', ['r_delete02', 'e_honest00'], { del: 1 }, 9),
      edit('r_delete02', ['r_delete01', 'e_honest00'], { del: 1 }, 9),
      edit('r_edited00', ['e_honest00'], { title: 'still here' }),
    ]);
    expect(ledger.entry('e_honest00')).toMatchObject({ deleted: false, editedWhileDeleted: true });
    expect(ledger.balancesOf('EUR')).toEqual([
      [ali, 600n],
      [bea, -600n],
    ]);
  });

  it('folds a circle of 3,000 revisions', () => {
    const ids = Array.from({ length: 3_000 }, (_, i) => `r_long${String(10_000 + i)}`);
    const changes = ids.map((id, i) =>
      edit(id, [ids[(i + 1) % ids.length] ?? ''], { title: id }, 1_900_000_000_000),
    );
    const ledger = new ClassLedger();
    ledger.apply([...honestChanges, ...changes]);
    expect(ledger.entry('e_honest00')?.title).toBe(ids.at(-1));
  });

  it.each([1, 2, 3, 1_000])('resolves a ring of %i members who are all the next one', (length) => {
    const ring = Array.from({ length }, (_, i) => pointer(memberId(i), memberId((i + 1) % length)));
    const pays: LogChange = {
      id: 'e_fromring0',
      value: JSON.stringify({
        k: 'x',
        t: 1,
        a: ali,
        s: { money: { legs: [{ cur: 'EUR', amt: 7, pay: [[memberId(length - 1), 7]], owe: [[ali, 7]] }] } },
      }),
    };
    const ledger = ledgerInAnyOrder([...ring, pays]);
    expect(ledger.identity(memberId(length - 1))).toBe(memberId(0));
    expect(ledger.balancesOf('EUR')).toEqual([
      [ali, 593n],
      [bea, -600n],
      [memberId(0), 7n],
    ]);
  });

  it('ignores pointers to what is no id, and follows one to somebody unknown', () => {
    const bad = ['__proto__', '', 'constructor', 7, {}, ['m_bea00000'], null].map((same, i) => ({
      id: `r_pointer0${String(i)}`,
      value: JSON.stringify({ k: 'm', e: memberId(i), t: 5, a: memberId(i), s: { same } }),
    }));
    const ledger = ledgerInAnyOrder([...bad, pointer(memberId(99), 'm_unknown0')]);
    for (const i of bad.keys()) expect(ledger.identity(memberId(i))).toBe(memberId(i));
    expect(ledger.identity(memberId(99))).toBe('m_unknown0');
  });

  it('lets only an author say who they are, also in a ring that others close', () => {
    const ledger = ledgerInAnyOrder([
      edit('r_writes000', [], { note: 'bea writes' }),
      pointer(bea, ali, ali),
      pointer(bea, memberId(1), memberId(1)),
      pointer(memberId(1), bea),
    ]);
    expect(ledger.identity(bea)).toBe(bea);
    expect(ledger.identity(memberId(1))).toBe(bea);
    expect(ledger.balancesOf('EUR')).toEqual([
      [ali, 600n],
      [bea, -600n],
    ]);
  });
});
