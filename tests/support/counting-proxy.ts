import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage } from 'node:http';

/** One answer as it went over the wire. */
export interface CountedAnswer {
  path: string;
  status: number;
  contentType: string;
  /** Bytes of the status line and headers. */
  headerBytes: number;
  /** Bytes of the body as sent, compressed. */
  bodyBytes: number;
}

export interface CountingProxy {
  readonly origin: string;
  /** In the order in which they ended. */
  readonly answers: readonly CountedAnswer[];
  close(): void;
}

function headerSize({ statusMessage = '', rawHeaders }: IncomingMessage): number {
  const lines = rawHeaders.reduce((bytes, part) => bytes + Buffer.byteLength(part) + 2, 0);
  return `HTTP/1.1 200 ${statusMessage}\r\n`.length + lines + 2;
}

/**
 * Stands between a browser and a server and counts what passes, of pages and of service workers alike: the browser's
 * own counters leave the latter out. Close it when done.
 */
export async function countTraffic(serverOrigin: string): Promise<CountingProxy> {
  const target = new URL(serverOrigin);
  const answers: CountedAnswer[] = [];
  const proxy = createServer((incoming, outgoing) => {
    const passedOn = forward(
      {
        host: '127.0.0.1',
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
      },
      (answer) => {
        let bodyBytes = 0;
        answer.on('data', (chunk: Buffer) => (bodyBytes += chunk.length));
        answer.on('end', () => {
          answers.push({
            path: incoming.url ?? '',
            status: answer.statusCode ?? 0,
            contentType: (answer.headers['content-type'] ?? '').replace(/;.*/, ''),
            headerBytes: headerSize(answer),
            bodyBytes,
          });
        });
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    passedOn.on('error', () => outgoing.destroy());
    incoming.pipe(passedOn);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://localhost:${port}`,
    answers,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
