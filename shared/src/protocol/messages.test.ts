import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeKeepAlive, encodeMessage, parseFrame } from './messages.ts';
import type { Message } from './messages.ts';
import { varUintLength } from './varint.ts';

const runs = fc.uint8Array({ maxLength: 300 });
const numbers = fc.maxSafeNat();
const messages: fc.Arbitrary<Message> = fc.oneof(
  runs.map((stateVector): Message => ({ type: 'sync-step-1', stateVector })),
  runs.map((update): Message => ({ type: 'sync-step-2', update })),
  runs.map((update): Message => ({ type: 'update', update })),
  runs.map((update): Message => ({ type: 'awareness', update })),
  fc.constant<Message>({ type: 'query-awareness' }),
  numbers.map((number): Message => ({ type: 'barrier', number })),
  numbers.map((number): Message => ({ type: 'barrier-answer', number })),
);

describe('messages', () => {
  it('[W10] a frame holds exactly one message', () => {
    fc.assert(
      fc.property(messages, fc.uint8Array({ minLength: 1, maxLength: 3 }), (message, tail) => {
        const frame = encodeMessage(message);
        expect(parseFrame(frame)).toEqual({ ok: true, value: message });
        expect(parseFrame(Uint8Array.from([...frame, ...tail])).ok).toBe(false);
        for (const end of [0, 1, frame.length - 1]) {
          if (end < frame.length) expect(parseFrame(frame.subarray(0, end)).ok).toBe(false);
        }
      }),
    );
  });

  it('writes the bytes of y-websocket', () => {
    const bytes = (message: Message) => [...encodeMessage(message)];
    expect(bytes({ type: 'sync-step-1', stateVector: Uint8Array.of(0) })).toEqual([0, 0, 1, 0]);
    expect(bytes({ type: 'sync-step-2', update: Uint8Array.of(0, 0) })).toEqual([0, 1, 2, 0, 0]);
    expect(bytes({ type: 'update', update: Uint8Array.of(0, 0) })).toEqual([0, 2, 2, 0, 0]);
    expect(bytes({ type: 'query-awareness' })).toEqual([3]);
    expect(bytes({ type: 'barrier', number: 300 })).toEqual([100, 172, 2]);
    expect(bytes({ type: 'barrier-answer', number: 1 })).toEqual([101, 1]);
    expect([...encodeKeepAlive()]).toEqual([1, 1, 0]);
  });

  it.each([
    ['nothing', [], 'frame-cut-short'],
    ['a type without its end', [0x80], 'frame-cut-short'],
    ['a number in a longer form than needed', [100, 0x81, 0], 'frame-cut-short'],
    ['a number above 2^53', [100, 255, 255, 255, 255, 255, 255, 255, 127], 'frame-cut-short'],
    ['a number without an end', [100, ...Array<number>(40).fill(255)], 'frame-cut-short'],
    ['a run longer than the frame', [0, 2, 200, 1, 7], 'frame-cut-short'],
    ['an unknown type', [2, 0], 'unknown-type'],
    ['an unknown kind of sync', [0, 3, 0], 'unknown-type'],
    ['a second message', [3, 3], 'frame-trailing-bytes'],
  ] as const)('refuses %s', (_, bytes, refusal) => {
    expect(parseFrame(Uint8Array.from(bytes))).toEqual({ ok: false, refusal });
  });

  it('never throws on any bytes, and reads nothing twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const parsed = parseFrame(bytes);
        if (parsed.ok) expect([...encodeMessage(parsed.value)]).toEqual([...bytes]);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows the length of a number', () => {
    expect([0, 127, 128, 16_383, 16_384, Number.MAX_SAFE_INTEGER].map(varUintLength)).toEqual([
      1, 1, 2, 2, 3, 8,
    ]);
  });
});
