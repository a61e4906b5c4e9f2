import { randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, rmSync, rmdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { isSameSecret } from '../../accounts/session-token.ts';
import { errorCode } from '../../storage/data-folder.ts';
import { readCommand } from '../admin-command.ts';
import type { AdminParts } from '../admin-parts.ts';
import { runTask } from '../run-task.ts';
import { readChannelFile, removeChannelFile, writeChannelFile } from './channel-file.ts';

const MAX_BODY_BYTES = 64 * 1024;
/** How long a caller may take to send its request. */
const REQUEST_TIMEOUT_MS = 10_000;
/** macOS takes 103 bytes for the path of a socket, Linux 107. */
const MAX_SOCKET_PATH_BYTES = 103;
const FOLDER_NAME = 'tallybook-admin-';
/** What `mkdtemp` makes of it. */
const FOLDER_PATTERN = /^tallybook-admin-[A-Za-z0-9]{6}$/;
const SOCKET_NAME = 'socket';

export interface AdminChannel {
  /** Cuts commands that run, and removes all files of the channel; may be called again. */
  close(): Promise<void>;
  /** Removes the files alone, in one turn: for a process that is about to exit. May be called again. */
  readonly removeFiles: () => void;
}

export interface AdminChannelParts {
  /** Where `admin.json` tells the way; locked for this process. */
  readonly dataDir: string;
  readonly tasks: AdminParts;
}

interface SocketPlace {
  readonly path: string;
  readonly remove: () => void;
}

/** Removes the socket of a server that was killed and so could not do it itself. Its folder is known by its name. */
function removeAbandonedSocket(dataDir: string): void {
  const path = readChannelFile(dataDir)?.socketPath;
  if (path === undefined || basename(path) !== SOCKET_NAME) return;
  if (!FOLDER_PATTERN.test(basename(dirname(path)))) return;
  try {
    if (!lstatSync(path).isSocket()) return;
    rmSync(path);
    rmdirSync(dirname(path));
  } catch (error) {
    // Nobody listens there any more, so what cannot be removed is in nobody's way.
    if (errorCode(error) === 'unknown') throw error;
  }
}

function makeSocketPlace(): SocketPlace {
  if (process.platform === 'win32') {
    return { path: `\\\\.\\pipe\\tallybook-${randomBytes(16).toString('hex')}`, remove: () => undefined };
  }
  const isShort =
    Buffer.byteLength(join(tmpdir(), `${FOLDER_NAME}XXXXXX`, SOCKET_NAME)) <= MAX_SOCKET_PATH_BYTES;
  // A fresh folder of mode 0700: the mode of a socket itself keeps nobody out on some systems.
  const folder = mkdtempSync(join(isShort ? tmpdir() : '/tmp', FOLDER_NAME));
  return {
    path: join(folder, SOCKET_NAME),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listenOn(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The arguments of a request, or undefined when it is no request of ours. */
async function readArgs(request: IncomingMessage): Promise<readonly string[] | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  let body: unknown;
  try {
    body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // Not JSON: the answer is the same as for JSON that is no command.
    return undefined;
  }
  if (typeof body !== 'object' || body === null || !('args' in body) || !Array.isArray(body.args)) {
    return undefined;
  }
  const args: readonly unknown[] = body.args;
  return args.every((arg) => typeof arg === 'string') ? args : undefined;
}

async function answer(
  { tasks }: AdminChannelParts,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort(new Error('the caller has gone')));
  // A write to a caller that has gone: the signal tells the task.
  response.on('error', () => undefined);
  const write = (message: object): void => void response.write(`${JSON.stringify(message)}\n`);
  const begin = (status: number): void => {
    response.writeHead(status, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    response.flushHeaders();
  };
  const refuse = (status: number, line: string): void => {
    begin(status);
    write({ line });
    write({ exitCode: 1 });
    response.end();
  };

  if (request.method !== 'POST' || request.url !== '/run') {
    refuse(404, 'There is no such thing here.');
    return;
  }
  if (!isSameSecret(request.headers.authorization ?? '', `Bearer ${token}`)) {
    refuse(403, 'That is not the token of this server.');
    return;
  }
  const args = await readArgs(request);
  const command = args === undefined ? undefined : readCommand(args, (path) => path);
  if (command === undefined || ('folder' in command && !isAbsolute(command.folder))) {
    refuse(400, 'That is no command of this server; is it another version?');
    return;
  }
  begin(200);
  const say = (line: string): void => write({ line });
  const exitCode = await runTask(tasks, command, { say, signal: gone.signal });
  write({ exitCode });
  response.end();
}

/**
 * Opens a door for the operator of a running server: HTTP over a socket that only the server's own user can reach. A
 * file left by a server that was killed is replaced. Rejects with the system's error when there can be no socket.
 */
export async function openAdminChannel(parts: AdminChannelParts): Promise<AdminChannel> {
  const token = randomBytes(32).toString('base64url');
  removeAbandonedSocket(parts.dataDir);
  const place = makeSocketPlace();
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS });
  server.on('request', (request, response) => {
    // Only a caller that goes away while it sends its request gets here.
    answer(parts, token, request, response).catch(() => response.destroy());
  });
  const removeFiles = (): void => {
    removeChannelFile(parts.dataDir, token);
    place.remove();
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    removeFiles();
    return closing;
  };
  try {
    await listenOn(server, place.path);
    writeChannelFile(parts.dataDir, { socketPath: place.path, token, pid: process.pid });
  } catch (error) {
    await close();
    throw error;
  }
  return { close, removeFiles };
}
