import { describe, expect, it } from 'vitest';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { PersonForm } from './person-form.svelte.ts';

const command = { name: 'add-member', rows: [], entityId: 'm_granny0' } as const;

function setUp(answers: readonly ClassWrite[] = []) {
  const written: string[] = [];
  const waiting = [...answers];
  const form = new PersonForm({
    others: () => [
      { name: 'Anna', hasLeft: false, isRemoved: false },
      { name: 'Bea', hasLeft: true, isRemoved: false },
      { name: null, hasLeft: false, isRemoved: false },
    ],
    write: (name) => {
      const answer = waiting.shift() ?? { kind: 'saved', command };
      if (answer.kind === 'saved') written.push(name);
      return Promise.resolve(answer);
    },
  });
  return { form, written };
}

describe('a person without an account', () => {
  it('is written with spaces around the name taken off, and the field is empty for the next', async () => {
    const { form, written } = setUp();
    form.name = '  Grandma ';
    expect(await form.submit()).toBe('Grandma');
    expect([written, form.name, form.problem]).toEqual([['Grandma'], '', null]);
  });

  it('with a name that is there already is kept back once, then written', async () => {
    const { form, written } = setUp();
    form.name = ' anna';
    expect(await form.submit()).toBeNull();
    expect(form.problem).toEqual({ kind: 'twice', name: 'Anna', isFormer: false });
    expect([form.isAskingTwice, form.name, written]).toEqual([true, ' anna', []]);
    expect(await form.submit()).toBe('anna');
    expect(written).toEqual(['anna']);
  });

  it('is asked about anew when the name was changed to another one that is there', async () => {
    const { form, written } = setUp();
    form.name = 'Anna';
    await form.submit();
    form.name = 'Bea';
    expect([form.isAskingTwice, form.problem]).toEqual([false, null]);
    await form.submit();
    expect(form.problem).toEqual({ kind: 'twice', name: 'Bea', isFormer: true });
    expect(written).toEqual([]);
  });

  it('keeps what was typed when it is refused, and says which fault it was', async () => {
    const fault = { field: 'name', reason: 'empty' } as const;
    const { form, written } = setUp([{ kind: 'refused', refusal: { reason: 'fields', faults: [fault] } }]);
    form.name = '   ';
    expect(await form.submit()).toBeNull();
    expect([form.problem, form.name, written]).toEqual([{ kind: 'fault', fault }, '   ', []]);
  });

  it('that is there but not on the disk is not offered to be given again, and the reason is said', async () => {
    const refusal = { reason: 'full', detail: 'QuotaExceededError' } as const;
    const { form } = setUp([{ kind: 'not-saved', command, refusal }]);
    form.name = 'Grandma';
    expect(await form.submit()).toBeNull();
    expect([form.problem, form.name]).toEqual([{ kind: 'not-saved', refusal }, '']);
  });
});
