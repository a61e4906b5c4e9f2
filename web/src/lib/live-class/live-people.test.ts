import { ME, until } from '$lib/class-sync/test-class.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BERT, bertIsIn, bertPaid, TestLive } from './test-live.ts';

let test: TestLive;
beforeEach(async () => {
  test = await TestLive.start();
});
afterEach(() => test.close());

const listedBert = {
  accountId: 'account-bert',
  memberId: BERT,
  displayName: 'Bert',
  role: 'member',
  joinedAt: '2026-01-01T00:00:00.000Z',
} as const;

/** Lets the disk and all promises come to an end. */
async function settled(): Promise<void> {
  await test.live.retrySave();
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
}

describe('the people of a class', () => {
  it('are called by their accounts, by the name they were given, or not at all until they are known', async () => {
    const { live } = test;
    expect(live.members).toMatchObject([{ id: ME, name: 'Anna', isMe: true, isPlaceholder: false }]);
    await live.addMember('Grandmother');
    expect(live.members).toMatchObject([{ name: 'Anna' }, { name: 'Grandmother', isPlaceholder: true }]);
    test.receive(bertIsIn);
    expect(live.member(BERT)).toMatchObject({ name: null, isPlaceholder: false, hasLeft: false });
    expect(live.member('m_nobody000')).toMatchObject({ id: 'm_nobody000', name: null, isMe: false });
  });

  it('who have left come last', async () => {
    const { live } = test;
    const added = await live.addMember('Aaron');
    if (added.kind !== 'saved') throw new Error(added.kind);
    await live.addMember('Zoe');
    await live.setMemberState(added.command.entityId, 'out');
    expect(live.members.map(({ name }) => name)).toEqual(['Anna', 'Zoe', 'Aaron']);
  });

  it('count in balances also where nobody has told of them yet', () => {
    test.receive(bertPaid(1200, 'm_nobody000'));
    const [euro] = test.live.currencies;
    expect(euro?.balances.map(({ memberId, balanceMinor }) => [memberId, balanceMinor])).toEqual([
      [BERT, 1200n],
      ['m_nobody000', -1200n],
    ]);
  });
});

describe('the list of members', () => {
  it('is fetched when somebody strange comes, and shown', async () => {
    const { live } = test;
    test.listed = [listedBert];
    await test.sync();
    expect(test.asked).toBe(0);
    test.receive(bertIsIn);
    await test.tab.connection.confirm();
    await until(() => live.member(BERT).name !== null);
    expect(live.member(BERT)).toMatchObject({ name: 'Bert', accountId: 'account-bert', role: 'member' });
    expect(live.row.members).toEqual([listedBert]);
    expect(test.asked).toBe(1);
  });

  it('is fetched when somebody strange looks at the class', async () => {
    test.listed = [listedBert];
    await test.sync();
    test.tab.connection.listener.presenceChanged([{ memberId: BERT, name: 'Bert', place: 'list' }]);
    await until(() => test.live.row.members.length === 1);
    expect(test.asked).toBe(1);
  });

  it('is not asked for before the class is synced, nor again within a few seconds', async () => {
    const { tab } = test;
    test.listed = null;
    test.receive(bertIsIn);
    expect(test.asked).toBe(0);
    await test.sync();
    expect(test.asked).toBe(1);
    test.receive(bertPaid(1200));
    tab.timers.advance(4_999);
    await settled();
    expect(test.asked).toBe(1);
    tab.timers.advance(1);
    expect(test.asked).toBe(2);
  });

  it('is not asked for while an answer is on its way, nor for ever for somebody whom it does not name', async () => {
    const { tab } = test;
    let answer: () => void = () => undefined;
    test.answer = new Promise((resolve) => (answer = resolve));
    test.receive(bertIsIn);
    await test.sync();
    tab.timers.advance(60_000);
    expect(test.asked).toBe(1);
    answer();
    await settled();
    tab.timers.advance(60_000);
    await settled();
    expect(test.asked).toBe(1);
    test.receive({ r_carlin000: { k: 'm', e: 'm_carl00000', t: 3, a: 'm_carl00000', s: { state: 'in' } } });
    expect(test.asked).toBe(2);
  });
});

describe('who is here', () => {
  it('is everybody else, once each, until the connection ends', () => {
    const { live, tab } = test;
    live.setPlace('list');
    expect(tab.connection.place).toBe('list');
    tab.connection.listener.presenceChanged([
      { memberId: ME, name: 'Anna', place: 'list' },
      { memberId: BERT, name: 'Bert', place: 'form' },
      { memberId: BERT, name: 'Bert', place: 'list' },
    ]);
    expect(live.here).toEqual([{ memberId: BERT, name: 'Bert', place: 'list' }]);
    tab.connection.end(1012);
    expect(live.here).toEqual([]);
  });

  it('hears of my place on the next connection too', async () => {
    const { live, tab } = test;
    live.setPlace('e_somewhere0');
    tab.connection.end(1012);
    await until(() => live.sync.kind === 'waiting');
    tab.timers.advance(60_000);
    await until(() => tab.connections.length === 2);
    expect(tab.connection.place).toBe('e_somewhere0');
  });
});
