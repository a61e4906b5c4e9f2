import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultyOperations } from '$lib/platform/faulty-storage.ts';
import { foldRows } from './projection.ts';
import { coffee, TestDevice } from './test-device.ts';

const errorNames = [
  'InvalidStateError',
  'UnknownError',
  'QuotaExceededError',
  'AbortError',
  'TransactionInactiveError',
  'ConstraintError',
  'DataError',
  'DataCloneError',
  'NotFoundError',
  'ReadOnlyError',
  'TimeoutError',
  'VersionError',
];
/** Errors after which the same work is done again on a fresh connection. */
const lost = new Set(['InvalidStateError', 'UnknownError']);

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

type Tab = ReturnType<TestDevice['openTab']>;

/** What is on the disk, read by a fresh page on a healthy disk, which also proves the projection. */
async function readBack(): Promise<string[]> {
  device.storage.heal();
  const tab = device.openTab();
  await tab.ledger.loaded;
  expect(tab.ledger.phase).toBe('ready');
  await expectProjectionTrue(tab);
  return tab.ledger.entries.map((entry) => entry.title).sort();
}

async function expectProjectionTrue(tab: Tab): Promise<void> {
  const read = await tab.database.read(['revisions', 'entries'], (tx) =>
    Promise.all([tx.objectStore('revisions').getAll(), tx.objectStore('entries').getAll()]),
  );
  if (!read.ok) throw new Error(read.refusal.detail);
  const [revisions, entries] = read.value;
  const ids = [...new Set(revisions.map((row) => row.entityId))].sort();
  expect(entries).toEqual(
    ids.map((id) =>
      foldRows(
        id,
        revisions.filter((row) => row.entityId === id),
      ),
    ),
  );
}

describe.each(faultyOperations)('a fault in %s', (operation) => {
  describe.each(errorNames)('with %s', (errorName) => {
    it.each([1, 2, 3, Infinity])(
      '%d times: nothing is called saved that is not, and nothing is lost',
      async (times) => {
        const tab = device.openTab();
        await tab.ledger.loaded;
        const before = await tab.ledger.addEntry({ ...coffee, title: 'before' });
        expect(before.ok).toBe(true);
        // An open happens only when the connection is gone.
        if (operation === 'open') for (const connection of device.storage.openConnections) connection.close();
        device.storage.fail({ operation, errorName, times });

        const result = await tab.ledger.addEntry({ ...coffee, title: 'after' });
        const listed = tab.ledger.entries.map((entry) => entry.title);
        expect(listed.includes('after')).toBe(result.ok);
        if (result.ok) expect(tab.storageStatus.state).toEqual({ kind: 'saved' });
        else expect(tab.storageStatus.state).toEqual({ kind: 'not-saved', reason: result.refusal.reason });
        if (lost.has(errorName) && times < 3) expect(result.ok).toBe(true);
        if (!result.ok && errorName === 'QuotaExceededError') expect(result.refusal.reason).toBe('full');

        device.crashTab(tab);
        expect(await readBack()).toEqual(result.ok ? ['after', 'before'] : ['before']);
      },
    );
  });
});

describe('a write of several rows', () => {
  it('is stored wholly or not at all, wherever it breaks', async () => {
    const tab = device.openTab();
    await tab.ledger.loaded;
    const expense = await tab.ledger.addEntry(coffee);
    if (!expense.ok) throw new Error(expense.refusal.detail);
    let breaks = 0;
    for (let after = 0; ; after++) {
      device.storage.fail({ operation: 'put', errorName: 'AbortError', after, times: 1 });
      const result = await tab.ledger.editEntry(expense.value, { ...coffee, kind: 'income' });
      device.storage.heal();
      if (result.ok) break;
      breaks++;
      const rows = await tab.database.read(['revisions', 'entries'], (tx) =>
        Promise.all([tx.objectStore('revisions').count(), tx.objectStore('entries').count()]),
      );
      expect(rows).toEqual({ ok: true, value: [1, 1] });
    }
    // Two revisions and two folded entries.
    expect(breaks).toBe(4);
    await expectProjectionTrue(tab);
  });

  it('removes no row of the user when the disk is full at the n-th write', async () => {
    const tab = device.openTab();
    await tab.ledger.loaded;
    device.storage.fail({ operation: 'put', errorName: 'QuotaExceededError', after: 9 });
    const results = [];
    for (let n = 0; n < 8; n++) results.push(await tab.ledger.addEntry({ ...coffee, title: String(n) }));
    const stored = results.filter((result) => result.ok).length;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(8);
    expect(tab.storageStatus.state).toEqual({ kind: 'not-saved', reason: 'full' });
    device.crashTab(tab);
    expect(await readBack()).toHaveLength(stored);
  });

  it('keeps the draft when the record could not be stored', async () => {
    const tab = device.openTab('a');
    tab.drafts.keep('new', { amount: '12.50' });
    await tab.drafts.flush();
    device.storage.fail({ operation: 'commit', errorName: 'QuotaExceededError' });
    expect((await tab.ledger.addEntry(coffee, { draftKey: 'new' })).ok).toBe(false);
    device.storage.heal();
    device.crashTab(tab);
    const again = device.openTab('a');
    expect((await again.drafts.load('new'))?.fields).toEqual({ amount: '12.50' });
    expect((await again.ledger.addEntry(coffee, { draftKey: 'new' })).ok).toBe(true);
    expect(await again.drafts.load('new')).toBeNull();
  });
});

describe('a load that fails', () => {
  it.each(['open', 'transaction', 'getAll', 'count'] as const)(
    'in %s for ever shows no endless wait',
    async (operation) => {
      const tab = device.openTab();
      await tab.ledger.addEntry(coffee);
      device.crashTab(tab);
      for (const errorName of errorNames) {
        device.storage.heal();
        device.storage.fail({ operation, errorName });
        const again = device.openTab();
        await again.ledger.loaded;
        expect(['ready', 'unavailable']).toContain(again.ledger.phase);
        if (again.ledger.phase === 'ready') expect(again.ledger.entries).toHaveLength(1);
        else expect(again.storageStatus.problem).not.toBeNull();
        device.storage.heal();
        await again.ledger.retry();
        expect(again.ledger.entries).toHaveLength(1);
        device.crashTab(again);
      }
    },
  );
});

describe('random commands with random faults and crashes', () => {
  const command = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('add' as const), title: fc.stringMatching(/^[a-z]{1,5}$/) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('edit' as const),
        at: fc.nat(),
        title: fc.stringMatching(/^[a-z]{1,5}$/),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('turn' as const), at: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), at: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), at: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('fault' as const),
        operation: fc.constantFrom(...faultyOperations),
        errorName: fc.constantFrom(...errorNames),
        after: fc.nat(6),
        times: fc.integer({ min: 1, max: 4 }),
      }),
    },
  );

  it('every command that was answered with ok is there after a reopening, and the projection is the fold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 25 }), async (commands) => {
        device.shutDown();
        device = new TestDevice();
        let tab = device.openTab();
        await tab.ledger.loaded;
        const expected = new Map<string, { title: string; kind: string; deleted: boolean }>();
        const pick = (at: number) => {
          const all = [...tab.ledger.entries, ...tab.ledger.deletedEntries];
          return all[at % Math.max(1, all.length)];
        };
        for (const step of commands) {
          device.nowMs += 1;
          if (step.do === 'fault') {
            device.storage.fail(step);
          } else if (step.do === 'reopen') {
            device.crashTab(tab);
            tab = device.openTab();
            await tab.ledger.loaded;
          } else if (step.do === 'add') {
            const result = await tab.ledger.addEntry({ ...coffee, title: step.title });
            if (result.ok)
              expected.set(result.value.id, { title: step.title, kind: 'expense', deleted: false });
          } else {
            const entry = pick(step.at);
            if (!entry) continue;
            if (step.do === 'delete' || step.do === 'restore') {
              const result = await (step.do === 'delete'
                ? tab.ledger.deleteEntry(entry.id)
                : tab.ledger.restoreEntry(entry.id));
              const known = expected.get(entry.id);
              if (result.ok && known) expected.set(entry.id, { ...known, deleted: step.do === 'delete' });
            } else {
              if (entry.deleted) continue;
              const kind = step.do === 'edit' ? entry.kind : entry.kind === 'expense' ? 'income' : 'expense';
              const title = step.do === 'edit' ? step.title : entry.title;
              const result = await tab.ledger.editEntry(entry, { ...coffee, kind, title });
              if (!result.ok) continue;
              const known = expected.get(entry.id);
              if (result.value.id !== entry.id && known) expected.set(entry.id, { ...known, deleted: true });
              expected.set(result.value.id, { title, kind, deleted: false });
            }
          }
        }
        device.crashTab(tab);
        device.storage.heal();
        const last = device.openTab();
        await last.ledger.loaded;
        const found = [...last.ledger.entries, ...last.ledger.deletedEntries];
        expect(new Map(found.map(({ id, title, kind, deleted }) => [id, { title, kind, deleted }]))).toEqual(
          expected,
        );
        await expectProjectionTrue(last);
      }),
      { numRuns: 150 },
    );
  });
});
