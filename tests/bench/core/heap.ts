import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ledgerFromDocument } from '@tallybook/shared/class-doc/follow-document';
import { applyUpdate, Doc } from 'yjs';

/** Megabytes of heap that stay in use. */
export interface HeapUse {
  documentMb: number;
  ledgerMb: number;
}

/** Measured in a process of its own, since garbage of other measurements would count. */
export function measureHeap(programPath: string, updatePath: string): HeapUse {
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', programPath, 'heap', updatePath],
    { encoding: 'utf8' },
  );
  if (child.status !== 0) throw new Error(`The heap could not be measured: ${child.stderr}`);
  return JSON.parse(child.stdout) as HeapUse;
}

/** The other side of it: prints the heap use of the document in a file, and of its ledger, as JSON. */
export function printHeapUse(updatePath: string): void {
  const doc = new Doc();
  const atStart = usedMb();
  applyUpdate(doc, readFileSync(updatePath));
  const withDocument = usedMb();
  const ledger = ledgerFromDocument(doc);
  const balances = ledger.balances();
  // Screens list all entries, so their records count too.
  const entries = Array.from(ledger.entries());
  const withLedger = usedMb();
  const use: HeapUse = { documentMb: withDocument - atStart, ledgerMb: withLedger - withDocument };
  if (balances.size === 0 || entries.length === 0) throw new Error('Nothing was loaded');
  console.log(JSON.stringify(use));
}

function usedMb(): number {
  if (!globalThis.gc) throw new Error('Run it with --expose-gc');
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1_048_576;
}
