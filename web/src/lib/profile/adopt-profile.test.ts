import { describe, expect, it } from 'vitest';
import { coffee, TestDevice } from '../ledger/test-device.ts';
import { LedgerDatabase } from '../platform/database.ts';
import { adoptProfile, countEntries } from './adopt-profile.ts';

/** A device on which two entries were logged without an account, one of them changed and one thrown away. */
async function logged() {
  const device = new TestDevice();
  const tab = device.openTab();
  const first = await tab.ledger.addEntry(coffee);
  const second = await tab.ledger.addEntry({ ...coffee, title: 'tea' });
  if (!first.ok || !second.ok) throw new Error('The entries could not be saved');
  await tab.ledger.editEntry(first.value, { ...coffee, amountMinor: 1300 });
  await tab.ledger.deleteEntry(second.value.id);
  await tab.settings.set('currency', 'EUR');
  const open = (name: string) =>
    new LedgerDatabase({ name, driver: device.storage.driver, timers: device.timers });
  const [from, to] = [open('tallybook'), open('tallybook:anna')];
  return { device, from, to };
}

async function rowsOf(database: LedgerDatabase) {
  const read = await database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
  if (!read.ok) throw new Error(read.refusal.detail);
  return new Map(read.value.map(({ id, json }) => [id, json]));
}

describe('adoptProfile', () => {
  it('moves every record byte for byte, with deletions, history and settings, and empties the source', async () => {
    const { from, to } = await logged();
    const before = await rowsOf(from);
    expect(before.size).toBe(4);
    expect(await countEntries(from)).toEqual({ ok: true, value: 2 });
    expect(await adoptProfile(from, to)).toEqual({ ok: true, value: { moved: 4, left: 0 } });
    expect(await rowsOf(to)).toEqual(before);
    expect((await rowsOf(from)).size).toBe(0);
    const settings = await to.read(['settings'], (tx) => tx.objectStore('settings').get('currency'));
    expect(settings).toMatchObject({ ok: true, value: { value: 'EUR' } });
    expect(await adoptProfile(from, to)).toEqual({ ok: true, value: { moved: 0, left: 0 } });
    expect(await rowsOf(to)).toEqual(before);
  });

  it('adds to what the account has, and leaves what was chosen there', async () => {
    const { from, to } = await logged();
    const row = {
      id: 'e_already1',
      entityId: 'e_already1',
      t: 1,
      json: '{"k":"x","t":1,"a":"m_self00","s":{}}',
    };
    await to.write(
      ['revisions', 'settings'],
      async (tx) => {
        await tx.objectStore('revisions').put(row);
        await tx.objectStore('settings').put({ key: 'currency', value: 'JPY' });
      },
      { durability: 'strict' },
    );
    await adoptProfile(from, to);
    expect((await rowsOf(to)).size).toBe(5);
    const settings = await to.read(['settings'], (tx) => tx.objectStore('settings').get('currency'));
    expect(settings).toMatchObject({ ok: true, value: { value: 'JPY' } });
  });

  it('leaves records that are not readable where they are', async () => {
    const { from, to } = await logged();
    const torn = { id: 'e_torn0001', entityId: 'e_torn0001', t: 1, json: '{"k":' };
    await from.write(['revisions'], (tx) => tx.objectStore('revisions').put(torn), { durability: 'strict' });
    expect(await adoptProfile(from, to)).toEqual({ ok: true, value: { moved: 4, left: 1 } });
    expect([...(await rowsOf(from)).keys()]).toEqual(['e_torn0001']);
  });

  it('loses and doubles nothing, wherever the disk gives up', async () => {
    for (let failing = 1; ; failing++) {
      const { device, from, to } = await logged();
      const before = await rowsOf(from);
      let writes = 0;
      for (const database of [from, to]) {
        const write = database.write.bind(database);
        database.write = (stores, work, options) => {
          // The database's own probe is nobody's record.
          if (stores.join() !== 'meta' && ++writes === failing) {
            return Promise.resolve({ ok: false, refusal: { reason: 'full', detail: 'test' } });
          }
          return write(stores, work, options);
        };
      }
      const first = await adoptProfile(from, to);
      const union = new Map([...(await rowsOf(from)), ...(await rowsOf(to))]);
      expect([failing, union]).toEqual([failing, before]);
      if (first.ok) {
        expect(failing).toBeGreaterThan(3);
        return;
      }
      const again = (name: string) =>
        new LedgerDatabase({ name, driver: device.storage.driver, timers: device.timers });
      const [source, target] = [again('tallybook'), again('tallybook:anna')];
      expect((await adoptProfile(source, target)).ok).toBe(true);
      expect([failing, await rowsOf(target)]).toEqual([failing, before]);
      expect((await rowsOf(source)).size).toBe(0);
    }
  });
});
