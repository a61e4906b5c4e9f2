import type { SnapshotRecord } from '../port.ts';
import { isInstant, isSeq } from './journal-line.ts';
import { sealLine, unsealFile } from './sealed-json.ts';

/** `ledger` comes last and may be long; readers that want the position need only the first bytes. */
export function encodeSnapshot(classId: string, snapshot: SnapshotRecord): Buffer {
  const { epoch, seq, savedAt, update, ledger } = snapshot;
  if (!isSeq(epoch) || !isSeq(seq) || !isInstant(savedAt)) {
    throw new RangeError('A snapshot needs whole numbers and an instant in UTC');
  }
  const base64 = Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('base64');
  const head = `{"format":1,"classId":"${classId}","epoch":${epoch},"seq":${seq},"savedAt":"${savedAt}"`;
  return sealLine(`${head},"update":"${base64}","ledger":${JSON.stringify(ledger ?? null)}`);
}

/** What is read back of a snapshot: everything but its ledger. */
export type ReadSnapshot = Omit<SnapshotRecord, 'ledger'>;

/** The snapshot of this class, or undefined when the file is damaged or another class's. */
export function parseSnapshot(classId: string, bytes: Buffer): ReadSnapshot | undefined {
  const value = unsealFile(bytes)?.value;
  if (value?.['format'] !== 1 || value['classId'] !== classId) return undefined;
  const { epoch, seq, savedAt, update } = value;
  if (!isSeq(epoch) || !isSeq(seq) || !isInstant(savedAt) || typeof update !== 'string') return undefined;
  return { epoch, seq, savedAt, update: Buffer.from(update, 'base64') };
}

/** The `seq` that the head of a damaged snapshot still shows, as the least that a replacement must reach. */
export function guessSeq(bytes: Buffer): number {
  const match = /"seq":(\d{1,15}),/.exec(bytes.subarray(0, 300).toString('latin1'));
  return match === null ? 0 : Number(match[1]);
}
