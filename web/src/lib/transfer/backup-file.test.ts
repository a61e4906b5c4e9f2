import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coffee, TestDevice } from '$lib/ledger/test-device.ts';
import { collectBackup, openBackup } from './backup-file.ts';

let devices: TestDevice[];
beforeEach(() => void (devices = []));
afterEach(() => {
  for (const device of devices.reverse()) device.shutDown();
});

type Tab = ReturnType<TestDevice['openTab']>;

/** One device at a time: its disk replaces the one before. */
function newDevice(): TestDevice {
  devices.at(-1)?.shutDown();
  const device = new TestDevice(devices.length + 1);
  devices.push(device);
  return device;
}

async function filledTab(device: TestDevice): Promise<Tab> {
  const tab = device.openTab();
  for (const title of ['a', 'b', 'c', 'd']) {
    device.nowMs += 1000;
    await tab.ledger.addEntry({ ...coffee, title });
  }
  const [newest] = tab.ledger.entries;
  if (newest) await tab.ledger.deleteEntry(newest.id);
  await tab.settings.set('currency', 'EUR');
  await tab.settings.set('lastBackupAt', 5);
  return tab;
}

async function backupOf(tab: Tab) {
  const result = await collectBackup({ ...tab, appVersion: '0.1.0', now: () => Date.UTC(2026, 2, 1) });
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

async function previewOf(tab: Tab, text: string) {
  const result = await openBackup(text, tab);
  if (!result.ok) throw new Error(result.refusal.reason);
  return result.value;
}

const titlesOf = (tab: Tab): string => tab.ledger.entries.map((entry) => entry.title).join('');

describe('backup and restore', () => {
  it('brings everything to an empty device, byte for byte, and adds nothing the second time', async () => {
    const backup = await backupOf(await filledTab(newDevice()));
    expect(backup).toMatchObject({
      recordCount: 5,
      unreadableCount: 0,
      fileName: 'tallybook-backup-2026-03-01.json',
    });

    const device = newDevice();
    const tab = device.openTab();
    const preview = await previewOf(tab, backup.text);
    expect(preview).toMatchObject({ refusedCount: 0, isIntact: true, createdAt: '2026-03-01T00:00:00.000Z' });
    expect(preview.report).toMatchObject({ added: 5, alreadyThere: 0, newEntries: 4, changedEntries: 0 });
    expect(tab.ledger.entries).toEqual([]);
    expect(await preview.apply()).toMatchObject({ ok: true, value: { added: 5 } });
    expect(titlesOf(tab)).toBe('cba');
    expect(tab.ledger.deletedEntries.map((entry) => entry.title)).toEqual(['d']);
    expect(tab.settings.get('currency')).toBe('EUR');
    expect(tab.settings.get('lastBackupAt')).toBeNull();
    expect((await backupOf(tab)).text).toBe(backup.text);

    const second = await previewOf(tab, backup.text);
    expect(second.report).toMatchObject({ added: 0, alreadyThere: 5, newEntries: 0, changedEntries: 0 });
    await second.apply();
    device.crashTab(tab);
    const again = device.openTab();
    await again.ledger.loaded;
    expect(titlesOf(again)).toBe('cba');
  });

  it('unites with what is here and keeps the choices made here', async () => {
    const backup = await backupOf(await filledTab(newDevice()));
    const tab = newDevice().openTab();
    await tab.settings.set('currency', 'USD');
    await tab.ledger.addEntry({ ...coffee, title: 'here', day: '2026-03-02' });
    await (await previewOf(tab, backup.text)).apply();
    expect(titlesOf(tab)).toBe('herecba');
    expect(tab.settings.get('currency')).toBe('USD');
  });

  it('keeps the record here when the file has another under the same id, and says so', async () => {
    const tab = await filledTab(newDevice());
    const { text } = await backupOf(tab);
    const forged = text.replaceAll(String.raw`\"title\":\"a\"`, String.raw`\"title\":\"forged\"`);
    expect(forged).not.toBe(text);
    const preview = await previewOf(tab, forged);
    expect(preview.isIntact).toBe(false);
    expect(preview.report).toMatchObject({ added: 0, alreadyThere: 4, refused: [{ reason: 'two-records' }] });
    await preview.apply();
    expect(titlesOf(tab)).toBe('cba');
  });

  it('exports every readable row and reports the others, also when the ledger could not be loaded', async () => {
    const device = newDevice();
    const tab = await filledTab(device);
    const broken = tab.ledger.entries[0]?.id ?? '';
    for (const operation of ['getAll', 'get'] as const) {
      for (const store of ['revisions', 'entries']) {
        device.storage.fail({ operation, store, key: broken, errorName: 'DataError' });
      }
    }
    const backup = await backupOf(tab);
    expect(backup).toMatchObject({ recordCount: 4, unreadableCount: 1 });
    expect(backup.text).toContain(broken);
    const restored = newDevice().openTab();
    await (await previewOf(restored, backup.text)).apply();
    expect(titlesOf(restored)).toBe('ba');
  });

  it('exports from a database of a newer app', async () => {
    const device = newDevice();
    const tab = await filledTab(device);
    device.crashTab(tab);
    (await device.storage.driver.open('tallybook', 9, {})).close();
    const old = device.openTab();
    await old.ledger.loaded;
    expect(old.storageStatus.state).toEqual({ kind: 'not-saved', reason: 'newer-version' });
    expect(titlesOf(old)).toBe('cba');
    expect((await backupOf(old)).recordCount).toBe(5);
    expect((await old.ledger.addEntry(coffee)).ok).toBe(false);
  });

  it('says why when nothing can be reached', async () => {
    const device = newDevice();
    device.storage.fail({ operation: 'open', errorName: 'SecurityError' });
    const tab = device.openTab();
    expect(await collectBackup({ ...tab, appVersion: '0', now: () => 0 })).toMatchObject({
      ok: false,
      refusal: { reason: 'refused' },
    });
  });

  it('refuses what is no backup, and writes nothing of a restore that does not fit', async () => {
    const tab = newDevice().openTab();
    expect(await openBackup('{"a":1}', tab)).toMatchObject({
      ok: false,
      refusal: { reason: 'not-a-backup' },
    });
    const { text } = await backupOf(await filledTab(newDevice()));
    const device = newDevice();
    const full = device.openTab();
    const preview = await previewOf(full, text);
    device.storage.fail({ operation: 'put', store: 'revisions', errorName: 'QuotaExceededError', after: 3 });
    expect(await preview.apply()).toMatchObject({ ok: false, refusal: { reason: 'full' } });
    device.storage.heal();
    await full.ledger.retry();
    expect(full.ledger.entries).toEqual([]);
  });
});
