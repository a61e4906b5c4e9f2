import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addEntry } from './commands/add-entry.ts';
import type { Command } from './commands/command.ts';
import { deleteEntity } from './commands/delete-entity.ts';
import { editClass } from './commands/edit-class.ts';
import { editEntry } from './commands/edit-entry.ts';
import { addMember, setMemberState } from './commands/members.ts';
import { dueOccurrences, makeOccurrences } from './commands/occurrences.ts';
import { addPlan } from './commands/plans.ts';
import { ANNA, dinner, equally, TestReplica } from './commands/test-replica.ts';
import type { CommandOrigin } from './commit.ts';
import { commit } from './commit.ts';
import { ledgerFromDocument } from './follow-document.ts';
import { logOf } from './log.ts';

/** Commands of every shape, as one device gives them one after the other. */
function someCommands(): { commands: Command[]; replica: TestReplica } {
  const replica = new TestReplica(ANNA);
  const { ledger } = replica;
  const money = equally(1000, [ANNA]);
  const commands = [
    replica.run(setMemberState(ledger, { memberId: ANNA, state: 'in' }, replica.context)),
    replica.run(editClass(ledger, { name: 'Flat', currency: 'EUR' }, replica.context)),
    replica.run(addMember(ledger, { name: 'أم علي 👵' }, replica.context)),
  ];
  const added = replica.run(addEntry(ledger, dinner({ money, title: 'a\ud800b' }), replica.context));
  const template = { money, title: 'Rent', category: '', note: '' };
  const rule = { every: 1, unit: 'day', anchor: '2026-01-01' } as const;
  const entryId = added.entityId;
  commands.push(
    added,
    replica.run(editEntry(ledger, { entryId, changes: { title: 'Supper' } }, replica.context)),
    replica.run(deleteEntity(ledger, entryId, replica.context)),
    replica.run(addPlan(ledger, { rule, template }, replica.context)),
    replica.write(makeOccurrences(ledger, dueOccurrences(ledger, '2026-01-20'), replica.context)),
  );
  return { commands, replica };
}

const commandOf = (...rows: { id: string; json: string }[]): Command => ({
  ...{ name: 'add-entry', rows, entityId: 'e_whatever' },
});
const json = JSON.stringify({ k: 'x', t: 1, a: ANNA, s: {} });

describe('committing a command', () => {
  it('[W1] makes one update of fresh keys with texts, without a delete set, under one clientID', () => {
    const { commands, replica } = someCommands();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update) => updates.push(update));
    for (const command of commands) {
      const had = updates.length;
      commit(doc, command);
      expect(updates).toHaveLength(had + 1);
      const { structs, ds } = Y.decodeUpdate(updates.at(-1) ?? new Uint8Array());
      expect(ds.clients.size).toBe(0);
      const items = structs.filter((struct) => struct instanceof Y.Item);
      expect(items).toHaveLength(structs.length);
      expect(items.map(({ parent, parentSub }) => [parent, parentSub])).toEqual(
        command.rows.map(({ id }) => ['log', id]),
      );
      for (const { id, content, origin, rightOrigin } of items) {
        expect(id.client).toBe(doc.clientID);
        expect([origin, rightOrigin]).toEqual([null, null]);
        expect(content.getContent()).toEqual([expect.any(String)]);
      }
    }
    expect(Object.fromEntries(logOf(doc).entries())).toEqual(Object.fromEntries(replica.rowById));
    const read = ledgerFromDocument(doc);
    expect(Array.from(read.entries())).toEqual(Array.from(replica.ledger.entries()));
    expect(read.quarantined()).toEqual([]);
  });

  it('[W1] makes no update when there is nothing to change', () => {
    const doc = new Y.Doc();
    let transactions = 0;
    doc.on('afterTransaction', () => (transactions += 1));
    commit(doc, commandOf());
    expect(transactions).toBe(0);
  });

  it('[W2] throws before it writes anything, when a key is taken', () => {
    const doc = new Y.Doc();
    const fresh = { id: 'e_fresh001', json };
    const taken = { id: 'e_taken001', json };
    commit(doc, commandOf(taken));
    expect(() => commit(doc, commandOf(fresh, taken))).toThrow('e_taken001');
    expect(() => commit(doc, commandOf(fresh, fresh))).toThrow('e_fresh001');
    expect([...logOf(doc).keys()]).toEqual(['e_taken001']);
  });

  it('[W2] throws on keys that no command writes and on records that readers would put aside', () => {
    const doc = new Y.Doc();
    for (const row of [
      { id: 'c_class0', json },
      { id: 'm_anna0001', json },
      { id: '__proto__', json },
      { id: 'e_short', json },
      { id: 'e_fresh001', json: '{}' },
      { id: 'e_fresh001', json: json.replace('"s":{}', `"s":{"note":"${'x'.repeat(33_000)}"}`) },
    ]) {
      expect(() => commit(doc, commandOf({ id: 'e_before01', json }, row))).toThrow();
    }
    expect(logOf(doc).size).toBe(0);
  });

  it('[W3] tags its transaction with the name of the command', () => {
    const doc = new Y.Doc();
    const origins: unknown[] = [];
    doc.on('update', (_update, origin) => origins.push(origin));
    commit(doc, commandOf({ id: 'e_fresh001', json }));
    expect(origins).toEqual([{ kind: 'command', name: 'add-entry' } satisfies CommandOrigin]);
  });
});
