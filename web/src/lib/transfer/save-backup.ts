import { version } from '$app/environment';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { saveTextAsFile } from '$lib/platform/download.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { collectBackup, type BackupFile } from './backup-file.ts';

/** Collects everything and hands it to the browser as a download; remembers when. */
export async function saveBackup({ database, settings }: OpenLedger): Promise<StorageResult<BackupFile>> {
  const collected = await collectBackup({ database, settings, appVersion: version, now: Date.now });
  if (!collected.ok) return collected;
  saveTextAsFile(collected.value.text, collected.value.fileName);
  void settings.set('lastBackupAt', Date.now());
  return collected;
}
