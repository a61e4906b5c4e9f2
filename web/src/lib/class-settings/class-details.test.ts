import { describe, expect, it } from 'vitest';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { ClassDetails } from './class-details.svelte.ts';

const command = { name: 'edit-class', rows: [], entityId: 'c_class0' } as const;
const SAVED: ClassWrite = { kind: 'saved', command };

function setUp() {
  const stored = { name: 'Flat', currency: 'EUR', look: '' };
  const written: object[] = [];
  let answer: () => Promise<ClassWrite> = () => Promise.resolve(SAVED);
  const details = new ClassDetails(
    () => stored,
    (changes) => {
      written.push(changes);
      return answer();
    },
  );
  const answerWith = (next: typeof answer): void => {
    answer = next;
  };
  return { stored, written, details, answerWith };
}

describe('the details of a class', () => {
  it('writes only what was touched, so that another’s change of the rest stands', async () => {
    const { stored, written, details } = setUp();
    details.currency = 'CHF';
    stored.name = 'Apartment';
    expect(details.name).toBe('Apartment');
    expect(await details.submit()).toBe(true);
    expect(written).toEqual([{ currency: 'CHF' }]);
  });

  it('keep what is typed while somebody else renames the class', () => {
    const { stored, details } = setUp();
    details.name = 'Our fl';
    stored.name = 'Apartment';
    expect(details.name).toBe('Our fl');
  });

  it('keep what is typed when it is refused', async () => {
    const { details, answerWith } = setUp();
    const fault = { field: 'name', reason: 'empty' } as const;
    answerWith(() => Promise.resolve({ kind: 'refused', refusal: { reason: 'fields', faults: [fault] } }));
    details.name = '';
    expect(await details.submit()).toBe(false);
    expect([details.name, details.problem]).toEqual(['', { kind: 'fault', fault }]);
  });

  it('keep what was typed while the rest was being saved', async () => {
    const { details, answerWith } = setUp();
    let finish: (result: ClassWrite) => void = () => undefined;
    answerWith(() => new Promise((resolve) => (finish = resolve)));
    details.name = 'Apart';
    const submitted = details.submit();
    details.name = 'Apartment';
    finish(SAVED);
    await submitted;
    expect(details.name).toBe('Apartment');
  });
});
