import { setPayLine } from '@tallybook/shared/class-doc/commands/set-pay-line';
import { leaveUnit, setUnit } from '@tallybook/shared/class-doc/commands/set-unit';
import { BERT, bertIsIn, TestLive } from '$lib/live-class/test-live.ts';
import { Formats } from '$lib/locale/formats.ts';
import { classHistoryMessagesEn } from '$lib/locale/class-history-messages-en.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentenceOf } from './describe-step.ts';
import { readFeed } from './feed-page.ts';
import type { Wording } from './wording.ts';

let test: TestLive;
let wording: Wording;

beforeEach(async () => {
  test = await TestLive.start();
  const locale = {
    messages: messagesEn,
    formats: new Formats('en', 'en'),
    language: 'en',
    numberLocale: 'en',
  } as const;
  wording = { live: test.live, locale, texts: classHistoryMessagesEn, today: '2026-03-01' };
});
afterEach(() => test.close());

const sentences = (): string[] =>
  test.live.read((ledger) =>
    readFeed(ledger, 50, '').steps.map((step) =>
      sentenceOf(step, ledger, wording).replaceAll(/[\u2066-\u2069]/gu, ''),
    ),
  );

describe('what members say of paying', () => {
  it('tells how somebody wants to be paid, also of one without an account', async () => {
    const { live } = test;
    const added = await live.addMember('Granny');
    if (added.kind !== 'saved') throw new Error(added.kind);
    const granny = added.command.entityId;
    const say = (memberId: string, line: string) =>
      live.run((ledger, context) => setPayLine(ledger, { memberId, line }, context));
    await say(live.myId, 'cash is fine');
    await say(granny, 'to Anna');
    await say(live.myId, '');
    expect(sentences().slice(0, 3)).toEqual([
      'You took back how to be paid',
      'You said how to pay Granny: to Anna',
      'You said how to be paid: cash is fine',
    ]);
  });

  it('tells who settles as one, and alone again', async () => {
    const { live } = test;
    test.receive(bertIsIn);
    await live.run((ledger, context) => setUnit(ledger, { memberId: live.myId, withIds: [BERT] }, context));
    await live.run((ledger, context) => leaveUnit(ledger, live.myId, context));
    const [left, asked] = sentences();
    expect(left).toBe('You said to settle alone');
    expect(asked).toMatch(/^You said to settle as one: .*Anna/u);
  });

  it('does not spread what somebody else writes on how an author is paid', async () => {
    const { live } = test;
    test.receive(bertIsIn);
    await live.setMemberState(live.myId, 'in');
    test.receive({
      r_forged0001: { k: 'm', e: live.myId, t: 50, a: BERT, s: { pay: 'to Bert instead' } },
    });
    expect(sentences().join(' | ')).not.toContain('to Bert instead');
  });
});
