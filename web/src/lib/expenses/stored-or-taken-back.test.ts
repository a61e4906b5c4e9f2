import type { Command } from '@tallybook/shared/class-doc/commands/command';
import { describe, expect, it } from 'vitest';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { refused } from '$lib/platform/storage-result.ts';
import { storedOrTakenBack } from './stored-or-taken-back.ts';

const command: Command = { name: 'edit-entry', rows: [], entityId: 'e_1' };
const { refusal } = refused('full', 'QuotaExceededError');

function fakeClass() {
  const takenBack: Command[] = [];
  const takeBack = (commands: readonly Command[]): Promise<ClassWrite> => {
    takenBack.push(...commands);
    return Promise.resolve({ kind: 'not-saved', command, refusal });
  };
  return { takenBack, takeBack };
}

describe('storedOrTakenBack', () => {
  it('takes back what was not stored, and still says that it was not', async () => {
    const live = fakeClass();
    const write: ClassWrite = { kind: 'not-saved', command, refusal };
    expect(await storedOrTakenBack(live, Promise.resolve(write))).toBe(write);
    expect(live.takenBack).toEqual([command]);
  });

  it.each<ClassWrite>([
    { kind: 'saved', command },
    { kind: 'read-only', why: 'removed' },
    { kind: 'refused', refusal: { reason: 'deleted', entityId: 'e_1' } },
  ])('leaves $kind as it is', async (write) => {
    const live = fakeClass();
    expect(await storedOrTakenBack(live, Promise.resolve(write))).toBe(write);
    expect(live.takenBack).toEqual([]);
  });
});
