import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { ledgerFromDocument } from '@tallybook/shared/class-doc/follow-document';
import { logOf } from '@tallybook/shared/class-doc/log';
import { describe, expect, it } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { canonicalState, lostMoney } from '../support/canonical-state.ts';
import { RandomSource } from '../support/random-source.ts';
import { Replica } from '../support/replica.ts';
import { honestBalances, honestChanges } from './honest-log.ts';
import type { HostileEntry } from './hostile-values.ts';
import { hostileEntries } from './hostile-values.ts';

/** One update per entry, each from a document of its own, as a hostile program would send them. */
function updatesOf(entries: readonly HostileEntry[]): Uint8Array[] {
  const honest = honestChanges.map(({ id, value }) => ({ id, make: () => value }));
  return [...honest, ...entries].map(({ id, make }) => {
    const doc = new Doc();
    doc.transact(() => doc.getMap('log').set(id, make()), 'hostile');
    return encodeStateAsUpdate(doc);
  });
}

describe('hostile values in the log', { timeout: 30_000 }, () => {
  it.each(hostileEntries)('quarantines alone: $name', ({ id, make, isReadable }) => {
    const ledger = new ClassLedger();
    ledger.apply([...honestChanges, { id, value: make() }]);
    canonicalState(ledger);
    expect(ledger.quarantined().map((one) => one.id)).toEqual(isReadable ? [] : [id]);
    expect(ledger.balancesOf('EUR')).toEqual(honestBalances);
    expect(lostMoney(ledger)).toBeNull();
  });

  it('takes a value back when its key is gone', () => {
    const ledger = new ClassLedger();
    ledger.apply(honestChanges);
    const before = canonicalState(ledger);
    for (const { id, make } of hostileEntries) {
      ledger.apply([{ id, value: make() }]);
      ledger.apply([{ id, value: undefined }]);
    }
    expect(canonicalState(ledger)).toBe(before);
  });

  it.each([1, 2, 3])('agrees on replicas that got them in other orders and ways, seed %i', (seed) => {
    const random = new RandomSource(seed);
    const inOrder = new Replica();
    const shuffled = new Replica();
    const relayed = new Replica();
    const updates = updatesOf(hostileEntries);
    for (const update of updates) inOrder.receive(update);
    for (const update of updates.toSorted(() => random.next() - 0.5)) shuffled.receive(update);
    relayed.receive(encodeStateAsUpdate(shuffled.doc));
    const late = new Doc();
    applyUpdate(late, encodeStateAsUpdate(inOrder.doc));

    const expected = canonicalState(inOrder.ledger);
    for (const ledger of [shuffled.ledger, relayed.ledger, ledgerFromDocument(late)]) {
      expect(canonicalState(ledger)).toBe(expected);
      expect(ledger.balancesOf('EUR')).toEqual(honestBalances);
    }
    expect(inOrder.ledger.quarantined().length).toBe(hostileEntries.filter((one) => !one.isReadable).length);
  });

  it('goes on after 5,000 levels in a stored object, whether Yjs takes the update or throws', () => {
    const replica = new Replica();
    for (const update of updatesOf([])) replica.receive(update);
    try {
      replica.receive(deepUpdate(5_000));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
    }
    const writer = new Doc();
    logOf(writer).set('e_after000', JSON.stringify({ k: 'x', t: 1, a: 'm_ali00000', s: { title: 'after' } }));
    replica.receive(encodeStateAsUpdate(writer));
    expect(replica.ledger.entry('e_after000')?.title).toBe('after');
    expect(replica.ledger.balancesOf('EUR')).toEqual(honestBalances);
  });
});

/** By hand, since Yjs's own encoder runs out of stack before some decoders do. */
function deepUpdate(levels: number): Uint8Array {
  const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
  const nested = Array.from({ length: levels }, () => [117, 1]).flat();
  return Uint8Array.from([1, 1, 99, 0, 0x28, 1, ...text('log'), ...text('e_deep0000'), 1, ...nested, 126, 0]);
}
