import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import type { ClientOptions } from 'ws';
import type { Seat } from './seat.ts';

/** How one server wants y-websocket's messages wrapped, and how it acknowledges updates. */
export interface Wire {
  address(port: number, seat: Seat): { readonly url: string; readonly options: ClientOptions };
  /** What has to be sent before anything else. */
  greeting(seat: Seat): readonly Uint8Array[];
  wrap(seat: Seat, message: Uint8Array): Uint8Array;
  /** The message of a frame, whose first byte is its type. */
  unwrap(frame: Buffer): Buffer;
  readonly acknowledges: 'by-barrier' | 'each-update' | 'never';
}

/** Plain y-websocket with a session cookie and the barrier. */
export const tallybookWire: Wire = {
  address: (port, { classId, cookie = '' }) => ({
    url: `ws://127.0.0.1:${port}/sync/${classId}`,
    options: { headers: { cookie }, origin: `http://127.0.0.1:${port}` },
  }),
  greeting: () => [],
  wrap: (_seat, message) => message,
  unwrap: (frame) => frame,
  acknowledges: 'by-barrier',
};

export const yWebsocketWire: Wire = {
  address: (port, { classId }) => ({ url: `ws://127.0.0.1:${port}/${classId}`, options: {} }),
  greeting: () => [],
  wrap: (_seat, message) => message,
  unwrap: (frame) => frame,
  acknowledges: 'never',
};

const HOCUSPOCUS_AUTH = 2;

/** Each message behind the name of its document; the first one is a token, which the server here does not look at. */
export const hocuspocusWire: Wire = {
  address: (port) => ({ url: `ws://127.0.0.1:${port}/`, options: {} }),
  greeting: ({ classId }) => {
    const encoder = createEncoder();
    writeVarString(encoder, classId);
    writeVarUint(encoder, HOCUSPOCUS_AUTH);
    writeVarUint(encoder, 0);
    writeVarString(encoder, 'token');
    return [toUint8Array(encoder)];
  },
  wrap: ({ classId }, message) => Buffer.concat([Buffer.of(classId.length), Buffer.from(classId), message]),
  unwrap: (frame) => frame.subarray(1 + (frame[0] ?? 0)),
  acknowledges: 'each-update',
};
