import type { JournalEntry } from '../port.ts';
import { isStorageId } from '../storage-id.ts';
import { sealLine, unsealLine } from './sealed-json.ts';

const NEWLINE = 0x0a;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

export function isInstant(text: unknown): text is string {
  return typeof text === 'string' && INSTANT.test(text) && !Number.isNaN(Date.parse(text));
}

export function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/**
 * The line of one entry. Its texts are checked rather than escaped, so that nothing but base64 is made on this path.
 * Throws a RangeError for an entry that no caller can mean.
 */
export function encodeJournalLine(entry: JournalEntry): Buffer {
  if (!isSeq(entry.seq) || !isInstant(entry.at) || !isStorageId(entry.by)) {
    throw new RangeError('A journal entry needs a whole number, an instant in UTC and the id of an account');
  }
  const { buffer, byteOffset, byteLength } = entry.update;
  const update = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const recovered = entry.recovered === true ? ',"recovered":true' : '';
  return sealLine(
    `{"seq":${entry.seq},"at":"${entry.at}","by":"${entry.by}","update":"${update}"${recovered}`,
  );
}

function parseLine(line: Buffer): JournalEntry | undefined {
  const unsealed = unsealLine(line);
  if (unsealed?.sealed !== true) return undefined;
  const { seq, at, by, update, recovered } = unsealed.value;
  if (!isSeq(seq) || !isInstant(at) || typeof by !== 'string' || typeof update !== 'string') return undefined;
  const entry = { seq, at, by, update: Buffer.from(update, 'base64') };
  return recovered === true ? { ...entry, recovered } : entry;
}

export interface ParsedJournal {
  readonly entries: readonly JournalEntry[];
  /** Where each entry's line ends, in bytes from the start of the file. */
  readonly ends: readonly number[];
  /**
   * What follows the last newline. `torn`: the start of a line, which was never acknowledged. `whole`: a line that
   * lacks nothing but its newline, the last of the entries.
   */
  readonly tail: 'none' | 'torn' | 'whole';
  /** Number of the first line that cannot be read, from 1. */
  readonly badLine: number | undefined;
}

/** Ends of seals in a text; a base64 text or an escaped one cannot look like this. */
const SEALS = /,"crc":\d{1,10}\}/g;

type Tail =
  | { readonly is: 'torn' }
  | { readonly is: 'damaged' }
  | { readonly is: 'whole'; readonly entry: JournalEntry };

/**
 * One write holds a line and its newline, so a whole line with something behind it was not cut short: its newline has
 * been damaged, and cutting it would lose what was acknowledged.
 */
function judgeTail(tail: Buffer): Tail {
  for (const seal of tail.toString('latin1').matchAll(SEALS)) {
    const end = seal.index + seal[0].length;
    const entry = parseLine(tail.subarray(0, end));
    if (entry !== undefined) return end === tail.length ? { is: 'whole', entry } : { is: 'damaged' };
  }
  return { is: 'torn' };
}

/**
 * Reads a journal up to the first line that cannot be read. A line without newline at the end is torn: its write was
 * never acknowledged. A line with newline and a wrong `crc` is damage, also at the end, since the newline is written last.
 */
export function parseJournal(bytes: Buffer): ParsedJournal {
  const entries: JournalEntry[] = [];
  const ends: number[] = [];
  const result = (tail: ParsedJournal['tail'], isBad = false): ParsedJournal => ({
    entries,
    ends,
    tail,
    badLine: isBad ? entries.length + 1 : undefined,
  });
  const follows = (entry: JournalEntry): boolean => {
    const previous = entries.at(-1);
    return previous === undefined || entry.seq === previous.seq + 1;
  };
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    if (newline === -1) {
      const tail = judgeTail(bytes.subarray(start));
      if (tail.is === 'torn') return result('torn');
      if (tail.is === 'damaged' || !follows(tail.entry)) return result('none', true);
      entries.push(tail.entry);
      ends.push(bytes.length);
      return result('whole');
    }
    const entry = parseLine(bytes.subarray(start, newline));
    if (entry === undefined || !follows(entry)) return result('none', true);
    entries.push(entry);
    ends.push(newline + 1);
    start = newline + 1;
  }
  return result('none');
}
