import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLASS_ID, emptyState, ME, until } from '$lib/class-sync/test-class.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import type { ClassEngine } from './class-engine.ts';
import { body, TestEngine } from './test-engine.ts';

let database: LedgerDatabase;
let test: TestEngine;
let engine: ClassEngine;
beforeEach(() => {
  database = new TestDisk().open('tallybook:anna', new ManualTimers());
  test = new TestEngine(database);
  ({ engine } = test);
});
afterEach(async () => {
  await engine.close();
  database.close();
});

async function rowOf(classId: string): Promise<ClassRow> {
  const read = await test.tab.store.row(classId);
  if (!read.ok || !read.value) throw new Error('The class is not here');
  return read.value;
}

describe('create', () => {
  it('makes a whole class without a network: its row, its first records and a class ID to show', async () => {
    const created = await engine.create({ name: 'Flat 12', currency: 'EUR', look: 'leaf/160' });
    if (!created.ok) throw new Error(created.refusal.reason);
    const { classId, code } = created.value;
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await rowOf(classId)).toMatchObject({ name: 'Flat 12', code, role: 'owner', isOnServer: false });
    const opened = await engine.openLive(classId);
    if (!opened.ok || !opened.value) throw new Error('It does not open');
    const live = opened.value;
    expect([live.name, live.currency, live.look]).toEqual(['Flat 12', 'EUR', 'leaf/160']);
    expect(live.members).toMatchObject([{ name: 'Anna', isMe: true, hasLeft: false }]);
    expect(test.asked).toEqual([]);
    await live.close();
    expect(test.statuses.at(-1)).toBeNull();
  });
});

describe('join', () => {
  it('asks the server only for what can be a class ID', async () => {
    expect(await engine.join('0123-45')).toEqual({ ok: false, refusal: 'not-a-code' });
    expect(test.asked).toEqual([]);
  });

  it('brings nothing here when it is refused', async () => {
    test.answer = { ok: false, refusal: 'joining-closed' };
    expect(await engine.join('0123-4567-89AB')).toEqual({ ok: false, refusal: 'joining-closed' });
    expect(await test.tab.store.list()).toEqual({ ok: true, value: [] });
  });

  it('writes me into the class once all that others wrote is here, and joins twice as once', async () => {
    test.tab.state = emptyState(1);
    expect(await engine.join(' 0123 4567 89ab ')).toEqual({ ok: true, classId: CLASS_ID, isNew: true });
    expect(test.asked).toEqual(['join 0123-4567-89AB']);
    await until(() => test.tab.connections.length === 1);
    await test.answerAll();
    await until(() => test.tab.connection.isClosed);
    const opened = await engine.openLive(CLASS_ID);
    if (!opened.ok || !opened.value) throw new Error('It does not open');
    expect(opened.value.members).toMatchObject([{ id: ME, hasLeft: false }]);
    await opened.value.close();
    expect(await engine.join('0123-4567-89AB')).toMatchObject({ ok: true, isNew: false });
    expect(await test.tab.store.list()).toMatchObject({ ok: true, value: [{ id: CLASS_ID }] });
  });
});

describe('what the server says', () => {
  it('is passed on: that one must sign in, and that it answers again', async () => {
    await test.tab.know();
    test.answer = { ok: false, refusal: 'sign-in-required' };
    await engine.setJoining(CLASS_ID, 'closed');
    test.answer = { ok: false, refusal: 'not-owner' };
    await engine.setJoining(CLASS_ID, 'closed');
    test.answer = { ok: true, value: { ...body, joining: 'closed' } };
    expect(await engine.setJoining(CLASS_ID, 'closed')).toEqual({ ok: true, value: undefined });
    expect(test.refusals).toEqual(['sign-in-required', null]);
    expect((await rowOf(CLASS_ID)).joining).toBe('closed');
  });

  it('of an app that is too old is passed on, and not asked for again by itself', async () => {
    await test.tab.know();
    test.answer = { ok: false, refusal: 'update-needed' };
    await engine.setJoining(CLASS_ID, 'closed');
    expect([test.refusals, test.tab.timers.waitingCount]).toEqual([['update-needed'], 0]);
  });
});

it('archives on this device only', async () => {
  await test.tab.know();
  await engine.archive(CLASS_ID, true);
  expect((await rowOf(CLASS_ID)).archivedAt).toBeTypeOf('number');
  await engine.archive(CLASS_ID, false);
  expect((await rowOf(CLASS_ID)).archivedAt).toBeUndefined();
  expect(test.asked).toEqual([]);
});
