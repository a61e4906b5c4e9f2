/**
 * How fast the rules are: opening a class, one change in it, its size in bytes and in memory, and settling up.
 * `pnpm bench:core [seed=1]`. Prints figures beside their targets and never fails on them: a busy machine is no test.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeLogUpdate } from '../support/encode-log-update.ts';
import { randomClass } from '../support/random-class.ts';
import { timeClass } from './core/class-timings.ts';
import { measureHeap, printHeapUse } from './core/heap.ts';
import { benchPlans } from './core/plans.ts';

const sizes = [
  { expenses: 1_000, runs: 15 },
  { expenses: 10_000, runs: 9 },
  { expenses: 100_000, runs: 3 },
];

const [argument = '1', updatePath] = process.argv.slice(2);
if (argument === 'heap' && updatePath !== undefined) printHeapUse(updatePath);
else benchCore(Number(argument));

function benchCore(seed: number): void {
  console.log(
    `seed ${seed}; Node ${process.version}; ${cpus().length} x ${cpus()[0]?.model ?? 'processor'}; medians\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'bench-core-'));
  try {
    for (const { expenses, runs } of sizes) benchClass(expenses, runs, seed, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
  benchPlans();
}

function benchClass(expenses: number, runs: number, seed: number, folder: string): void {
  const original = randomClass({ expenses, seed });
  const update = encodeLogUpdate(original.sessions);
  const path = join(folder, `${expenses}.update`);
  writeFileSync(path, update);
  const times = timeClass(original, update, runs);
  const { documentMb, ledgerMb } = measureHeap(import.meta.filename, path);
  const target = (limit: string) => (expenses === 10_000 ? `target ${limit}` : '');

  console.log(
    `${expenses.toLocaleString('en')} expenses, 8 members, ${original.sessions.length} sessions, ${runs} runs`,
  );
  const line = (name: string, value: string, beside = '') =>
    console.log(`  ${name.padEnd(48)} ${value.padStart(12)}  ${beside}`.trimEnd());
  const ms = (value: number) => `${value < 1 ? value.toFixed(4) : value.toFixed(1)} ms`;
  line('load: Y.applyUpdate into a fresh document', ms(times.load));
  line('fold: a ledger from the document', ms(times.fold));
  line('balances', ms(times.balances));
  line('load + fold + balances', ms(times.open), target('<= 400 ms'));
  line('  the same in time of the processors', ms(times.openCpu));
  line('one more expense: the ledger, with balances', ms(times.change), target('<= 0.1 ms'));
  line('  the same by adding up all entries again', ms(times.sumAgain), ratio(times.sumAgain, times.change));
  line(
    '  the same by folding the whole log again',
    ms(times.foldAgain),
    ratio(times.foldAgain, times.change),
  );
  line('one more expense: with the Yjs transaction', ms(times.changeInDocument));
  line('heap of the document', `${documentMb.toFixed(1)} MB`);
  line('heap of the ledger and its records', `${ledgerMb.toFixed(1)} MB`);
  line('bytes per expense', (update.length / expenses).toFixed(0));
  line('bytes per expense, gzipped', (gzipSync(update).length / expenses).toFixed(1), target('<= 100'));
  console.log('');
}

function ratio(slow: number, fast: number): string {
  return `${(slow / fast).toFixed(0)} times as long`;
}
