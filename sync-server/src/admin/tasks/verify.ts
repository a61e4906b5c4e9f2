import { setImmediate as nextTurn } from 'node:timers/promises';
import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { StorageError } from '../../storage/port.ts';
import type { ClassLog } from '../../sync/class-log.ts';
import type { AdminParts, Caller, ExitCode, Say } from '../admin-parts.ts';
import {
  accountFile,
  checkAccountFile,
  checkClassFile,
  classFile,
  listQuarantined,
} from '../data-folder-reader.ts';
import { readDocument } from '../read-document.ts';

/** Records folded in one go, so that a running server answers in between. */
const RECORDS_PER_TURN = 500;

/** Findings that mean that bytes on the disk are not what was written; the others are told and count as mended. */
const PROBLEM_KINDS = new Set(['damaged', 'duplicate', 'fallback']);

function* recordsOf(log: ClassLog): Generator<{ id: string; value: unknown }> {
  for (const { keys, values } of log.clients.values()) {
    for (const [index, id] of keys.entries()) yield { id, value: values[index] };
  }
}

/** Reads every record as the apps do. `putAside`: those that count nowhere, or whose money does not, by reason. */
async function readRecords(
  log: ClassLog,
): Promise<{ readonly count: number; readonly putAside: readonly string[] }> {
  const ledger = new ClassLedger();
  let count = 0;
  let batch: { id: string; value: unknown }[] = [];
  for (const record of recordsOf(log)) {
    batch.push(record);
    count += 1;
    if (batch.length < RECORDS_PER_TURN) continue;
    ledger.apply(batch);
    batch = [];
    await nextTurn();
  }
  ledger.apply(batch);
  return { count, putAside: ledger.quarantined().map(({ reason }) => reason) };
}

/** Says what was found wrong in the folder as a whole; returns how many problems that is. */
async function tellFindings({ findings, files, dataDir }: AdminParts, say: Say): Promise<number> {
  let problems = 0;
  const found = findings();
  for (const { kind, path, detail } of found) {
    say(`${path}: ${kind}: ${detail}`);
    if (PROBLEM_KINDS.has(kind)) problems += 1;
  }
  for (const path of dataDir === undefined ? [] : await listQuarantined(files, dataDir)) {
    // Moved aside by this very process, and told above with where it lay.
    if (found.some(({ detail }) => detail.endsWith(path))) continue;
    say(`${path}: damaged: kept aside at an earlier start`);
    problems += 1;
  }
  return problems;
}

/** Looks at the files of all accounts, which the storage itself reads only at its start. */
async function verifyAccounts(
  { storage, files, dataDir }: AdminParts,
  { say, signal }: Caller,
): Promise<{ readonly count: number; readonly problems: number }> {
  let count = 0;
  let problems = 0;
  for await (const { id } of storage.accounts.list()) {
    signal.throwIfAborted();
    const file = dataDir === undefined ? 'whole' : await checkAccountFile(files, dataDir, id);
    if (file !== 'whole') {
      // Deleted while this was running.
      if ((await storage.accounts.read(id)) === undefined) continue;
      say(`${accountFile(id)}: ${file} since the server read it`);
      problems += 1;
    }
    count += 1;
  }
  return { count, problems };
}

interface Counts {
  classes: number;
  records: number;
  putAside: number;
  problems: number;
}

async function verifyClass(parts: AdminParts, id: string, counts: Counts, say: Say): Promise<void> {
  const { storage, files, dataDir } = parts;
  const file = dataDir === undefined ? 'whole' : await checkClassFile(files, dataDir, id);
  try {
    const { count, putAside } = await readRecords((await readDocument(storage.documents, id)).log);
    counts.records += count;
    counts.putAside += putAside.length;
    if (putAside.length > 0) {
      const reasons = [...new Set(putAside)].join(', ');
      say(`class ${id}: ${putAside.length} of ${count} records are put aside (${reasons})`);
    }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    // Deleted while this was running.
    if (error.reason === 'closed' && (await storage.classes.read(id)) === undefined) return;
    say(`class ${id}: ${error.message}`);
    counts.problems += 1;
  }
  if (file !== 'whole' && (await storage.classes.read(id)) !== undefined) {
    say(`${classFile(id)}: ${file} since the server read it`);
    counts.problems += 1;
  }
  counts.classes += 1;
}

/**
 * Reads everything there is and says what cannot be read, one line each. Records that apps put aside are counted but
 * are no fault of the storage: any member can write one.
 */
export async function verify(parts: AdminParts, caller: Caller): Promise<ExitCode> {
  const { storage, findings } = parts;
  const { say, signal } = caller;
  const counts: Counts = { classes: 0, records: 0, putAside: 0, problems: await tellFindings(parts, say) };
  const told = findings().length;
  const accounts = await verifyAccounts(parts, caller);
  counts.problems += accounts.problems;
  for await (const { id } of storage.classes.list()) {
    signal.throwIfAborted();
    await verifyClass(parts, id, counts, say);
  }
  for (const { kind, path, detail } of findings().slice(told)) {
    // What is damaged has had its line with the class.
    if (kind === 'damaged') continue;
    say(`${path}: ${kind}: ${detail}`);
    if (PROBLEM_KINDS.has(kind)) counts.problems += 1;
  }

  const { classes, records, putAside, problems } = counts;
  const summary = `${accounts.count} accounts, ${classes} classes, ${records} records (${putAside} put aside)`;
  say(`${summary}: ${problems === 0 ? 'everything can be read' : `${problems} problems`}`);
  return problems === 0 ? 0 : 1;
}
