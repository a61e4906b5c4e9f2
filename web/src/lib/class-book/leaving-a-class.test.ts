import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import { CLASS_ID, emptyState, summary, until } from '$lib/class-sync/test-class.ts';
import type { ApiResult } from '$lib/platform/api-request.ts';
import { LedgerDatabase } from '$lib/platform/database.ts';
import { FaultyStorage } from '$lib/platform/faulty-storage.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { ClassEngine } from './class-engine.ts';
import { body, TestEngine } from './test-engine.ts';

let storage: FaultyStorage;
let database: LedgerDatabase;
let test: TestEngine;
let engine: ClassEngine;
beforeEach(() => {
  storage = new FaultyStorage();
  database = new LedgerDatabase({ name: 'tallybook', driver: storage.driver, timers: new ManualTimers() });
  test = new TestEngine(database);
  test.isOnline = true;
  ({ engine } = test);
});
afterEach(async () => {
  await engine.close();
  database.close();
  storage.restore();
});

async function answerNext(): Promise<void> {
  await until(() => test.tab.connections.some(({ isClosed }) => !isClosed));
  await test.answerAll();
}

async function idsHere(): Promise<readonly string[]> {
  const list = await test.tab.store.list();
  if (!list.ok) throw new Error(list.refusal.reason);
  return list.value.map(({ id }) => id);
}

describe('leave', () => {
  it('takes the class off this device once the server has let me go', async () => {
    await test.tab.know();
    const leaving = engine.leave(CLASS_ID, true);
    await answerNext();
    expect(await leaving).toEqual({ ok: true, value: undefined });
    expect(test.asked).toEqual(['leave anna true']);
    expect(await idsHere()).toEqual([]);
  });

  it.each([
    ['the network', 1006, 'offline'],
    ['an ended session', 4401, 'sign-in-required'],
    ['a server that cannot write', 4503, 'storage-unavailable'],
    ['a class that takes no more', 1009, 'too-large'],
    ['too many messages', 4429, 'slow-down'],
    ['the owner, who removed me', 4403, 'no-such-class'],
    ['the owner, who deleted it', 4404, 'class-deleted'],
  ])('keeps everything and names what is in the way: %s', async (_what, closeCode, refusal) => {
    await test.tab.know();
    const leaving = engine.leave(CLASS_ID, true);
    await until(() => test.tab.connections.length === 1);
    test.tab.connection.end(closeCode);
    expect(await leaving).toEqual({ ok: false, refusal });
    expect(test.asked).toEqual([]);
    expect(await idsHere()).toEqual([CLASS_ID]);
  });

  it('names what this device refuses: to read what may have to be sent, or to forget the class', async () => {
    await test.tab.know();
    storage.fail({ operation: 'get', errorName: 'DataError', store: 'classes' });
    expect(await engine.leave(CLASS_ID, true)).toMatchObject({ ok: false, refusal: { reason: 'failed' } });
    expect(test.asked).toEqual([]);
    storage.heal();
    storage.fail({ operation: 'delete', errorName: 'QuotaExceededError', store: 'classes' });
    const leaving = engine.leave(CLASS_ID, true);
    await answerNext();
    expect(await leaving).toMatchObject({ ok: false, refusal: { reason: 'full' } });
    expect(test.asked).toEqual(['leave anna true']);
  });

  it('is not done by the last one who was told that others stay, and learns who is in', async () => {
    await test.tab.know();
    test.answer = { ok: false, refusal: 'last-member' };
    const me = {
      accountId: 'anna',
      memberId: 'm_anna00000',
      displayName: 'Anna',
      role: 'owner',
      joinedAt: '2026-01-01T00:00:00.000Z',
    } as const;
    const ben = { ...me, accountId: 'ben', memberId: 'm_ben000000', leftAt: '2026-02-01T00:00:00.000Z' };
    test.told = { ok: true, value: { ...body, role: 'owner', members: [me, ben] } };
    const leaving = engine.leave(CLASS_ID, false);
    await answerNext();
    expect(await leaving).toEqual({ ok: false, refusal: 'last-member' });
    expect(test.asked).toEqual(['leave anna false']);
    expect(await test.tab.store.row(CLASS_ID)).toMatchObject({
      value: { members: [me, ben], refusal: null },
    });
  });
});

describe('a class that goes while the background was told of it', () => {
  /** A run whose list of classes, in which the class still is, comes when `answer` is called. */
  async function runWithLateList() {
    await test.tab.know();
    await test.tab.store.change(CLASS_ID, (row) => ({ ...row, code: '0123-4567-89AB' }));
    let answer: ((list: ApiResult<readonly ClassSummaryBody[]>) => void) | undefined;
    test.list = () => new Promise((resolve) => (answer = resolve));
    engine.syncNow();
    await until(() => answer !== undefined);
    return () => answer?.({ ok: true, value: [summary(0)] });
  }

  it('does not come back when I left it', async () => {
    const answer = await runWithLateList();
    const leaving = engine.leave(CLASS_ID, true);
    await answerNext();
    expect(await leaving).toMatchObject({ ok: true });
    answer();
    await until(() => test.refusals.length > 1);
    await engine.close();
    expect(await idsHere()).toEqual([]);
    expect(test.tab.connections).toHaveLength(1);
  });

  it('does not come back when another tab took it off this device', async () => {
    const answer = await runWithLateList();
    test.tab.hear({ type: 'classes-changed', letGo: CLASS_ID });
    await test.tab.store.remove(CLASS_ID);
    answer();
    await until(() => test.refusals.length > 0);
    await engine.close();
    expect(await idsHere()).toEqual([]);
  });

  it('says so to the other tabs before it is gone', async () => {
    await test.tab.know();
    const removing = engine.removeFromDevice(CLASS_ID);
    expect(test.tab.posted).toEqual([{ type: 'classes-changed', letGo: CLASS_ID }]);
    await removing;
    expect(test.tab.posted.at(-1)).toEqual({ type: 'classes-changed' });
  });

  it('comes back in a later run when I joined it again elsewhere', async () => {
    await test.tab.know();
    await engine.removeFromDevice(CLASS_ID);
    test.list = () => Promise.resolve({ ok: true, value: [summary(0)] });
    test.tab.state = emptyState(1);
    engine.syncNow();
    await answerNext();
    expect(await idsHere()).toEqual([CLASS_ID]);
  });
});

describe('join', () => {
  it.each([
    ['a new class cannot be written', { operation: 'put', errorName: 'QuotaExceededError' }, 'full'],
    ['whether it is known cannot be read', { operation: 'get', errorName: 'DataError' }, 'failed'],
  ] as const)('says that this device did not keep it: %s', async (_what, fault, reason) => {
    storage.fail({ ...fault, store: 'classes' });
    expect(await engine.join('0123-4567-89AB')).toMatchObject({
      ok: false,
      refusal: 'not-kept',
      why: { reason },
    });
    storage.heal();
    expect(await engine.join('0123-4567-89AB')).toEqual({ ok: true, classId: CLASS_ID, isNew: true });
  });
});
