import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { followDocument, ledgerFromDocument } from '@tallybook/shared/class-doc/follow-document';
import { logOf } from '@tallybook/shared/class-doc/log';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { applyUpdate, Doc } from 'yjs';
import type { RandomClass } from '../../support/random-class.ts';
import { randomClass, rowsOf } from '../../support/random-class.ts';
import { foldAndSum, sumEntries } from './full-recompute.ts';
import { Samples, timed } from './medians.ts';

/** Medians in ms, of one operation each. */
export interface ClassTimings {
  load: number;
  fold: number;
  balances: number;
  /** The three above in one go: what opening a class takes before a screen can show its figures. */
  open: number;
  openCpu: number;
  change: number;
  changeInDocument: number;
  sumAgain: number;
  foldAgain: number;
}

const CHANGES_PER_SAMPLE = 50;

/**
 * What opening a class of this update costs, and one more expense in it: by the ledger's running totals, and in turn
 * with it by a full recompute.
 */
export function timeClass(original: RandomClass, update: Uint8Array, runs: number): ClassTimings {
  const samples = new Samples();
  for (let run = 0; run < runs; run++) timeOpening(update, samples);

  const rows = rowsOf(original);
  const newRows = unseenRows(original, runs * (CHANGES_PER_SAMPLE + 5));
  const doc = new Doc();
  applyUpdate(doc, update);
  const ledger = ledgerFromDocument(doc);
  const followed = new ClassLedger();
  const stopFollowing = followDocument(doc, followed, () => undefined);
  for (let run = 0; run < runs; run++) {
    const alone = newRows.splice(0, CHANGES_PER_SAMPLE);
    const added = timed(() => {
      for (const { id, json } of alone) {
        ledger.apply([{ id, value: json }]);
        ledger.balancesOf('EUR');
      }
    });
    samples.add('change', added.ms / alone.length);
    doc.transact(() => alone.forEach(({ id, json }) => logOf(doc).set(id, json)), { kind: 'bench' });
    samples.add('sumAgain', timed(() => sumEntries(ledger.entries())).ms);
    rows.push(...alone);
    samples.add('foldAgain', timed(() => foldAndSum(rows)).ms);
    for (const { id, json } of newRows.splice(0, 5)) {
      const set = () => doc.transact(() => logOf(doc).set(id, json), { kind: 'bench' });
      samples.add('changeInDocument', timed(() => (set(), followed.balancesOf('EUR'))).ms);
      ledger.apply([{ id, value: json }]);
      rows.push({ id, json });
    }
  }
  stopFollowing();
  checkSameBalances(ledger, followed, rows);
  const of = (name: keyof ClassTimings) => samples.median(name);
  return {
    load: of('load'),
    fold: of('fold'),
    balances: of('balances'),
    open: of('open'),
    openCpu: of('openCpu'),
    change: of('change'),
    changeInDocument: of('changeInDocument'),
    sumAgain: of('sumAgain'),
    foldAgain: of('foldAgain'),
  };
}

function timeOpening(update: Uint8Array, samples: Samples): void {
  const doc = new Doc();
  const load = timed(() => applyUpdate(doc, update));
  const fold = timed(() => ledgerFromDocument(doc));
  const balances = timed(() => fold.value.balances());
  samples.add('load', load.ms);
  samples.add('fold', fold.ms);
  samples.add('balances', balances.ms);
  samples.add('open', load.ms + fold.ms + balances.ms);
  samples.add('openCpu', load.cpuMs + fold.cpuMs + balances.cpuMs);
  doc.destroy();
}

/** Expenses of the same people that the class does not have yet. */
function unseenRows({ memberIds }: RandomClass, count: number): RevisionRow[] {
  const more = randomClass({ expenses: count, seed: 77 });
  const renamed = new Map(more.memberIds.map((id, index) => [id, memberIds[index] ?? id]));
  return rowsOf(more)
    .filter(({ id }) => id.startsWith('e_'))
    .map(({ id, json }) => ({
      id,
      json: json.replaceAll(/m_[A-Za-z0-9_-]{16}/g, (name) => renamed.get(name) ?? name),
    }));
}

/** A figure of wrong balances would be worth nothing. */
function checkSameBalances(ledger: ClassLedger, followed: ClassLedger, rows: readonly RevisionRow[]): void {
  const expected = foldAndSum(rows).get('EUR');
  for (const one of [ledger, followed]) {
    for (const [id, minor] of one.balancesOf('EUR')) {
      if (expected?.get(id) !== minor) throw new Error(`The balances of ${id} differ`);
    }
  }
}
