import { ledgerFromDocument } from '@tallybook/shared/class-doc/follow-document';
import { formatMinor } from '@tallybook/shared/money/amount';
import * as Y from 'yjs';
import type { EncodedSnapshot } from './ports.ts';

/**
 * A class as people and scripts can read it beside its update: names, live entries, balances as decimal strings.
 * Throws when Yjs finds something missing in the update, rather than give less than there is.
 */
export function encodeSnapshot(update: Uint8Array): EncodedSnapshot {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update, 'snapshot');
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new Error('The update of a class is not whole');
  }
  const ledger = ledgerFromDocument(doc);
  doc.destroy();
  const { name, currency } = ledger.info();
  const balances: Record<string, Record<string, string>> = {};
  for (const [code, figures] of ledger.balances()) {
    balances[code] = Object.fromEntries(
      Array.from(figures, ([memberId, { balanceMinor }]) => [memberId, formatMinor(balanceMinor, code)]),
    );
  }
  const readable = {
    name,
    currency,
    members: Array.from(ledger.members().values(), (member) => ({ id: member.id, name: member.name })),
    entries: Array.from(ledger.entries())
      .filter(({ deleted }) => !deleted)
      .map(({ id, kind, day, title, category, note, legs }) => ({
        id,
        kind,
        day,
        title,
        category,
        note,
        amounts: legs.map(({ cur, amt, pay, owe }) => ({
          currency: cur,
          amount: formatMinor(amt, cur),
          paid: toDecimals(pay, cur),
          owed: toDecimals(owe, cur),
        })),
      })),
    balances,
  };
  return { update, ledger: readable };
}

function toDecimals(parts: readonly (readonly [string, number])[], currency: string): Record<string, string> {
  return Object.fromEntries(parts.map(([memberId, minor]) => [memberId, formatMinor(minor, currency)]));
}
