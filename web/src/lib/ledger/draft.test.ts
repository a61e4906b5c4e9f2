import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

type Tab = ReturnType<TestDevice['openTab']>;

async function type(tab: Tab, amount: string, formKey = 'new') {
  tab.drafts.keep(formKey, { amount });
  await tab.drafts.flush();
}

async function amountIn(tab: Tab, formKey = 'new') {
  return (await tab.drafts.load(formKey))?.fields['amount'];
}

describe('DraftKeeper', () => {
  it('has the text back 300 ms after typing, in the reloaded tab', async () => {
    const tab = device.openTab('a');
    await tab.ledger.loaded;
    tab.drafts.keep('new', { amount: '1' });
    device.timers.advance(100);
    tab.drafts.keep('new', { amount: '12' });
    device.timers.advance(150);
    // The write is on its way; a crash comes after the 300 ms of the requirement.
    await expect
      .poll(async () => await tab.database.read(['drafts'], (tx) => tx.objectStore('drafts').count()))
      .toEqual({ ok: true, value: 1 });
    device.crashTab(tab);
    expect(await amountIn(device.openTab('a'))).toBe('12');
  });

  it('writes at once when the page is left', async () => {
    const tab = device.openTab('a');
    await tab.ledger.loaded;
    tab.drafts.keep('new', { amount: '7' });
    device.leavePage('a');
    await expect
      .poll(async () => await tab.database.read(['drafts'], (tx) => tx.objectStore('drafts').count()))
      .toEqual({ ok: true, value: 1 });
    device.crashTab(tab, 'a');
    expect(await amountIn(device.openTab('b'))).toBe('7');
  });

  it('keeps the texts of two tabs apart, and offers those of closed tabs, newest first', async () => {
    const [one, two] = [device.openTab('a'), device.openTab('b')];
    await type(one, '1');
    device.nowMs += 1000;
    await type(two, '2');
    expect([await amountIn(one), await amountIn(two)]).toEqual(['1', '2']);
    const three = device.openTab('c');
    expect(await amountIn(three)).toBeUndefined();
    device.crashTab(one, 'a');
    device.crashTab(two, 'b');
    expect(await amountIn(three)).toBe('2');
    await three.drafts.discard('new');
    expect(await amountIn(three)).toBe('1');
    expect((await three.ledger.addEntry(coffee, { draftKey: 'new' })).ok).toBe(true);
    expect(await amountIn(three)).toBeUndefined();
  });

  it('gives the draft of a closed tab to one of two tabs that look at the same time', async () => {
    for (const [tabId, amount] of [
      ['a', '1'],
      ['b', '2'],
    ] as const) {
      device.nowMs += 1000;
      const tab = device.openTab(tabId);
      await type(tab, amount);
      device.crashTab(tab, tabId);
    }
    const tabs = [device.openTab('c'), device.openTab('d'), device.openTab('e')];
    const found = await Promise.all(tabs.map((tab) => amountIn(tab)));
    expect(found.map((amount) => amount ?? 'none').sort()).toEqual(['1', '2', 'none']);
    expect(await Promise.all(tabs.map((tab) => amountIn(tab)))).toEqual(found);
  });

  it('has one draft for each form', async () => {
    const tab = device.openTab('a');
    await type(tab, '1');
    await type(tab, '2', 'e_some-entry');
    expect([await amountIn(tab), await amountIn(tab, 'e_some-entry')]).toEqual(['1', '2']);
    await tab.drafts.discard('new');
    expect([await amountIn(tab), await amountIn(tab, 'e_some-entry')]).toEqual([undefined, '2']);
  });

  it('does not bring a draft back that was discarded while it was being written', async () => {
    const tab = device.openTab('a');
    await tab.ledger.loaded;
    tab.drafts.keep('new', { amount: '1' });
    // Its repetition comes after the removal.
    device.storage.fail({ operation: 'put', store: 'drafts', errorName: 'UnknownError', times: 1 });
    const writing = tab.drafts.flush();
    await Promise.all([tab.drafts.discard('new'), writing]);
    expect(await amountIn(tab)).toBeUndefined();
  });

  it('shows the text of this page where nothing can be stored', async () => {
    device.storage.fail({ operation: 'open', errorName: 'SecurityError' });
    const tab = device.openTab('a');
    await type(tab, '5');
    expect(await amountIn(tab)).toBe('5');
  });
});
