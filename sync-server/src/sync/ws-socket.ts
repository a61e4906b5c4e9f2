import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { SyncSocket } from './ports.ts';

/** A socket of the `ws` library as rooms use it. `stream` is the connection below, which knows of unfinished messages. */
export function toSyncSocket(
  socket: WebSocket,
  stream: Duplex & { readonly bytesRead?: number },
): SyncSocket {
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    get bytesReceived() {
      return stream.bytesRead ?? 0;
    },
    send: (frame, onFlushed) => {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(frame, (error) => {
        // A failed write is followed by the close event, which ends the connection.
        if (!error) onFlushed?.();
      });
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => {
      // Without a reset the system would go on sending what it has taken.
      if (stream instanceof Socket) stream.resetAndDestroy();
      socket.terminate();
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => listener(toBytes(data), isBinary));
    },
    onClose: (listener) => {
      socket.on('close', listener);
    },
  };
}

function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return Array.isArray(data) ? Buffer.concat(data) : data;
}
