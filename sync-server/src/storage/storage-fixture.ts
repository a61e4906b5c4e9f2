import { randomUUID } from 'node:crypto';
import type { AccountRecord, ClassRecord, JournalEntry, SnapshotRecord } from './port.ts';

/** Records for tests: valid, and as small as they can be. */
export function makeAccount(fields: Partial<AccountRecord> = {}): AccountRecord {
  const id = fields.id ?? randomUUID();
  return {
    format: 1,
    id,
    username: `user-${id.slice(0, 8)}`,
    displayName: 'Ada',
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    recoveryHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$cmVjb3Zlcg',
    createdAt: '2026-01-01T00:00:00.000Z',
    sessions: [],
    memberships: [],
    ...fields,
  };
}

export function makeClass(fields: Partial<ClassRecord> = {}): ClassRecord {
  const id = fields.id ?? randomUUID();
  return {
    format: 1,
    id,
    name: 'Flat',
    currency: 'EUR',
    code: id.replaceAll('-', '').slice(0, 12).toUpperCase(),
    joining: 'open',
    createdAt: '2026-01-01T00:00:00.000Z',
    members: [],
    ...fields,
  };
}

export const AUTHOR = '00000000-0000-4000-8000-000000000001';

/** An entry whose update names its number, so that tests can tell which ones came back. */
export function makeEntry(seq: number, fields: Partial<JournalEntry> = {}): JournalEntry {
  const at = '2026-01-01T12:00:00.000Z';
  return { seq, at, by: AUTHOR, update: new TextEncoder().encode(`<${seq}>`), ...fields };
}

/** A snapshot whose update says the same as the entries 1 to `seq`, one after another. */
export function makeSnapshot(seq: number, fields: Partial<SnapshotRecord> = {}): SnapshotRecord {
  const all = Array.from({ length: seq }, (_, index) => `<${index + 1}>`).join('');
  return {
    epoch: 1,
    seq,
    savedAt: '2026-01-02T00:00:00.000Z',
    update: new TextEncoder().encode(all),
    ledger: { entries: seq },
    ...fields,
  };
}

/** The numbers that updates made here name, in order. */
export function readSeqs(updates: readonly Uint8Array[]): number[] {
  const text = updates.map((update) => new TextDecoder().decode(update)).join('');
  return Array.from(text.matchAll(/<(\d+)>/g), (match) => Number(match[1]));
}

export function countTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
