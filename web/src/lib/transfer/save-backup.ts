import { version } from '$app/environment';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { isSettingKey, isSettingValue } from '$lib/ledger/settings.svelte.ts';
import { saveTextAsFile } from '$lib/platform/download.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { readReadableRows } from '$lib/platform/readable-rows.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { collectBackup, type BackupFile } from './backup-file.ts';

/** As `saveBackup`, of a profile of this device that the page does not work with. */
export async function saveBackupOfDatabase(database: LedgerDatabase): Promise<StorageResult<BackupFile>> {
  const read = await readReadableRows(database, 'settings');
  const rows = read.ok ? read.value.rows : [];
  const chosen = new Map(
    rows.flatMap(({ key, value }) => (isSettingKey(key) && isSettingValue(key, value) ? [[key, value]] : [])),
  );
  const collected = await collectBackup({
    database,
    settings: { chosen },
    appVersion: version,
    now: Date.now,
  });
  if (collected.ok) saveTextAsFile(collected.value.text, collected.value.fileName);
  return collected;
}

/** Collects everything and hands it to the browser as a download; remembers when. */
export async function saveBackup({ database, settings }: OpenLedger): Promise<StorageResult<BackupFile>> {
  const collected = await collectBackup({ database, settings, appVersion: version, now: Date.now });
  if (!collected.ok) return collected;
  saveTextAsFile(collected.value.text, collected.value.fileName);
  void settings.set('lastBackupAt', Date.now());
  return collected;
}
