import type { Command } from '@tallybook/shared/class-doc/commands/command';
import type { PaymentFields } from '@tallybook/shared/class-doc/commands/record-payment';
import { describe, expect, it } from 'vitest';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { refused, stored } from '$lib/platform/storage-result.ts';
import { PaymentSaver } from './payment-saver.svelte.ts';

const fields: PaymentFields = {
  fromId: 'm_bea',
  toId: 'm_anna',
  amountMinor: 410,
  currency: 'EUR',
  day: '2026-11-22',
  note: '',
};
const command: Command = { name: 'record-payment', rows: [], entityId: 'e_payment1' };

describe('PaymentSaver', () => {
  it('records once, however often saving fails', async () => {
    const calls: string[] = [];
    let isFull = true;
    const full = refused('full', 'QuotaExceededError');
    const saver = new PaymentSaver({
      recordPayment: () => {
        calls.push('record');
        return Promise.resolve({ kind: 'not-saved', command, refusal: full.refusal });
      },
      editPayment: (entryId, { amountMinor }) => {
        calls.push(`edit ${entryId} ${String(amountMinor)}`);
        return Promise.resolve({ kind: 'saved', command });
      },
      retrySave: () => {
        calls.push('retry');
        return Promise.resolve(isFull ? full : stored('saved'));
      },
      takeBack: () => Promise.reject(new Error('nothing to take back')),
    });
    expect(await saver.save(fields, null)).toEqual({ kind: 'not-saved', reason: 'full' });
    expect(await saver.save({ ...fields, amountMinor: 300 }, null)).toEqual({
      kind: 'not-saved',
      reason: 'full',
    });
    isFull = false;
    expect(await saver.save(fields, null)).toEqual({ kind: 'saved', entryId: 'e_payment1' });
    expect(calls).toEqual(['record', 'edit e_payment1 300', 'retry', 'edit e_payment1 410', 'retry']);
    await saver.giveUp();
    expect(saver.ownId).toBe('e_payment1');
  });

  it('hands on why a payment was not taken', async () => {
    const refusal = { reason: 'already-recorded', entityId: 's_abcdef' } as const;
    const saver = new PaymentSaver({
      recordPayment: () => Promise.resolve({ kind: 'refused', refusal }),
      editPayment: () => Promise.reject(new Error('nothing to edit')),
      retrySave: () => Promise.reject(new Error('nothing to retry')),
      takeBack: () => Promise.reject(new Error('nothing to take back')),
    });
    expect(await saver.save(fields, { id: 's_abcdef', amountMinor: 410n })).toEqual({
      kind: 'refused',
      refusal,
    });
  });

  it.each([['after it'], ['in the middle of it']])(
    'takes out what was not stored when the form is left %s, once',
    async (when) => {
      const takenBack: (readonly Command[])[] = [];
      const { refusal } = refused('full', 'QuotaExceededError');
      const written: ClassWrite = { kind: 'not-saved', command, refusal };
      const saver = new PaymentSaver({
        recordPayment: () => Promise.resolve(written),
        editPayment: () => Promise.reject(new Error('nothing to edit')),
        retrySave: () => Promise.reject(new Error('nothing to retry')),
        takeBack: (commands) => {
          takenBack.push(commands);
          return Promise.resolve(written);
        },
      });
      const saving = saver.save(fields, null);
      if (when === 'after it') await saving;
      await saver.giveUp();
      await saver.giveUp();
      expect(takenBack).toEqual([[command]]);
      expect(saver.ownId).toBeNull();
    },
  );
});
