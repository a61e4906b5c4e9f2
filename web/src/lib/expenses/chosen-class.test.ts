import { describe, expect, it } from 'vitest';
import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { ChosenClass } from './chosen-class.svelte.ts';

const fields: EntryFields = {
  money: {
    kind: 'expense',
    amountMinor: 100,
    currency: 'EUR',
    payers: [['m_1', 100]],
    split: { mode: 'equally', memberIds: ['m_1'] },
  },
  day: '2026-11-22',
  title: 'Tea',
  category: '',
  note: '',
};

/** A class whose device stores nothing while `isFull`. */
class FakeClass {
  readonly calls: string[] = [];
  readonly entries = new Map<string, string>();
  isFull = false;
  #nextId = 1;

  addEntry = ({ title }: EntryFields) => this.#write('add', `e_${this.#nextId++}`, title);
  editEntry = (id: string, { title }: Partial<EntryFields>) => this.#write('edit', id, title ?? '');
  deleteEntry = (id: string) => {
    this.entries.delete(id);
    return this.#end('delete', id);
  };
  close = () => {
    this.calls.push('close');
    return Promise.resolve();
  };

  #write(call: string, id: string, title: string): Promise<ClassWrite> {
    this.entries.set(id, title);
    return this.#end(call, id);
  }

  #end(call: string, id: string): Promise<ClassWrite> {
    this.calls.push(`${call} ${id}`);
    const command = { name: 'add-entry', rows: [], entityId: id } as const;
    const { refusal } = refused('full', 'QuotaExceededError');
    return Promise.resolve(
      this.isFull ? { kind: 'not-saved', command, refusal } : { kind: 'saved', command },
    );
  }
}

type Opened = StorageResult<FakeClass | null>;

async function chosen(opened: Opened | Error = stored(new FakeClass()), hasAccount = true) {
  const choice = new ChosenClass<FakeClass>({
    open: () => (opened instanceof Error ? Promise.reject(opened) : Promise.resolve(opened)),
    hasAccount: () => hasAccount,
    newId: () => 'e_fresh00',
  });
  choice.choose('c_1');
  await choice.opening;
  return choice;
}

describe('ChosenClass', () => {
  it('says by name why a class is not open', async () => {
    const kinds = await Promise.all([
      chosen(stored(null)),
      chosen(new Error('no network')),
      chosen(stored(null), false),
      chosen(refused('lost', '')),
    ]);
    expect(kinds.map(({ state }) => state)).toEqual([
      { kind: 'closed', why: 'not-here' },
      { kind: 'closed', why: 'not-loaded' },
      { kind: 'closed', why: 'no-account' },
      { kind: 'unreadable', refusal: { reason: 'lost', detail: '' } },
    ]);
  });

  it('makes one entry of two saves when the device stored nothing at the first', async () => {
    const live = new FakeClass();
    const choice = await chosen(stored(live));
    live.isFull = true;
    expect((await choice.save(live, fields)).kind).toBe('not-saved');
    live.isFull = false;
    expect((await choice.save(live, { ...fields, title: 'Tea and cake' })).kind).toBe('saved');
    expect([...live.entries]).toEqual([['e_1', 'Tea and cake']]);
  });

  it('adds another entry after one that is stored', async () => {
    const live = new FakeClass();
    const choice = await chosen(stored(live));
    await choice.save(live, fields);
    await choice.save(live, fields);
    expect(live.calls).toEqual(['add e_1', 'add e_2']);
  });

  it('takes an entry that was not stored out again when another class is chosen or the form is left', async () => {
    const live = new FakeClass();
    const choice = await chosen(stored(live));
    live.isFull = true;
    await choice.save(live, fields);
    await choice.close();
    expect(live.entries.size).toBe(0);
    expect(live.calls.at(-1)).toBe('close');
  });

  it('takes it out also when the form is left before the device has said that it is full', async () => {
    const live = new FakeClass();
    const choice = await chosen(stored(live));
    live.isFull = true;
    const saving = choice.save(live, fields);
    const closing = choice.close();
    expect((await saving).kind).toBe('not-saved');
    await closing;
    expect(live.calls).toEqual(['add e_1', 'delete e_1', 'close']);
  });

  it('closes the class also when taking the entry out goes wrong', async () => {
    const live = new FakeClass();
    const choice = await chosen(stored(live));
    live.isFull = true;
    await choice.save(live, fields);
    live.deleteEntry = () => Promise.reject(new Error('a defect'));
    await expect(choice.close()).rejects.toThrow('a defect');
    expect(live.calls.at(-1)).toBe('close');
  });

  it('keeps a stored entry when the form is left', async () => {
    const live = new FakeClass();
    const choice = await chosen(stored(live));
    await choice.save(live, fields);
    await choice.close();
    expect([...live.entries.keys()]).toEqual(['e_1']);
  });

  it('closes a class that comes after another one was chosen', async () => {
    const [first, second] = [new FakeClass(), new FakeClass()];
    const answers = new Map<string, (live: Opened) => void>();
    const choice = new ChosenClass<FakeClass>({
      open: (classId) => new Promise((resolve) => answers.set(classId, resolve)),
      hasAccount: () => true,
      newId: () => 'e_fresh00',
    });
    choice.choose('c_1');
    const firstOpening = choice.opening;
    choice.choose('c_2');
    answers.get('c_2')?.(stored(second));
    await choice.opening;
    answers.get('c_1')?.(stored(first));
    await firstOpening;
    expect(choice.state).toEqual({ kind: 'open', live: second });
    expect([first.calls, second.calls]).toEqual([['close'], []]);
  });
});
