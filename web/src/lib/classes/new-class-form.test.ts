import { describe, expect, it } from 'vitest';
import { refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { isNewClassFields, NewClassForm, type NewClassFields } from './new-class-form.svelte.ts';
import { fakeMemory } from './test-memory.ts';

type Made = StorageResult<{ classId: string }>;

function makeDevice(parts: { hasAccount?: boolean; answers?: (Made | Error)[] } = {}) {
  const memory = fakeMemory<NewClassFields>();
  const made: { name: string; currency: string; look: string }[] = [];
  const opened: string[] = [];
  const answers = [...(parts.answers ?? [])];
  const usual = { currency: 'EUR' };
  const form = () =>
    new NewClassForm(
      {
        hasAccount: () => parts.hasAccount ?? true,
        usualCurrency: () => usual.currency,
        create: (fields) => {
          made.push(fields);
          const answer = answers.shift() ?? stored({ classId: 'c1' });
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
        opened: (classId) => opened.push(classId),
        memory,
      },
      '🏠 25',
    );
  return { memory, made, opened, usual, form };
}

describe('a new class', () => {
  it('is made once of what was typed, and opened', async () => {
    const device = makeDevice();
    const form = device.form();
    form.name = '  Lisbon in May ';
    form.currency = 'USD';
    await Promise.all([form.create(), form.create()]);
    expect(device.made).toEqual([{ name: 'Lisbon in May', currency: 'USD', look: '🏠 25' }]);
    expect(device.opened).toEqual(['c1']);
    expect(device.form().name).toBe('');
  });

  it('takes the usual currency until another is chosen', () => {
    const device = makeDevice();
    const form = device.form();
    device.usual.currency = 'CHF';
    expect(form.currency).toBe('CHF');
    form.currency = 'JPY';
    device.usual.currency = 'GBP';
    expect(device.form().currency).toBe('JPY');
  });

  it('names what is wrong with the name, and sends nothing', async () => {
    const device = makeDevice();
    const form = device.form();
    for (const [name, reason] of [
      ['  ', 'empty'],
      ['x'.repeat(61), 'too-long'],
      ['Flat\u202Etalf', 'not-a-name'],
      ['\u200B', 'empty'],
    ] as const) {
      form.name = name;
      expect(form.problem).toBeNull();
      await form.create();
      expect(form.problem).toEqual({ kind: 'name', reason });
    }
    expect(device.made).toEqual([]);
  });

  it('is still there after a sign-up', async () => {
    const stranger = makeDevice({ hasAccount: false });
    const form = stranger.form();
    form.name = 'Flat';
    form.look = '🚗 145';
    await form.create();
    expect(form.problem).toEqual({ kind: 'account-needed' });
    expect(stranger.made).toEqual([]);
    const after = stranger.form();
    expect([after.name, after.look, after.currency]).toEqual(['Flat', '🚗 145', 'EUR']);
  });

  it('stays as typed when it could not be stored or its code not be loaded', async () => {
    const device = makeDevice({ answers: [refused('full', 'QuotaExceededError'), new Error('no chunk')] });
    const form = device.form();
    form.name = 'Flat';
    await form.create();
    expect(form.problem).toMatchObject({ kind: 'storage', refusal: { reason: 'full' } });
    await form.create();
    expect(form.problem).toEqual({ kind: 'not-loaded' });
    expect(device.form().name).toBe('Flat');
    await form.create();
    expect(form.problem).toBeNull();
    expect(device.opened).toEqual(['c1']);
  });

  it('trusts only what it wrote itself', () => {
    expect(isNewClassFields({ name: 'Flat', currency: null, look: '' })).toBe(true);
    expect(isNewClassFields({ name: 'Flat', currency: 'euro', look: '' })).toBe(false);
    expect(isNewClassFields({ name: 'Flat' })).toBe(false);
    expect(isNewClassFields('Flat')).toBe(false);
  });
});
