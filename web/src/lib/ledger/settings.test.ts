import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

describe('Settings', () => {
  it('keeps a value, and shows it in the other tab', async () => {
    const [one, two] = [device.openTab(), device.openTab()];
    await Promise.all([one.settings.loaded, two.settings.loaded]);
    expect(one.settings.get('currency')).toBeNull();
    expect(await one.settings.set('currency', 'JPY')).toMatchObject({ ok: true });
    await expect.poll(() => two.settings.get('currency')).toBe('JPY');
    device.crashTab(one);
    const again = device.openTab();
    await again.settings.loaded;
    expect(again.settings.get('currency')).toBe('JPY');
    expect(again.settings.isSet('theme')).toBe(false);
  });

  it('has the theme before the database is open, from its mirror', async () => {
    const one = device.openTab();
    await one.settings.set('theme', 'dark');
    expect(device.theme).toBe('dark');
    expect(device.openTab().settings.get('theme')).toBe('dark');
  });

  it('holds a value for this visit when it cannot be stored, and says so to the caller', async () => {
    const tab = device.openTab();
    await tab.settings.loaded;
    device.storage.fail({ operation: 'put', store: 'settings', errorName: 'QuotaExceededError' });
    expect(await tab.settings.set('currency', 'CHF')).toMatchObject({
      ok: false,
      refusal: { reason: 'full' },
    });
    expect(tab.settings.get('currency')).toBe('CHF');
  });

  it('changes what is stored, also where this tab has not heard of it yet', async () => {
    const [one, two] = [device.openTab(), device.openTab()];
    await Promise.all([one.settings.loaded, two.settings.loaded]);
    const add = (item: string) => (now: readonly unknown[]) => [...now, item];
    const kept = await Promise.all([
      one.settings.change('templates', add('a')),
      two.settings.change('templates', add('b')),
      one.settings.change('templates', add('c')),
    ]);
    expect(kept.every(({ ok }) => ok)).toBe(true);
    const again = device.openTab();
    await again.settings.loaded;
    expect([...again.settings.get('templates')].sort()).toEqual(['a', 'b', 'c']);
    await expect.poll(() => one.settings.get('templates')).toEqual(again.settings.get('templates'));
  });

  it('treats a damaged value as not set', async () => {
    const tab = device.openTab();
    await tab.settings.loaded;
    await tab.database.write(
      ['settings'],
      (tx) => tx.objectStore('settings').put({ key: 'theme', value: { a: 1 } }),
      { durability: 'strict' },
    );
    await tab.settings.reload();
    expect(tab.settings.get('theme')).toBe('system');
  });
});
