import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../../storage/memory/memory-storage.ts';
import { makeClass } from '../../storage/storage-fixture.ts';
import { makeParts, makeScratch, seed } from '../admin-fixture.ts';
import type { Scratch } from '../admin-fixture.ts';
import type { AdminParts } from '../admin-parts.ts';
import { askChannel } from './ask-channel.ts';
import type { ChannelOutcome } from './ask-channel.ts';
import { readChannelFile, writeChannelFile } from './channel-file.ts';
import type { ChannelAddress } from './channel-file.ts';
import { openAdminChannel } from './open-admin-channel.ts';
import type { AdminChannel } from './open-admin-channel.ts';

let scratch: Scratch;
let channel: AdminChannel;
let tasks: AdminParts;
beforeEach(async () => {
  scratch = makeScratch();
  const storage = createMemoryStorage();
  await seed(storage);
  tasks = makeParts(storage);
  channel = await openAdminChannel({ dataDir: scratch.dataDir, tasks });
});
afterEach(async () => {
  await channel.close();
  scratch.remove();
});

function readAddress(): ChannelAddress {
  const address = readChannelFile(scratch.dataDir);
  if (address === undefined) throw new Error('there is no channel');
  return address;
}

async function ask(
  args: readonly string[],
  signal = new AbortController().signal,
): Promise<{ outcome: ChannelOutcome; lines: string[] }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const outcome = await askChannel(scratch.dataDir, args, (pid) => say(`pid ${pid}`), { say, signal });
  return { outcome, lines };
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly token?: string;
  readonly body?: string;
}

function send({ method = 'POST', path = '/run', token, body = '' }: Sent): Promise<number | undefined> {
  const { socketPath, token: own } = readAddress();
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token ?? own}` };
    const asked = request({ socketPath, method, path, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const works = async (): Promise<void> => {
  expect((await ask(['verify'])).outcome).toEqual({ kind: 'done', exitCode: 0 });
};

describe('the admin channel', () => {
  it('can be reached by its own user alone', () => {
    const { socketPath, pid, token } = readAddress();
    expect([pid, token.length]).toEqual([process.pid, 43]);
    expect(readdirSync(scratch.dataDir)).toEqual(['admin.json']);
    if (process.platform === 'win32') return;
    expect(statSync(join(scratch.dataDir, 'admin.json')).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(socketPath)).mode & 0o777).toBe(0o700);
  });

  it('hands lines on as they come, and the exit code', async () => {
    expect(await ask(['reset-password', 'nobody'])).toEqual({
      outcome: { kind: 'done', exitCode: 1 },
      lines: [`pid ${process.pid}`, 'There is no account with the username nobody. Nothing was changed.'],
    });
  });

  it('leaves nothing behind, and may be closed again', async () => {
    const { socketPath } = readAddress();
    await channel.close();
    await channel.close();
    expect(readdirSync(scratch.dataDir)).toEqual([]);
    expect(existsSync(dirname(socketPath))).toBe(false);
    expect((await ask(['verify'])).outcome).toEqual({ kind: 'no-answer' });
  });

  it('can remove its files in one turn, for a process that is about to exit', () => {
    const { socketPath } = readAddress();
    channel.removeFiles();
    expect(readdirSync(scratch.dataDir)).toEqual([]);
    expect(existsSync(dirname(socketPath))).toBe(false);
  });

  it('takes the place of that of a killed server, whose late end does not harm it', async () => {
    const abandoned = readAddress();
    const second = await openAdminChannel({ dataDir: scratch.dataDir, tasks });
    expect(existsSync(dirname(abandoned.socketPath))).toBe(process.platform === 'win32');
    await channel.close();
    await works();
    await second.close();
    expect(readdirSync(scratch.dataDir)).toEqual([]);
  });

  it('removes nothing that an address merely names', async () => {
    await channel.close();
    const socketPath = join(scratch.root, 'socket');
    writeFileSync(socketPath, 'mine');
    writeChannelFile(scratch.dataDir, { socketPath, token: 'x', pid: 1 });
    channel = await openAdminChannel({ dataDir: scratch.dataDir, tasks });
    expect(readFileSync(socketPath, 'utf8')).toBe('mine');
    await works();
  });

  it.each<[string, Sent, number]>([
    ['another path', { path: '/' }, 404],
    ['another method', { method: 'GET' }, 404],
    ['another token', { token: 'x' }, 403],
    ['no JSON', { body: '{' }, 400],
    ['no command', { body: '{"args":["format-disk"]}' }, 400],
    ['no arguments', { body: '{"args":"verify"}' }, 400],
    ['arguments that are no texts', { body: '{"args":[{"toString":1}]}' }, 400],
    ['a folder that depends on where the server runs', { body: '{"args":["backup","copy"]}' }, 400],
    ['too much', { body: `{"args":["${'x'.repeat(100_000)}"]}` }, 400],
  ])('refuses %s and goes on', async (_, sent, status) => {
    expect(await send(sent)).toBe(status);
    await works();
  });

  it('survives bytes that are no HTTP', async () => {
    const { socketPath } = readAddress();
    for (const bytes of [
      Buffer.from([0, 255, 10, 13, 10]),
      Buffer.alloc(200_000, 97),
      Buffer.from('POST '),
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(socketPath, () => socket.end(bytes));
        // It may be cut before everything is written; either end will do.
        socket.on('error', () => undefined);
        socket.on('close', () => resolve()).resume();
      });
    }
    await works();
  });

  it('says that restore needs the server to be stopped', async () => {
    const { outcome, lines } = await ask(['restore', scratch.root]);
    expect(outcome).toEqual({ kind: 'done', exitCode: 1 });
    expect(lines[1]).toMatch(/^restore needs the server to be stopped/);
  });

  it('stops a task between two classes when its caller goes', async () => {
    for (const name of ['Third', 'Fourth']) await tasks.storage.classes.create(makeClass({ name }));
    const leave = new AbortController();
    let reached = 0;
    let resume = (): void => undefined;
    const held = new Promise<void>((resolve) => (resume = resolve));
    let arrived = (): void => undefined;
    const isThere = new Promise<void>((resolve) => (arrived = resolve));
    const { classes } = tasks.storage;
    const storage = {
      ...tasks.storage,
      classes: {
        ...classes,
        list: async function* () {
          for await (const record of classes.list()) {
            reached += 1;
            yield record;
            arrived();
            await held;
          }
        },
      },
    };
    await channel.close();
    channel = await openAdminChannel({ dataDir: scratch.dataDir, tasks: { ...tasks, storage } });
    const asked = ask(['verify'], leave.signal);
    await isThere;
    leave.abort();
    expect((await asked).outcome).toEqual({ kind: 'broken-off' });
    // The server has seen the end of the connection once it answers another one.
    await send({ path: '/' });
    resume();
    await send({ path: '/' });
    expect(reached).toBe(2);
  });
});

describe('an answer', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'hello\n'],
    ['something else', '[1]\n'],
    ['a line without an end', '{"line":"working"}\n{"exitCode":0}'],
    ['an exit code that is none', '{"exitCode":"0"}\n'],
    ['one line for ever', 'x'.repeat(3_000_000)],
  ])('of %s is never taken for success', async (_, body) => {
    await channel.close();
    const socketPath = join(scratch.root, 'other');
    const other = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => other.listen(socketPath, resolve));
    writeChannelFile(scratch.dataDir, { socketPath, token: 'x', pid: 1 });
    try {
      expect((await ask(['verify'])).outcome).toEqual({ kind: 'broken-off' });
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  it('comes from nobody when a file lies where the socket was', async () => {
    await channel.close();
    const socketPath = join(scratch.root, 'file');
    writeFileSync(socketPath, '');
    writeChannelFile(scratch.dataDir, { socketPath, token: 'x', pid: 1 });
    expect((await ask(['verify'])).outcome).toEqual({ kind: 'no-answer' });
    expect(readFileSync(socketPath, 'utf8')).toBe('');
  });
});
