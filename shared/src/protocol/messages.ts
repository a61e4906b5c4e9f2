import type { Result } from '../money/result.ts';
import { ByteReader, varUintLength, writeVarUint } from './varint.ts';

/** What goes over a sync socket in either direction: y-websocket's messages and the durability barrier. */
export type Message =
  | { readonly type: 'sync-step-1'; readonly stateVector: Uint8Array }
  | { readonly type: 'sync-step-2'; readonly update: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'query-awareness' }
  | { readonly type: 'barrier'; readonly number: number }
  | { readonly type: 'barrier-answer'; readonly number: number };

/** A peer that knows more types than this one sends `unknown-type`; the rest is never honest. */
export type FrameRefusal = 'frame-cut-short' | 'frame-trailing-bytes' | 'unknown-type';

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const BARRIER = 100;
const BARRIER_ANSWER = 101;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** Reads exactly one message; its byte fields are views into the frame. [W10] */
export function parseFrame(frame: Uint8Array): Result<Message, FrameRefusal> {
  const reader = new ByteReader(frame);
  const message = readMessage(reader);
  if (reader.hasFailed) return { ok: false, refusal: 'frame-cut-short' };
  if (message === undefined) return { ok: false, refusal: 'unknown-type' };
  return reader.isAtEnd ? { ok: true, value: message } : { ok: false, refusal: 'frame-trailing-bytes' };
}

function readMessage(reader: ByteReader): Message | undefined {
  switch (readNumber(reader)) {
    case SYNC:
      return readSyncMessage(reader);
    case AWARENESS:
      return { type: 'awareness', update: reader.readBytes() };
    case QUERY_AWARENESS:
      return { type: 'query-awareness' };
    case BARRIER:
      return { type: 'barrier', number: readNumber(reader) };
    case BARRIER_ANSWER:
      return { type: 'barrier-answer', number: readNumber(reader) };
    default:
      return undefined;
  }
}

function readSyncMessage(reader: ByteReader): Message | undefined {
  switch (readNumber(reader)) {
    case STEP_1:
      return { type: 'sync-step-1', stateVector: reader.readBytes() };
    case STEP_2:
      return { type: 'sync-step-2', update: reader.readBytes() };
    case UPDATE:
      return { type: 'update', update: reader.readBytes() };
    default:
      return undefined;
  }
}

function readNumber(reader: ByteReader): number {
  return reader.readVarUint(Number.MAX_SAFE_INTEGER);
}

/** The bytes of one message, as a stock client or server would write them. */
export function encodeMessage(message: Message): Uint8Array {
  switch (message.type) {
    case 'sync-step-1':
      return encodeRun([SYNC, STEP_1], message.stateVector);
    case 'sync-step-2':
      return encodeRun([SYNC, STEP_2], message.update);
    case 'update':
      return encodeRun([SYNC, UPDATE], message.update);
    case 'awareness':
      return encodeRun([AWARENESS], message.update);
    case 'query-awareness':
      return Uint8Array.of(QUERY_AWARENESS);
    case 'barrier':
      return encodeNumber(BARRIER, message.number);
    case 'barrier-answer':
      return encodeNumber(BARRIER_ANSWER, message.number);
    default:
      throw new TypeError(`Not a message: ${String(message satisfies never)}`);
  }
}

/** An awareness update about nobody: says only that the sender is alive. */
export function encodeKeepAlive(): Uint8Array {
  return encodeMessage({ type: 'awareness', update: Uint8Array.of(0) });
}

function encodeRun(types: readonly number[], run: Uint8Array): Uint8Array {
  const frame = new Uint8Array(types.length + varUintLength(run.length) + run.length);
  frame.set(types);
  frame.set(run, writeVarUint(frame, types.length, run.length));
  return frame;
}

function encodeNumber(type: number, number: number): Uint8Array {
  const frame = new Uint8Array(1 + varUintLength(number));
  frame[0] = type;
  writeVarUint(frame, 1, number);
  return frame;
}
