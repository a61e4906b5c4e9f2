import { addPlan } from '@tallybook/shared/class-doc/commands/plans';
import { occurrenceId, skipOccurrence } from '@tallybook/shared/class-doc/commands/skip-occurrence';
import { ME } from '$lib/class-sync/test-class.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveClass } from './live-class.svelte.ts';
import { OccurrenceMaker } from './occurrence-maker.ts';
import { TestLive } from './test-live.ts';

const open: TestLive[] = [];

async function start(): Promise<TestLive> {
  const started = await TestLive.start();
  open.push(started);
  return started;
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function planDaily(live: LiveClass, anchor: string): Promise<string> {
  const money = {
    kind: 'expense',
    amountMinor: 900,
    currency: 'EUR',
    payers: [[ME, 900]],
    split: { mode: 'equally', memberIds: [ME] },
  } as const;
  const template = { money, title: 'Milk', category: '', note: '' };
  const written = await live.run((ledger, context) =>
    addPlan(ledger, { rule: { every: 1, unit: 'day', anchor }, template }, context),
  );
  if (written.kind !== 'saved') throw new Error(written.kind);
  return written.command.entityId;
}

const daysOf = (live: LiveClass) => live.entries.map(({ day }) => day);

describe('occurrences that are due', () => {
  it('are made offline, all of a year, and no more the next time', async () => {
    const { live } = await start();
    await planDaily(live, '1970-01-01');
    const maker = new OccurrenceMaker(live, () => '2026-03-01');
    await maker.make();
    expect(live.entries).toHaveLength(367);
    expect([daysOf(live)[0], daysOf(live).at(-1)]).toEqual(['2026-03-01', '2025-02-28']);
    const newest = live.read((ledger) => ledger.maxSeenMs);
    await maker.make();
    expect(live.read((ledger) => ledger.maxSeenMs)).toBe(newest);
  });

  it('are made once when it is asked for while it runs, and the next day when that comes', async () => {
    const { live } = await start();
    await planDaily(live, '2026-02-28');
    let today = '2026-02-28';
    const maker = new OccurrenceMaker(live, () => today);
    const first = maker.make();
    today = '2026-03-01';
    await Promise.all([first, maker.make(), maker.make()]);
    expect(daysOf(live)).toEqual(['2026-03-01', '2026-02-28']);
  });

  it('are one of each when another device has made the same, which come meanwhile', async () => {
    const started = await start();
    const { live } = started;
    const planId = await planDaily(live, '2026-03-01');
    const plan = live.read((ledger) => ledger.plans()[0]?.revisionId ?? '');
    const id = occurrenceId(planId, '2026-03-01');
    const making = new OccurrenceMaker(live, () => '2026-03-01').make();
    const money = { legs: [{ cur: 'EUR', amt: 900, pay: [[ME, 900]], owe: [[ME, 900]] }] };
    const record = { k: 'x', e: id, t: 5, a: 'm_bert00000', auto: plan, s: { money, date: '2026-03-01' } };
    started.receive({ r_bertmade0: record });
    await making;
    expect(live.entries.map((entry) => entry.id)).toEqual([id]);
  });

  it('are not those skipped, nor any once it is closed', async () => {
    const { live } = await start();
    const planId = await planDaily(live, '2026-03-01');
    await live.run((ledger, context) => skipOccurrence(ledger, { planId, day: '2026-03-02' }, context));
    expect(live.deletedEntries).toEqual([]);
    const maker = new OccurrenceMaker(live, () => '2026-03-03');
    await maker.make();
    expect(daysOf(live)).toEqual(['2026-03-03', '2026-03-01']);
    const closed = new OccurrenceMaker(live, () => '2026-03-04');
    closed.close();
    await closed.make();
    expect(live.entries).toHaveLength(2);
  });

  it('are none of a class that can only be read', async () => {
    const { live } = await start();
    await planDaily(live, '2026-03-01');
    const readOnly = { read: live.read.bind(live), run: live.run.bind(live), isReadOnly: true };
    await new OccurrenceMaker(readOnly, () => '2026-03-01').make();
    expect(live.entries).toEqual([]);
  });
});
