import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLog } from '../revisions/fold.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import type { Backup } from './backup.ts';
import { readBackup, writeBackup } from './backup.ts';
import { crc32 } from './crc32.ts';

const row = (id: string, title: string): RevisionRow => ({
  id,
  json: JSON.stringify({ k: 'x', t: 1, a: 'm_self00', s: { title } }),
});
const write = (rows: readonly RevisionRow[], unreadable: unknown[] = []) =>
  writeBackup({
    rows,
    unreadable,
    settings: new Map([['currency', 'EUR']]),
    createdAt: '2026-11-22T10:00:00Z',
    app: '0.1.0',
  });
const read = (text: string): Backup => {
  const backup = readBackup(text);
  if (!backup.ok) throw new Error(backup.refusal.reason);
  return backup.value;
};
const refusalOf = (text: string) => {
  const backup = readBackup(text);
  return backup.ok ? null : backup.refusal;
};

describe('backup', () => {
  it('[L8] gives everything back as it was', () => {
    const titles = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '__proto__', '😀', '\u2028')),
    );
    fc.assert(
      fc.property(titles, (list) => {
        const rows = list.map((title, i) => row(`e_00000${i}`, title));
        const backup = read(write(rows, [{ key: 'k', value: 1 }]));
        expect(backup).toEqual({
          rows,
          refusedRows: [],
          settings: new Map([['currency', 'EUR']]),
          unreadable: [{ key: 'k', value: 1 }],
          createdAt: '2026-11-22T10:00:00Z',
          app: '0.1.0',
          isIntact: true,
        });
      }),
    );
    expect(read(write([])).rows).toEqual([]);
  });

  it('[L8] restored twice, or into a ledger that has it, changes nothing', () => {
    const rows = [row('e_000001', 'a'), row('e_000002', 'b')];
    const { rows: restored } = read(write(rows));
    expect(foldLog([...rows, ...restored, ...restored])).toEqual(foldLog(rows));
  });

  it('[L9] tells the reasons apart why a file cannot be read', () => {
    const text = write([row('e_000001', 'a'), row('e_000002', 'b')]);
    expect([refusalOf(''), refusalOf('{"a":'), refusalOf('hello'), refusalOf(`${text}}`)]).toEqual([
      ...[{ reason: 'empty' }, { reason: 'not-json' }, { reason: 'not-json' }, { reason: 'not-json' }],
    ]);
    const firstLine = text.indexOf('\n');
    for (let length = firstLine; length < text.trimEnd().length; length += 1) {
      expect([length, refusalOf(text.slice(0, length))]).toEqual([length, { reason: 'cut-short' }]);
    }
    for (const other of [
      '{}',
      '[]',
      'null',
      '7',
      '{"format":"other"}',
      '{"__proto__":{"format":"tallybook-backup"}}',
    ]) {
      expect(refusalOf(other)).toEqual({ reason: 'not-a-backup' });
    }
    expect(refusalOf(text.replace('"version":1', '"version":2'))).toEqual({
      ...{ reason: 'newer-version', found: 2, supported: 1 },
    });
    expect(refusalOf(text.replace('"version":1', '"version":"x"'))).toEqual({
      reason: 'damaged',
      part: 'version',
    });
    expect(refusalOf(text.replace('"revisions"', '"revision"'))).toEqual({
      reason: 'damaged',
      part: 'revisions',
    });
    expect(refusalOf(text.replace('{"currency":"EUR"}', '[]'))).toEqual({
      reason: 'damaged',
      part: 'settings',
    });
    expect(refusalOf(text.replace('"unreadable":[]', '"unreadable":7'))).toEqual({
      reason: 'damaged',
      part: 'unreadable',
    });
  });

  it('[L9] carries along what it cannot use', () => {
    const good = row('e_000001', 'a');
    const torn = { id: 'e_000002', json: '{"k":"x"' };
    const backup = read(write([good, torn, { id: '', json: '{}' }]));
    expect(backup.rows).toEqual([good]);
    expect(backup.refusedRows).toEqual([
      { ...torn, reason: 'not-json' },
      { id: '', json: '{}', reason: 'key' },
    ]);
    expect(backup.isIntact).toBe(true);
    const odd = read(
      '{"format":"tallybook-backup","version":1,"revisions":[7,["e_000001"],["e_000002",{}]]}',
    );
    expect(odd.refusedRows.map(({ reason, json }) => [reason, json])).toEqual([
      ['not-a-row', '7'],
      ['not-a-row', '["e_000001"]'],
      ['not-a-row', '["e_000002",{}]'],
    ]);
  });

  it('[L9] reports two records under one id and keeps the one that the fold would', () => {
    const [a, b] = [row('e_000001', 'a'), row('e_000001', 'b')];
    for (const rows of [
      [a, b],
      [b, a],
      [a, b, a],
    ] as RevisionRow[][]) {
      const backup = read(write(rows));
      expect(backup.rows).toEqual([a]);
      expect(backup.refusedRows[0]).toEqual({ ...b, reason: 'two-records' });
    }
  });

  it('[L9] notices that rows were changed, lost or reordered, but not that the file was laid out anew', () => {
    const text = write([row('e_000001', 'a'), row('e_000002', 'b')]);
    expect(read(`\ufeff${JSON.stringify(JSON.parse(text), null, 2)}`).isIntact).toBe(true);
    expect(read(text.replace('\\"a\\"', '\\"z\\"')).isIntact).toBe(false);
    expect(read(text.replace(/\["e_000001".*\],\n/, '')).isIntact).toBe(false);
    expect(read(text.replace(/,"check":.*\}\}/, '}')).isIntact).toBe(false);
  });

  it('[L8] has the checksum that others compute', () => {
    // CRC-32 of the bytes 31 00 32 00 33 00.
    expect([crc32(''), crc32('123')]).toEqual(['00000000', 'd0ad20b1']);
  });
});
