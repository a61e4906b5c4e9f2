import {
  addMember,
  claimMember,
  setMemberState,
  unclaimMember,
} from '@tallybook/shared/class-doc/commands/members';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import { logContents } from '@tallybook/shared/class-doc/log';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { ClassSession } from '$lib/class-sync/class-session.ts';
import { CLASS_ID, ME, summary, TestTab, until } from '$lib/class-sync/test-class.ts';
import type { BuildCommand } from '$lib/class-sync/document-holder.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { metaKeys, type ShareSumRow } from '$lib/platform/schema.ts';
import { ShareStore } from '$lib/platform/share-store.ts';

const RUNS = Number(process.env['SHARE_ONCE_RUNS'] ?? 200);
const classIds = [CLASS_ID, CLASS_ID.slice(0, -1) + '2'];
const days = ['2026-03-01', '2026-03-31', '2026-04-01'];

/** A class open in one tab. */
interface OpenClass {
  readonly tab: TestTab;
  readonly session: ClassSession;
}

let seed = 1;

/** One device: a disk, two tabs on it and the classes that both have open. */
class Device {
  readonly disk = new TestDisk();
  readonly databases: LedgerDatabase[] = [1, 2].map(() => this.disk.open('tallybook', new ManualTimers()));
  readonly classes = new Map<string, OpenClass[]>();

  get database(): LedgerDatabase {
    const [first] = this.databases;
    if (!first) throw new Error('There is no tab');
    return first;
  }

  async join(classId: string, state: Uint8Array | null): Promise<void> {
    if (this.classes.has(classId)) return;
    const open: OpenClass[] = [];
    for (const database of this.databases) {
      const tab = new TestTab(database, (seed += 97));
      await tab.store.add({ ...rowFromSummary(summary(0), 'document-1'), id: classId, seq: 0 });
      const opened = await ClassSession.open(classId, tab.parts);
      if (!opened.ok || !opened.value) throw new Error('The class is not here');
      opened.value.connect();
      await until(() => tab.connections.length > 0);
      open.push({ tab, session: opened.value });
    }
    this.classes.set(classId, open);
    if (state) this.take(classId, state);
    await this.settle();
    await this.write(classId, 0, (ledger, context) =>
      setMemberState(ledger, { memberId: ME, state: 'in' }, context),
    );
  }

  async write(classId: string, tab: number, build: BuildCommand): Promise<void> {
    const written = await this.classes.get(classId)?.[tab]?.session.write(build);
    expect(['saved', 'refused', 'unchanged', undefined]).toContain(written?.kind);
    await this.settle();
  }

  async leave(classId: string): Promise<void> {
    const open = this.classes.get(classId) ?? [];
    this.classes.delete(classId);
    for (const { session } of open) await session.close();
    await until(() => this.disk.running === 0);
    await new ClassStore(this.database).remove(classId);
  }

  /** The document of a class as it is on the disk; null when it is not there. */
  async docOf(classId: string): Promise<Doc | null> {
    const read = await new ClassStore(this.database).read(classId);
    if (!read.ok || !read.value) return null;
    const doc = new Doc();
    for (const update of read.value.updates) applyUpdate(doc, update);
    return doc;
  }

  /** Takes in what the server sends. */
  take(classId: string, state: Uint8Array): void {
    const [first] = this.classes.get(classId) ?? [];
    if (first) applyUpdate(first.tab.connection.target.doc, state, 'server');
  }

  /** The tabs have told each other everything, and everything is on the disk. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      for (const open of this.classes.values()) {
        for (const [i, { tab, session }] of open.entries()) {
          await session.save();
          for (const message of tab.posted.splice(0)) {
            quiet = 0;
            open[1 - i]?.tab.hear(message);
          }
        }
      }
      await until(() => this.disk.running === 0);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async close(): Promise<void> {
    for (const classId of classIds) await this.leave(classId);
    for (const database of this.databases) database.close();
  }
}

interface RawRecord {
  readonly k: string;
  readonly e?: string;
  readonly t: number;
  readonly s: Readonly<Record<string, unknown>>;
}
interface RawMoney {
  readonly legs: readonly {
    readonly cur: string;
    readonly pay: readonly [string, number][];
    readonly owe: readonly [string, number][];
  }[];
}

/** What I bear by the records of a document alone. Nobody writes without having seen all, so the latest word holds. */
function sumUp(
  doc: Doc,
  length: number,
  sums: Map<string, { minor: bigint; count: number }>,
  classId: string,
) {
  const entities = new Map<string, { kind: string; groups: Map<string, unknown> }>();
  const records = Array.from(logContents(doc), ({ id, value }) => ({
    id,
    record: JSON.parse(String(value)) as RawRecord,
  }));
  records.sort((a, b) => a.record.t - b.record.t || (a.id < b.id ? -1 : 1));
  for (const { id, record } of records) {
    const entity = entities.get(record.e ?? id) ?? { kind: record.k, groups: new Map<string, unknown>() };
    for (const [group, value] of Object.entries(record.s)) entity.groups.set(group, value);
    entities.set(record.e ?? id, entity);
  }
  const mine = new Set([ME]);
  for (const [id, { kind, groups }] of entities) if (kind === 'm' && groups.get('same') === ME) mine.add(id);
  for (const { kind, groups } of entities.values()) {
    if ((kind !== 'x' && kind !== 'i') || groups.get('del') === 1) continue;
    for (const { cur, pay, owe } of (groups.get('money') as RawMoney).legs) {
      const parts = (kind === 'i' ? pay : owe).filter(([id]) => mine.has(id));
      const minor = parts.reduce((sum, [, part]) => sum + BigInt(part), 0n);
      if (minor === 0n) continue;
      const period = String(groups.get('date')).slice(0, length);
      const name = kind === 'i' ? 'income' : 'expense';
      const key = [period, classId, name, cur, textOf(groups.get('category'))].join(' ');
      const sum = sums.get(key) ?? { minor: 0n, count: 0 };
      sums.set(key, { minor: sum.minor + minor, count: sum.count + 1 });
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flat(rows: readonly ShareSumRow[]): string[] {
  return rows.flatMap(({ period, classes }) =>
    Object.entries(classes).flatMap(([classId, cells]) =>
      cells.map(
        ({ kind, currency, category, amountMinor, count }) =>
          `${[period, classId, kind, currency, category].join(' ')}: ${amountMinor} in ${count}`,
      ),
    ),
  );
}

async function expectOnce(device: Device): Promise<number> {
  const kept = await device.database.read(['shareDays', 'shareMonths', 'meta'], (tx) =>
    Promise.all([
      tx.objectStore('shareDays').getAll(),
      tx.objectStore('shareMonths').getAll(),
      tx.objectStore('meta').get(metaKeys.shareSums),
    ]),
  );
  if (!kept.ok) throw new Error(kept.refusal.detail);
  const [dayRows, monthRows, mark] = kept.value;
  // Kept up with each change, and not made anew for the reading.
  expect(mark).toBeDefined();
  for (const [length, rows] of [
    [10, dayRows],
    [7, monthRows],
  ] as const) {
    const sums = new Map<string, { minor: bigint; count: number }>();
    for (const classId of classIds) {
      const doc = await device.docOf(classId);
      if (doc) sumUp(doc, length, sums, classId);
    }
    const right = Array.from(sums, ([key, { minor, count }]) => `${key}: ${minor} in ${count}`);
    expect(flat(rows).sort()).toEqual(right.sort());
  }
  return dayRows.length;
}

const actions = [
  'add',
  'add',
  'add',
  'income',
  'edit',
  'edit',
  'delete',
  'restore',
  'place',
  'claim',
  'unclaim',
  'out',
  'leave',
  'join',
] as const;
const step = fc.record({
  what: fc.constantFrom(...actions),
  device: fc.nat(1),
  tab: fc.nat(1),
  classAt: fc.nat(1),
  pick: fc.nat(20),
  minor: fc.integer({ min: 1, max: 100_000 }),
  day: fc.constantFrom(...days),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandOf({ what, pick, minor, day }: Step): BuildCommand {
  return (ledger, context) => {
    const entries = Array.from(ledger.entries(), ({ id }) => id).sort();
    const entryId = entries[pick % Math.max(1, entries.length)] ?? 'e_nothing0000';
    const places = [...ledger.members()]
      .filter(([, { isAuthor }]) => !isAuthor)
      .map(([id]) => id)
      .sort();
    const placeId = places[pick % Math.max(1, places.length)] ?? 'm_nobody0000';
    // The placeholder and I, only the placeholder, or only I.
    const people =
      [[ME, placeId], [placeId], [ME]][pick % 3]?.filter((id) => id === ME || places.includes(id)) ?? [];
    const memberIds = people.length > 0 ? people : [ME];
    const money = (kind: 'expense' | 'income') =>
      ({
        kind,
        amountMinor: minor,
        currency: pick % 5 === 0 ? 'JPY' : 'EUR',
        payers: [[memberIds[0] ?? ME, minor]],
        split: { mode: 'equally', memberIds },
      }) as const;
    const category = pick % 2 === 0 ? 'food' : '';
    if (what === 'add' || what === 'income')
      return addEntry(
        ledger,
        { money: money(what === 'add' ? 'expense' : 'income'), day, title: 'one', category, note: '' },
        context,
      );
    if (what === 'edit')
      return editEntry(
        ledger,
        { entryId, changes: { day, category, ...(pick % 2 ? { money: money('expense') } : {}) } },
        context,
      );
    if (what === 'delete') return deleteEntity(ledger, entryId, context);
    if (what === 'restore') return restoreEntity(ledger, { entityId: entryId, today: day }, context);
    if (what === 'claim') return claimMember(ledger, { memberId: placeId, asId: ME }, context);
    if (what === 'unclaim') return unclaimMember(ledger, { memberId: placeId }, context);
    if (what === 'out')
      return setMemberState(ledger, { memberId: ME, state: pick % 2 ? 'out' : 'in' }, context);
    return addMember(ledger, { name: `Guest ${String(minor)}` }, context);
  };
}

it(
  '[L40] my share of an entry counts once, wherever and however the entry changes',
  { timeout: 60_000 },
  async () => {
    let rowsSeen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const devices = [new Device(), new Device()];
        /** What the server has of each class: all that any device ever wrote. */
        const server = new Map(classIds.map((classId) => [classId, new Doc()]));
        const exchange = async (classId: string): Promise<void> => {
          const doc = server.get(classId);
          if (!doc) return;
          for (const device of devices) {
            const own = device.classes.has(classId) ? await device.docOf(classId) : null;
            if (own) applyUpdate(doc, encodeStateAsUpdate(own));
          }
          for (const device of devices) {
            device.take(classId, encodeStateAsUpdate(doc));
            await device.settle();
          }
        };
        for (const device of devices) await new ShareStore(device.database).sums('2026-01-01', []);
        for (const classId of classIds) {
          await devices[0]?.join(classId, null);
          await exchange(classId);
        }
        for (const one of steps) {
          const [device, classId] = [devices[one.device], classIds[one.classAt]];
          const doc = classId === undefined ? undefined : server.get(classId);
          if (!device || classId === undefined || !doc) continue;
          if (one.what === 'leave') await device.leave(classId);
          else if (one.what === 'join') await device.join(classId, encodeStateAsUpdate(doc));
          else await device.write(classId, one.tab, commandOf(one));
          await exchange(classId);
          for (const each of devices) rowsSeen += await expectOnce(each);
        }
        for (const device of devices) await device.close();
      }),
      { numRuns: RUNS },
    );
    expect(rowsSeen).toBeGreaterThan(RUNS);
  },
);
