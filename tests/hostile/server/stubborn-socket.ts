import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { SyncAddress } from '../../support/sync-socket.ts';

/** A WebSocket that does not listen: it goes on sending whatever it is told, also after it was closed. */
export interface StubbornSocket {
  send(message: Uint8Array): void;
  /** Everything that has come, as it came. */
  readonly received: () => Buffer;
  /** The code with which the server has closed it, which this one takes no notice of. */
  readonly closeCode: () => number | undefined;
  close(): void;
}

const BINARY = 0x82;
const MASKED = 0x80;

const CLOSE = 0x88;

/** Walks the frames of a server, which are not masked, up to its close. */
function findCloseCode(stream: Buffer): number | undefined {
  let at = 0;
  while (at + 2 <= stream.length) {
    const short = stream.readUInt8(at + 1);
    const headLength = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (at + headLength > stream.length) return undefined;
    const length =
      short === 127
        ? Number(stream.readBigUInt64BE(at + 2))
        : short === 126
          ? stream.readUInt16BE(at + 2)
          : short;
    const start = at + headLength;
    if (stream[at] === CLOSE) return start + 2 <= stream.length ? stream.readUInt16BE(start) : undefined;
    at = start + length;
  }
  return undefined;
}

/** One masked frame of less than 64 KiB. */
function encodeFrame(message: Uint8Array): Buffer {
  const mask = randomBytes(4);
  const head =
    message.length < 126
      ? Buffer.of(BINARY, MASKED | message.length)
      : Buffer.of(BINARY, MASKED | 126, message.length >> 8, message.length & 255);
  return Buffer.concat([head, mask, message.map((byte, i) => byte ^ (mask[i % 4] ?? 0))]);
}

/** Opens one; the first bytes after the upgrade may have come with it. */
export async function openStubbornSocket({ origin, classId, cookie }: SyncAddress): Promise<StubbornSocket> {
  const asked = request(`${origin}/sync/${classId}`, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      Origin: origin,
      Cookie: cookie,
    },
  });
  asked.end();
  const [, socket, head] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket, Buffer];
  const received: Buffer[] = [head];
  socket.on('data', (chunk: Buffer) => received.push(chunk));
  socket.on('error', () => undefined);
  return {
    send: (message) => {
      if (socket.writable) socket.write(encodeFrame(message));
    },
    received: () => Buffer.concat(received),
    closeCode: () => findCloseCode(Buffer.concat(received)),
    close: () => socket.destroy(),
  };
}
