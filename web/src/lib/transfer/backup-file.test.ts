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
    expect(preview).toMatchObject({ refusedCount: 0, isIntact: true, createdAt: Date.UTC(2026, 2, 1) });
    expect(preview.report).toMatchObject({ added: 5, alreadyThere: 0 });
    expect(tab.ledger.entries).toEqual([]);
    expect(await preview.apply()).toMatchObject({ ok: true, value: { added: 5 } });
    expect(titlesOf(tab)).toBe('cba');
    expect(tab.ledger.deletedEntries.map((entry) => entry.title)).toEqual(['d']);
    expect(tab.settings.get('currency')).toBe('EUR');
    expect(tab.settings.get('lastBackupAt')).toBeNull();
    expect((await backupOf(tab)).text).toBe(backup.text);

    const second = await previewOf(tab, backup.text);
    expect(second.report).toMatchObject({ added: 0, alreadyThere: 5 });
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

  it.each(['a row that cannot be read', 'a torn record'])('brings back %s', async (damage) => {
    const device = newDevice();
    const tab = await filledTab(device);
    const { text } = await backupOf(tab);
    const lost = tab.ledger.entries[0]?.id ?? '';
    if (damage === 'a torn record') {
      await tab.database.write(
        ['revisions'],
        async (tx) => {
          const store = tx.objectStore('revisions');
          const row = await store.get(lost);
          if (row) await store.put({ ...row, json: row.json.slice(0, 20) });
        },
        { durability: 'strict' },
      );
    } else {
      for (const operation of ['getAll', 'get'] as const) {
        device.storage.fail({ operation, store: 'revisions', key: lost, errorName: 'DataError' });
      }
    }
    const preview = await previewOf(tab, text);
    expect(preview.report).toEqual({ added: 1, alreadyThere: 4, refused: [] });
    expect((await preview.apply()).ok).toBe(true);
    device.crashTab(tab);
    const again = device.openTab();
    await again.ledger.loaded;
    expect(titlesOf(again)).toBe('cba');
    expect((await backupOf(again)).text).toBe(text);
  });

  it('adds what it can to an entry of which a record cannot be read', async () => {
    const device = newDevice();
    const tab = await filledTab(device);
    const [seen] = tab.ledger.entries;
    if (!seen) throw new Error('not there');
    const { text } = await backupOf(tab);
    await tab.ledger.editEntry(seen, { ...coffee, title: 'edited' });
    const rows = await tab.database.read(['revisions'], (tx) =>
      tx.objectStore('revisions').index('entityId').getAll(seen.id),
    );
    const edit = rows.ok ? rows.value.find((row) => row.id !== seen.id) : undefined;
    if (!edit) throw new Error('not stored');
    const restored = newDevice();
    const other = restored.openTab();
    await (await previewOf(other, text)).apply();
    for (const operation of ['getAll', 'get'] as const) {
      restored.storage.fail({ operation, store: 'revisions', key: seen.id, errorName: 'DataError' });
    }
    expect(await other.ledger.importRows([edit])).toMatchObject({ ok: true, value: { added: 1 } });
    expect(other.ledger.entries).toHaveLength(3);
  });

  it('keeps the smaller of two records under one id, whichever was here', async () => {
    const { text } = await backupOf(await filledTab(newDevice()));
    const smaller = text.replaceAll(String.raw`\"title\":\"b\"`, String.raw`\"title\":\"B\"`);
    for (const [first, second] of [
      [text, smaller],
      [smaller, text],
    ] as const) {
      const tab = newDevice().openTab();
      await (await previewOf(tab, first)).apply();
      const preview = await previewOf(tab, second);
      expect(preview.report.refused).toMatchObject([{ reason: 'two-records' }]);
      await preview.apply();
      expect(titlesOf(tab)).toBe('cBa');
    }
  });

  it('carries what only the projection knows of an entry with a damaged record', async () => {
    const tab = await filledTab(newDevice());
    const [entry] = tab.ledger.entries;
    if (!entry) throw new Error('not there');
    await tab.ledger.editEntry(entry, { ...coffee, amountMinor: 9900 });
    await tab.database.write(
      ['revisions'],
      (tx) => tx.objectStore('revisions').put({ id: entry.id } as never),
      {
        durability: 'strict',
      },
    );
    const backup = await backupOf(tab);
    // The damaged record, and the entry as it was folded from it.
    expect(backup.unreadableCount).toBe(2);
    expect(backup.text).toContain('"amountMinor":9900');
    const preview = await previewOf(newDevice().openTab(), backup.text);
    expect(preview.unreadableCount).toBe(2);
  });

  it.each(['', '"createdAt":"soon",'])('opens a file whose time is missing: %s', async (createdAt) => {
    const tab = newDevice().openTab();
    const file = `{"format":"tallybook-backup","version":1,${createdAt}"revisions":[]}`;
    expect((await previewOf(tab, file)).createdAt).toBeNull();
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
