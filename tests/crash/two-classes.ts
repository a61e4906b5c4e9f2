import { randomUUID } from 'node:crypto';
import { createClass, joinClass, signUp, type Account } from '../support/api-client.ts';
import type { RandomSource } from '../support/random-source.ts';
import { WritingDevice } from '../support/writing-device.ts';

export interface ClassAtHand {
  readonly classId: string;
  readonly writer: WritingDevice;
  readonly reader: WritingDevice;
  /** Brings both devices to the server; false when one of them is not let in. */
  connect(origin: string): Promise<boolean>;
  /** A device that knows nothing: what the server gives it, or undefined when it is not let in. */
  readAnew(origin: string): Promise<ReadonlyMap<string, string> | undefined>;
  close(): void;
}

async function openClass(
  origin: string,
  [owner, guest]: readonly [Account, Account],
  random: RandomSource,
): Promise<ClassAtHand> {
  const { classId, memberId, code } = await createClass(origin, owner, {
    classId: randomUUID(),
    memberId: 'm_owneraaa',
  });
  const joined = await joinClass(origin, guest, code);
  const writer = new WritingDevice(memberId, random);
  const reader = new WritingDevice(joined.memberId, random);
  return {
    classId,
    writer,
    reader,
    connect: async (to) =>
      (await writer.connect({ origin: to, classId, cookie: owner.cookie })) &&
      (await reader.connect({ origin: to, classId, cookie: guest.cookie })),
    readAnew: async (from) => {
      const device = new WritingDevice(joined.memberId, random);
      const isSynced = await device.connect({ origin: from, classId, cookie: guest.cookie });
      const records = device.records();
      device.close();
      return isSynced ? records : undefined;
    },
    close: () => {
      writer.close();
      reader.close();
    },
  };
}

/** Two classes of the same two people, to see what trouble in one does to the other. */
export async function openTwoClasses(
  origin: string,
  random: RandomSource,
): Promise<readonly [ClassAtHand, ClassAtHand]> {
  const people = [await signUp(origin, 'anna'), await signUp(origin, 'bert')] as const;
  return [await openClass(origin, people, random), await openClass(origin, people, random)];
}
