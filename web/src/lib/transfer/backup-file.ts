import { readBackup, writeBackup, type Backup, type BackupRefusal } from '@tallybook/shared/personal/backup';
import type { ImportReport } from '$lib/ledger/import-rows.ts';
import type { PersonalLedger } from '$lib/ledger/personal-ledger.svelte.ts';
import { isStoredRevision } from '$lib/ledger/projection.ts';
import { isProjectionRow, modernRow } from '$lib/ledger/projection-rows.ts';
import { isSettingKey, isSettingValue, type SettingKey, type Settings } from '$lib/ledger/settings.svelte.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { readReadableRows } from '$lib/platform/readable-rows.ts';
import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';

/** Settings that mean the same on another device. */
const portableKeys: readonly SettingKey[] = [
  'theme',
  'currency',
  'centsFirst',
  'shortcut',
  'templates',
  'savedSearches',
  'forgotten',
];

export interface BackupFile {
  readonly text: string;
  readonly fileName: string;
  readonly recordCount: number;
  /** Rows that could not be read; what there is of them is in the file. */
  readonly unreadableCount: number;
}

/**
 * Collects everything of a profile into one file, from whatever rows can be read; it needs neither a network nor a
 * ledger that has loaded. Refused only when no row can be reached at all.
 */
export async function collectBackup(from: {
  database: LedgerDatabase;
  settings: Pick<Settings, 'chosen'>;
  appVersion: string;
  now: () => number;
}): Promise<StorageResult<BackupFile>> {
  const revisions = await readReadableRows(from.database, 'revisions');
  const projection = await readReadableRows(from.database, 'entries');
  if (!revisions.ok && !projection.ok) return revisions;
  const found = revisions.ok ? revisions.value : { rows: [], unreadableKeys: [] };
  const good = found.rows.filter(isStoredRevision);
  const goodCounts = new Map<string, number>();
  for (const { entityId } of good) goodCounts.set(entityId, (goodCounts.get(entityId) ?? 0) + 1);
  const derived = projection.ok ? projection.value.rows : [];
  const unreadable = [
    ...found.rows.filter((row) => !isStoredRevision(row)).map((row) => ({ store: 'revisions', row })),
    ...found.unreadableKeys.map((key) => ({ store: 'revisions', key })),
    // The last trace of records that are gone.
    ...derived
      .map(modernRow)
      .filter((row) => isProjectionRow(row) && row.revisionCount > (goodCounts.get(row.id) ?? 0))
      .map((row) => ({ store: 'entries', row })),
  ];
  const createdAt = new Date(from.now()).toISOString();
  const text = writeBackup({
    rows: good.map(({ id, json }) => ({ id, json })),
    settings: new Map([...from.settings.chosen].filter(([key]) => portableKeys.includes(key as SettingKey))),
    unreadable,
    createdAt,
    app: from.appVersion,
  });
  const fileName = `tallybook-backup-${createdAt.slice(0, 10)}.json`;
  return {
    ok: true,
    value: { text, fileName, recordCount: good.length, unreadableCount: unreadable.length },
  };
}

/** What a restore would do, before it is done. */
export interface RestorePreview {
  readonly report: ImportReport;
  /** Records of the file that cannot be taken over, from the file and from the comparison with this device. */
  readonly refusedCount: number;
  /** Rows that the device which wrote the file could not read; they are not taken over. */
  readonly unreadableCount: number;
  /** When the file was written, ms since 1970; null when it does not say so in a way that can be read. */
  readonly createdAt: number | null;
  readonly app: string;
  /** False when the file was changed or damaged since it was written. */
  readonly isIntact: boolean;
  /** Does it. Applying the same file again adds nothing. */
  apply(): Promise<StorageResult<ImportReport>>;
}

export type RestoreRefusal = BackupRefusal | { readonly reason: 'storage'; readonly storage: StorageRefusal };

/** Reads a backup file and compares it with this device; writes nothing before `apply`. */
export async function openBackup(
  text: string,
  into: { ledger: PersonalLedger; settings: Settings },
): Promise<{ ok: true; value: RestorePreview } | { ok: false; refusal: RestoreRefusal }> {
  const read = readBackup(text);
  if (!read.ok) return read;
  const backup = read.value;
  const compared = await into.ledger.importRows(backup.rows, { preview: true });
  if (!compared.ok) return { ok: false, refusal: { reason: 'storage', storage: compared.refusal } };
  return {
    ok: true,
    value: {
      report: compared.value,
      refusedCount: compared.value.refused.length + backup.refusedRows.length,
      unreadableCount: backup.unreadable.length,
      createdAt: instantOf(backup.createdAt),
      app: backup.app,
      isIntact: backup.isIntact,
      async apply() {
        const result = await into.ledger.importRows(backup.rows);
        if (result.ok) await restoreSettings(backup, into.settings);
        return result;
      },
    },
  };
}

function instantOf(iso: string): number | null {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? null : ms;
}

/** Takes over what is not set here; a choice made on this device stands. */
async function restoreSettings(backup: Backup, settings: Settings): Promise<void> {
  await settings.loaded;
  for (const [key, value] of backup.settings) {
    if (!isSettingKey(key) || !portableKeys.includes(key)) continue;
    if (isSettingValue(key, value) && !settings.isSet(key)) await settings.set(key, value as never);
  }
}
