import { describe, expect, it } from 'vitest';
import { Doc, applyUpdate, encodeStateAsUpdate } from 'yjs';
import { ClassLedger } from './class-ledger.ts';
import { followDocument, ledgerFromDocument } from './follow-document.ts';
import { logOf } from './log.ts';
import { ALI, BEA, balancesIn, change, moneyOf } from './test-records.ts';

const expense = (id: string, minor: number) =>
  change(id, { s: { money: moneyOf([[ALI, minor]], [[BEA, minor]]) } });

/** Writes as one transaction. */
function write(doc: Doc, ...changes: readonly { id: string; value: unknown }[]): void {
  doc.transact(() => {
    for (const { id, value } of changes) logOf(doc).set(id, value);
  });
}

describe('followDocument', () => {
  it('[D13] keeps a ledger up with local and remote transactions, telling of each once', () => {
    const [doc, other] = [new Doc(), new Doc()];
    const told: string[][] = [];
    write(doc, expense('e_0000010', 1));
    const ledger = new ClassLedger();
    const stop = followDocument(doc, ledger, (ids) => told.push(Array.from(ids)));
    write(doc, expense('e_0000020', 2), expense('e_0000030', 4));
    write(other, expense('e_0000040', 8));
    applyUpdate(doc, encodeStateAsUpdate(other));
    applyUpdate(doc, encodeStateAsUpdate(other));
    expect(told).toEqual([['e_0000010'], ['e_0000020', 'e_0000030'], ['e_0000040']]);
    expect(balancesIn(ledger)).toEqual(balancesIn(ledgerFromDocument(doc)));
    expect(balancesIn(ledger)[0]).toEqual([ALI, 15]);
    stop();
    stop();
    write(doc, expense('e_0000050', 16));
    expect([told.length, balancesIn(ledger)[0]]).toEqual([3, [ALI, 15]]);
  });

  it('[D13] takes out what an attacker deleted, and ignores what is not under a key', () => {
    const doc = new Doc();
    const ledger = new ClassLedger();
    const told: string[][] = [];
    followDocument(doc, ledger, (ids) => told.push(Array.from(ids)));
    write(doc, expense('e_0000010', 1));
    logOf(doc).delete('e_0000010');
    expect([balancesIn(ledger), ledger.entry('e_0000010')]).toEqual([[], undefined]);
    const hostile = new Doc();
    hostile.getArray('log').push([1, 'text']);
    applyUpdate(doc, encodeStateAsUpdate(hostile));
    expect(told).toEqual([['e_0000010'], ['e_0000010']]);
    expect(ledger.quarantined()).toEqual([]);
  });

  it('[D13] has a screen that writes while it is told hear of its own change too', () => {
    const doc = new Doc();
    const ledger = new ClassLedger();
    const told: string[] = [];
    followDocument(doc, ledger, (ids) => {
      told.push(...ids);
      if (told.length === 1) write(doc, expense('e_0000020', 2));
    });
    write(doc, expense('e_0000010', 1));
    expect(told).toEqual(['e_0000010', 'e_0000020']);
    expect(balancesIn(ledger)[0]).toEqual([ALI, 3]);
  });

  it('[D13] shields the document and other observers from a callback that throws, and reports it', async () => {
    const reported = await unhandledRejectionDuring(() => {
      const doc = new Doc();
      const ledger = new ClassLedger();
      let others = 0;
      followDocument(doc, ledger, () => {
        throw new Error('a fault of the screen');
      });
      logOf(doc).observe(() => others++);
      write(doc, expense('e_0000010', 1));
      expect([balancesIn(ledger)[0], others]).toEqual([[ALI, 1], 1]);
    });
    expect(reported).toEqual(new Error('a fault of the screen'));
  });
});

/** The reason of the first rejection that nobody handles; the test runner would take it for a failure. */
async function unhandledRejectionDuring(act: () => void): Promise<unknown> {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const reported = new Promise((resolve) => process.once('unhandledRejection', resolve));
  try {
    act();
    return await reported;
  } finally {
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}
