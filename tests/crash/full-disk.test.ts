import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { request } from '../support/api-client.ts';
import { dumpClass } from '../support/data-folder-dump.ts';
import type { Installation } from '../support/installation.ts';
import { RandomSource } from '../support/random-source.ts';
import { bundleServerAlone } from '../support/server-bundle.ts';
import { ServerProcess } from '../support/server-process.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import type { WritingDevice } from '../support/writing-device.ts';
import { openTwoClasses, type ClassAtHand } from './two-classes.ts';

const SECONDS = 1_000;
const random = new RandomSource(4);
let installation: Installation;
/** What a test leaves open, ended in the order from last to first. */
const open: (() => unknown)[] = [];
beforeAll(async () => {
  installation = await bundleServerAlone();
});
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});
afterAll(() => installation.remove());

async function start(dataDir: string, fileLimitKib?: number): Promise<ServerProcess> {
  const options = { installation, dataDir, ...(fileLimitKib === undefined ? {} : { fileLimitKib }) };
  const server = await ServerProcess.start(options);
  open.push(() => server.kill());
  return server;
}

async function write(device: WritingDevice, title: string, noteLength = 0): Promise<boolean> {
  device.write(title, noteLength);
  return device.barrier();
}

/** Writes until the server no longer confirms: every page of the disk that it has begun takes a little more. */
async function writeUntilRefused({ writer }: ClassAtHand): Promise<void> {
  for (let left = 50; left > 0; left--) if (!(await write(writer, 'one more', 8_000))) return;
  throw new Error('Nothing was refused on a disk that is full');
}

function expectToHold(records: ReadonlyMap<string, string> | undefined, ...devices: WritingDevice[]): void {
  for (const { confirmed, shown } of devices) {
    for (const [key, json] of [...confirmed, ...shown]) expect(records?.get(key)).toBe(json);
  }
}

async function health(server: ServerProcess): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.origin}/healthz`);
  return { status: response.status, text: await response.text() };
}

it(
  'a disk that is full confirms nothing that is not on it, serves what it has, and goes on when there is room',
  { timeout: 90 * SECONDS },
  async () => {
    const disk = await mountSmallDisk(4);
    if ('refused' in disk) {
      // The same promises are held with a limit on each file below, and with a disk that refuses at every call in the server's own tests.
      console.warn(`NOT RUN on a real full disk, since nothing can be mounted here: ${disk.refused}`);
      expect(disk.refused).not.toBe('');
      return;
    }
    open.push(() => disk.unmount());
    const dataDir = join(disk.folder, 'data');
    const server = await start(dataDir);
    const [lisbon, oslo] = await openTwoClasses(server.origin, random);
    open.push(
      () => lisbon.close(),
      () => oslo.close(),
    );
    for (const one of [lisbon, oslo]) {
      expect(await one.connect(server.origin)).toBe(true);
      expect(await write(one.writer, 'while there is room')).toBe(true);
    }

    await disk.fill();
    await writeUntilRefused(lisbon);
    const refusal = lisbon.writer.ends.at(-1);
    expect(refusal).toMatchObject({ code: 4503 });
    expect(server.isAlive).toBe(true);
    // The other class can still be read, from memory and by whoever comes anew.
    expect(oslo.reader.isOpen).toBe(true);
    expectToHold(await oslo.readAnew(server.origin), oslo.writer);
    await expect
      .poll(() => health(server), { timeout: 15 * SECONDS, interval: 500 })
      .toMatchObject({
        status: 503,
        text: expect.stringContaining('ENOSPC') as string,
      });
    const body = { username: 'cara', displayName: 'Cara', password: 'seven quiet herons' };
    expect(await request(server.origin, 'POST', '/accounts', { body })).toMatchObject({
      status: 503,
      code: 'storage-unavailable',
    });
    const { records } = await dumpClass(dataDir, lisbon.classId);
    const stored = new Map([...records].map(([key, { json }]) => [key, json]));
    expectToHold(stored, lisbon.writer, lisbon.reader);

    await disk.empty();
    expect(await lisbon.connect(server.origin)).toBe(true);
    expect(await write(lisbon.writer, 'after there was room again')).toBe(true);
    expect(await write(oslo.writer, 'as if nothing had been')).toBe(true);
    await expect
      .poll(() => health(server), { timeout: 15 * SECONDS, interval: 500 })
      .toMatchObject({ status: 200 });
    expect(await request(server.origin, 'POST', '/accounts', { body })).toMatchObject({ status: 201 });

    await server.kill();
    const next = await start(dataDir);
    for (const one of [lisbon, oslo]) {
      const there = await one.readAnew(next.origin);
      expectToHold(there, one.writer, one.reader);
      expect(there?.size).toBe(one.writer.records().size);
    }
    expect(next.log).not.toMatch(/damaged|fallback/);
  },
);

it(
  'a journal that may not grow refuses its class alone, after a line that was written by half',
  { timeout: 60 * SECONDS },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-limit-'));
    open.push(() => rm(dataDir, { recursive: true, force: true }));
    const limited = await start(dataDir, 60);
    const [lisbon, oslo] = await openTwoClasses(limited.origin, random);
    open.push(
      () => lisbon.close(),
      () => oslo.close(),
    );
    for (const one of [lisbon, oslo]) expect(await one.connect(limited.origin)).toBe(true);

    await writeUntilRefused(lisbon);
    expect(lisbon.writer.ends.at(-1)).toMatchObject({ code: 4503 });
    expect(lisbon.writer.confirmed.size).toBeGreaterThan(0);
    // Refused again and again, the class keeps serving what it has, and its neighbour takes what comes.
    for (let tries = 3; tries > 0; tries--) {
      expectToHold(await lisbon.readAnew(limited.origin), lisbon.writer, lisbon.reader);
      await lisbon.connect(limited.origin);
      expect(await lisbon.writer.barrier()).toBe(false);
      expect(await write(oslo.writer, 'next door', 1_000)).toBe(true);
    }
    await limited.kill();

    const free = await start(dataDir);
    expectToHold(await lisbon.readAnew(free.origin), lisbon.writer, lisbon.reader);
    expect(await lisbon.connect(free.origin)).toBe(true);
    expect(await lisbon.writer.barrier()).toBe(true);
    expect(lisbon.writer.confirmed.size).toBe(lisbon.writer.records().size);
    expectToHold(await oslo.readAnew(free.origin), oslo.writer, oslo.reader);
    expect(free.log).not.toMatch(/damaged|fallback/);
  },
);
