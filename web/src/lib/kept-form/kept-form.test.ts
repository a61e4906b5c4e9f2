import { createRate } from '@tallybook/shared/personal/exchange-rates';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DraftKeeper } from '$lib/ledger/draft.svelte.ts';
import { TestDevice } from '$lib/ledger/test-device.ts';
import { refused } from '$lib/platform/storage-result.ts';
import { KeptForm } from './kept-form.svelte.ts';
import { newRuleValues, RuleForm } from '$lib/recurrence/rule-form.svelte.ts';

let device: TestDevice;
beforeEach(() => (device = new TestDevice()));
afterEach(() => device.shutDown());

const freshRule = () => new RuleForm(newRuleValues('2026-03-01'));
const openRule = (drafts: DraftKeeper, key = 'plan new') => KeptForm.open(key, freshRule(), drafts);

describe('a form that is kept while it is typed', () => {
  it('is there again after a reload, and says so', async () => {
    const before = device.openTab('t1');
    const kept = await openRule(before.drafts);
    expect(kept.isRestored).toBe(false);
    kept.form.every = 'thr';
    kept.keep();
    await before.drafts.flush();
    device.crashTab(before, 't1');

    const again = await openRule(device.openTab('t1').drafts);
    expect([again.form.every, again.isRestored]).toEqual(['thr', true]);
    again.startAgain();
    expect([again.form.every, again.isRestored]).toEqual(['1', false]);
  });

  it('ends with a save, and with taking every change back', async () => {
    const { drafts } = device.openTab('t1');
    const kept = await openRule(drafts);
    kept.form.every = '3';
    kept.keep();
    await drafts.flush();
    await kept.end();
    kept.keep();
    await drafts.flush();
    expect(await drafts.load('plan new')).toBeNull();

    const next = await openRule(drafts);
    next.form.every = '2';
    next.keep();
    next.form.every = '1';
    next.keep();
    await drafts.flush();
    expect(await drafts.load('plan new')).toBeNull();
  });

  it('ends in the transaction that stores the record, and goes on where that fails', async () => {
    const { drafts, rates, database } = device.openTab('t1');
    const rate = { from: 'USD', to: 'EUR', num: 87, den: 100, day: '2026-03-01' };
    const kept = await openRule(drafts);
    kept.form.every = '3';
    kept.keep();
    await drafts.flush();
    const failed = await kept.saveWith(() => Promise.resolve(refused('full', 'no room')));
    expect(failed.ok).toBe(false);
    await drafts.flush();
    expect((await drafts.load('plan new'))?.fields).toHaveProperty('rule');
    let left: unknown = null;
    await kept.saveWith(async (form) => {
      const written = await rates.write(
        (_, nextStamp) => ({ rows: [createRate(rate, nextStamp('e'))], value: null }),
        form,
      );
      // As a crash right after the transaction would find it.
      left = await database.read(['drafts'], (tx) => tx.objectStore('drafts').count());
      return written;
    });
    expect(left).toEqual({ ok: true, value: 0 });
    expect(rates.list).toMatchObject([rate]);
  });

  it('does not mix with that of another tab or of another record', async () => {
    const [a, b] = [device.openTab('t1'), device.openTab('t2')];
    const typed = [await openRule(a.drafts), await openRule(b.drafts)] as const;
    typed[0].form.every = '2';
    typed[1].form.every = '3';
    for (const kept of typed) kept.keep();
    await Promise.all([a.drafts.flush(), b.drafts.flush()]);
    device.crashTab(a);
    device.crashTab(b);
    const [again, other] = [device.openTab('t1').drafts, device.openTab('t2').drafts];
    expect((await openRule(again)).form.every).toBe('2');
    expect((await openRule(other)).form.every).toBe('3');
    expect((await openRule(again, 'plan e_other')).isRestored).toBe(false);
  });

  it('keeps only what differs, and passes over what it cannot read', async () => {
    const { drafts } = device.openTab('t1');
    const kept = await openRule(drafts, 'plan e_1');
    kept.form.withEarlier = true;
    kept.keep();
    await drafts.flush();
    expect((await drafts.load('plan e_1'))?.fields).toEqual({ withEarlier: 'true' });
    drafts.keep('plan e_1', { rule: '{torn', withEarlier: 'true' });
    const again = await openRule(drafts, 'plan e_1');
    expect([again.form.unit, again.form.withEarlier]).toEqual(['month', true]);
  });
});
