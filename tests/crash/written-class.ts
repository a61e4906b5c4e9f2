import { setImmediate as nextTurn } from 'node:timers/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import type { Account } from '../support/api-client.ts';
import { RandomSource } from '../support/random-source.ts';
import { WritingDevice } from '../support/writing-device.ts';

interface Writer {
  readonly account: Account;
  readonly device: WritingDevice;
}

/** How a socket may end when its server is killed or stopped. */
const EXPECTED_ENDS: ReadonlySet<number> = new Set([1006, CLOSE_CODES.restarting]);

/** Of one writer before one kill, so that a fast machine does not fill the class. */
const MAX_WRITES = 250;
/** More than the 256 kB from which a journal is folded, as base64. */
const LONG_NOTES = { count: 9, length: 30_000 };

/** One class with a device per member, each of which keeps its document over all restarts of the server. */
export interface WrittenClass {
  readonly classId: string;
  readonly confirmedCount: number;
  /** On any of the devices. */
  readonly recordCount: number;
  /** Brings all devices back; says what went wrong when one of them is not let in. */
  connect(origin: string): Promise<string | undefined>;
  /** Everybody writes and asks for barriers until the sockets end. `isLong`: enough for the journal to be folded. */
  writeUntilCut(isLong: boolean): Promise<void>;
  takeUnexpectedEnds(): string[];
  /** What the server does not have, or has otherwise, though it was confirmed or shown. A device that knows nothing looks. */
  findMissing(origin: string): Promise<string[]>;
  /** Brings all devices back and compares what they and a new one hold when all barriers are answered. */
  converge(origin: string): Promise<string | undefined>;
  close(): void;
}

export function openWriters(
  classId: string,
  members: readonly { readonly account: Account; readonly memberId: string }[],
  random: RandomSource,
): WrittenClass {
  const newDevice = (memberId: string): WritingDevice =>
    new WritingDevice(memberId, new RandomSource(random.integer(0, 2 ** 31)));
  const writers: Writer[] = members.map(({ account, memberId }) => ({
    account,
    device: newDevice(memberId),
  }));
  let written = 0;

  const connectOne = ({ account, device }: Writer, origin: string): Promise<boolean> =>
    device.connect({ origin, classId, cookie: account.cookie });

  const connect = async (origin: string): Promise<string | undefined> => {
    for (const { device } of writers) if (random.next() < 0.2) device.reload();
    const connected = await Promise.all(writers.map((writer) => connectOne(writer, origin)));
    return connected.every(Boolean) ? undefined : 'a device was not let in';
  };

  const writeOne = async ({ device }: Writer, isLong: boolean): Promise<void> => {
    const { count, length } = LONG_NOTES;
    if (isLong) {
      const title = `long ${written++}`;
      device.writeAll(Array.from({ length: count }, () => ({ title, noteLength: length })));
    }
    let writes = 0;
    while (device.isOpen) {
      for (let left = random.integer(1, 4); left > 0 && writes < MAX_WRITES; left--) {
        writes++;
        device.write(`dinner ${written++}`, random.next() < 0.05 ? random.integer(0, 2_000) : 0);
      }
      const answered = device.barrier();
      if (random.next() < 0.5) await answered;
      else await nextTurn();
      if (random.next() < 0.3 || writes === MAX_WRITES) await wait(random.integer(1, 15));
    }
  };

  /** What a device that knows nothing gets, or undefined when it is not let in. */
  const readFromServer = async (origin: string): Promise<ReadonlyMap<string, string> | undefined> => {
    const [owner] = writers;
    if (!owner) return undefined;
    const device = newDevice(owner.device.memberId);
    const isSynced = await device.connect({ origin, classId, cookie: owner.account.cookie });
    const records = device.records();
    device.close();
    return isSynced ? records : undefined;
  };

  return {
    classId,
    get confirmedCount() {
      return writers.reduce((sum, { device }) => sum + device.confirmed.size, 0);
    },
    get recordCount() {
      return new Set(writers.flatMap(({ device }) => [...device.records().keys()])).size;
    },
    connect,
    writeUntilCut: async (isLong) => {
      await Promise.all(writers.map((writer, i) => writeOne(writer, isLong && i === 0)));
    },
    takeUnexpectedEnds: () =>
      writers.flatMap(({ device }) =>
        device.ends
          .splice(0)
          .filter(({ code }) => !EXPECTED_ENDS.has(code))
          .map(({ code, reason }) => `${code} ${reason}`),
      ),
    findMissing: async (origin) => {
      const there = await readFromServer(origin);
      if (!there) return ['the class cannot be opened'];
      const missing: string[] = [];
      const look = (what: string, known: ReadonlyMap<string, string>): void => {
        for (const [key, json] of known) {
          if (there.get(key) !== json)
            missing.push(`${what} ${key} is ${there.has(key) ? 'different' : 'lost'}`);
        }
      };
      for (const { device } of writers) {
        look('confirmed', device.confirmed);
        look('shown', device.shown);
      }
      return missing;
    },
    converge: async (origin) => {
      const fault = await connect(origin);
      if (fault !== undefined) return fault;
      const answered = await Promise.all(writers.map(({ device }) => device.barrier()));
      if (!answered.every(Boolean)) return 'a last barrier was not answered';
      // Each comes again and so gets what the others have added meanwhile.
      await connect(origin);
      const there = await readFromServer(origin);
      if (!there) return 'the class cannot be opened';
      const expected = JSON.stringify([...there].sort());
      const different = writers.filter(
        ({ device }) => JSON.stringify([...device.records()].sort()) !== expected,
      );
      for (const { device } of writers) device.close();
      return different.length === 0 ? undefined : `${different.length} devices differ from the server`;
    },
    close: () => {
      for (const { device } of writers) device.close();
    },
  };
}
