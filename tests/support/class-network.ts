import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { connect, type Socket } from 'node:net';

/**
 * The way of one phone to the server, which can be cut: a proxy that the browser is told of, so that the app stays at
 * its own address. Chromium's own offline mode lets what a socket sends pass.
 */
export interface PhoneNetwork {
  /** For the browser's proxy setting. */
  readonly proxy: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): void;
}

export async function openPhoneNetwork(): Promise<PhoneNetwork> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // What a cut connection says of itself concerns nobody.
    socket.on('error', () => socket.destroy());
    return socket;
  };

  const proxy = createServer((incoming, outgoing) => {
    const { hostname, port, pathname, search } = new URL(incoming.url ?? '');
    const passedOn = forward(
      { hostname, port, path: pathname + search, method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    passedOn.on('error', () => outgoing.destroy());
    outgoing.on('close', () => passedOn.destroy());
    incoming.pipe(passedOn);
  });
  proxy.on('connection', (socket) => (isCut ? socket.destroy() : keep(socket)));
  // Sockets of the app come as tunnels.
  proxy.on('connect', ({ url = '' }, fromPhone: Socket, head) => {
    const [host = '', port = ''] = url.split(':');
    const toServer = keep(connect(Number(port), host));
    toServer.on('connect', () => {
      fromPhone.write('HTTP/1.1 200 Connection established\r\n\r\n');
      toServer.write(head);
      fromPhone.pipe(toServer).pipe(fromPhone);
    });
    toServer.on('close', () => fromPhone.destroy());
    fromPhone.on('close', () => toServer.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    proxy: `http://127.0.0.1:${port}`,
    cut: () => {
      isCut = true;
      endAll();
    },
    mend: () => (isCut = false),
    close: () => {
      endAll();
      proxy.close();
    },
  };
}
