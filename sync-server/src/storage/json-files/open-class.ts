import { join } from 'node:path';
import { errorCode } from '../data-folder.ts';
import type { LoadedDocument } from '../port.ts';
import { removeQuietly, replaceFile, writeDurably } from './data-files.ts';
import type { DataFiles } from './data-files.ts';
import { closedSnapshotName } from './history-folder.ts';
import { readClass } from './read-class.ts';
import type { ClassContents, ClassPaths } from './read-class.ts';

/** What appends and snapshots need to know of a class; changes with each commit. */
export interface OpenState {
  readonly epoch: number;
  /** Of the newest durable entry. */
  seq: number;
  /** The present snapshot, where there is a whole one. */
  readonly snapshot: { readonly epoch: number; readonly seq: number; readonly savedAt: string } | undefined;
  readonly snapshotIs: ClassContents['snapshotIs'];
  /** Number of the first entry in the journal, also of one that the snapshot holds already. */
  readonly firstSeq: number;
  /** Bytes of the journal that are durable. */
  journalLength: number;
  /** Where each durable line ends. */
  readonly ends: number[];
  /** Whether the journal's name is durable; false while there is no journal. */
  isNameDurable: boolean;
}

/**
 * What a failed write left: `cut` means bytes after the durable ones, `rewrite` a journal whose name may or may not be
 * durable.
 */
export type JournalFailure =
  | { readonly kind: 'cut'; readonly length: number; readonly isNameDurable: boolean }
  | { readonly kind: 'rewrite' };

async function cutJournal(data: DataFiles, path: string, length: number): Promise<void> {
  const file = await data.files.open(path);
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Brings the journal back to what was durable. A sync that failed is never tried again and trusted: what it was to make
 * durable is cut off, or written anew.
 */
export async function recoverJournal(
  data: DataFiles,
  paths: ClassPaths,
  failure: JournalFailure,
): Promise<void> {
  if (failure.kind === 'rewrite') {
    const bytes = await data.files.read(paths.journal);
    if (bytes !== undefined) await replaceFile(data, paths.journal, bytes);
  } else if (failure.isNameDurable) {
    await cutJournal(data, paths.journal, failure.length);
  } else {
    await data.files.remove(paths.journal);
  }
}

/** Keeps the beginning of a line that was never finished beside the history, then cuts it off. */
async function cutTornLine(data: DataFiles, paths: ClassPaths, bytes: Buffer, length: number): Promise<void> {
  await data.files.makeFolder(paths.history);
  const aside = join(paths.history, `torn-${data.nowMs()}-at-${length}`);
  await writeDurably(data.files, aside, bytes.subarray(length));
  await data.files.syncFolder(paths.history);
  await cutJournal(data, paths.journal, length);
  data.report('torn', paths.journal, `${bytes.length - length} bytes kept as ${data.relativePath(aside)}`);
}

async function addNewline(data: DataFiles, path: string, offset: number): Promise<void> {
  const file = await data.files.open(path);
  try {
    await file.writeAt(Buffer.from('\n'), offset);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Finishes or drops what a crash in the midst of a roll-back left; the present snapshot tells which. */
async function settlePending(data: DataFiles, paths: ClassPaths, contents: ClassContents): Promise<void> {
  for (const { name } of contents.listing.pending) {
    const { base } = contents;
    const path = join(paths.history, name);
    if (base !== undefined && name === closedSnapshotName(base, 'pending')) {
      try {
        await data.files.rename(path, join(paths.history, closedSnapshotName(base)));
      } catch (error) {
        data.report('failed', path, errorCode(error));
      }
    } else {
      await removeQuietly(data, path);
    }
  }
}

/** After a crash, what is read may not be on the disk yet: it has to be, before anybody is told of it. */
async function settle(data: DataFiles, paths: ClassPaths, hasJournal: boolean): Promise<void> {
  if (hasJournal) {
    const file = await data.files.open(paths.journal);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await data.files.syncFolder(paths.folder);
}

/**
 * Reads a class and makes its files ready to be appended to.
 * @param isSettled whether this process has opened the class before
 */
export async function openClass(
  data: DataFiles,
  paths: ClassPaths,
  isSettled: boolean,
): Promise<{ state: OpenState; contents: ClassContents }> {
  const contents = await readClass(data, paths);
  const { base, entries, snapshotIs, journal, journalBytes } = contents;
  const ends = [...journal.ends];
  let journalLength = ends.at(-1) ?? 0;
  if (journalBytes !== undefined && journal.tail === 'torn') {
    await cutTornLine(data, paths, journalBytes, journalLength);
  }
  if (journal.tail === 'whole') {
    await addNewline(data, paths.journal, journalLength);
    journalLength += 1;
    ends[ends.length - 1] = journalLength;
  }
  if (!isSettled) await settle(data, paths, journalBytes !== undefined);
  await settlePending(data, paths, contents);
  if (snapshotIs === 'damaged' || snapshotIs === 'missing') {
    data.report(
      'fallback',
      paths.snapshot,
      `${snapshotIs}; went back to entry ${base?.seq ?? 0} and the journals`,
    );
  }
  const seq = entries.at(-1)?.seq ?? base?.seq ?? 0;
  const state: OpenState = {
    epoch: base?.epoch ?? 1,
    seq,
    snapshot: snapshotIs === 'whole' ? base : undefined,
    snapshotIs,
    firstSeq: journal.entries[0]?.seq ?? seq + 1,
    journalLength,
    ends,
    isNameDurable: journalBytes !== undefined,
  };
  return { state, contents };
}

export function toDocument({ base, entries }: ClassContents): LoadedDocument {
  return {
    epoch: base?.epoch ?? 1,
    seq: entries.at(-1)?.seq ?? base?.seq ?? 0,
    updates: [...(base === undefined ? [] : [base.update]), ...entries.map(({ update }) => update)],
    journal: entries,
    snapshotBytes: base?.update.length ?? 0,
    journalBytes: entries.reduce((sum, { update }) => sum + update.length, 0),
  };
}
