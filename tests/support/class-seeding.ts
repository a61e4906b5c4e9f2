import { randomUUID } from 'node:crypto';
import { editClass } from '@tallybook/shared/class-doc/commands/edit-class';
import { setMemberState } from '@tallybook/shared/class-doc/commands/members';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { decodeStateVector, encodeStateAsUpdate, encodeStateVector, type Doc } from 'yjs';
import { createClass, joinClass, signUp, type Account, type Membership } from './api-client.ts';
import { Device, syncDevices } from './device.ts';
import { encodeLogUpdate } from './encode-log-update.ts';
import { randomClass } from './random-class.ts';
import { RandomSource } from './random-source.ts';
import { SyncSocket } from './sync-socket.ts';

/** A member with an account, and a device without a screen on which commands run. */
export interface SeededMember {
  readonly account: Account;
  readonly displayName: string;
  readonly membership: Membership;
  readonly device: Device;
}

/** A class on the server; whoever created it comes first. */
export interface SeededClass {
  readonly origin: string;
  readonly classId: string;
  /** `XXXX-XXXX-XXXX` */
  readonly code: string;
  readonly members: readonly SeededMember[];
}

export interface ClassToSeed {
  readonly name: string;
  readonly look?: string;
  readonly displayNames: readonly string[];
  /** Who creates it; an account of its own where this is left out. */
  readonly owner?: Account | undefined;
  /** When its first record was written; the devices' clocks go on from here. */
  readonly startMs?: number;
}

let seeds = 0;

/** Makes accounts and a class of theirs through the API; it holds its name and that each of them is in. */
export async function seedClass(origin: string, wanted: ClassToSeed): Promise<SeededClass> {
  const accounts: Account[] = [];
  for (const [at, displayName] of wanted.displayNames.entries()) {
    if (at === 0 && wanted.owner) accounts.push(wanted.owner);
    else accounts.push(await signUp(origin, `seed-${process.pid}-${++seeds}`, { displayName }));
  }
  const [owner, ...others] = accounts;
  if (!owner) throw new RangeError('A class needs somebody who creates it');
  const random = new RandomSource(process.pid * 1000 + seeds);
  const own = { classId: randomUUID(), memberId: idFromBytes('m', random.bytes(12)), name: wanted.name };
  const created = await createClass(origin, owner, own);
  const memberships = [created];
  for (const account of others) memberships.push(await joinClass(origin, account, created.code));
  const members = accounts.map((account, index): SeededMember => {
    const membership = memberships[index] ?? created;
    const device = new Device({ authorId: membership.memberId, seed: random.integer(1, 2 ** 31) });
    if (wanted.startMs !== undefined) device.nowMs = wanted.startMs;
    return { account, displayName: wanted.displayNames[index] ?? '', membership, device };
  });
  const { name, look = '' } = wanted;
  members[0]?.device.run((ledger, context) => editClass(ledger, { name, currency: 'EUR', look }, context));
  const seeded = { origin, classId: own.classId, code: created.code, members };
  for (const { device, membership } of members) {
    syncDevices(...members.map((member) => member.device));
    device.run((ledger, context) =>
      setMemberState(ledger, { memberId: membership.memberId, state: 'in' }, context),
    );
  }
  await sendAll(seeded);
  return seeded;
}

/** Brings what each device wrote to the server, which takes from everybody only their own. */
export async function sendAll({ origin, classId, members }: SeededClass): Promise<void> {
  for (const { account, device } of members) {
    await sendUpdate(origin, classId, account, () => ownUpdate(device.doc));
  }
}

/** What this document itself wrote, without what it was told by others. */
function ownUpdate(doc: Doc): Uint8Array {
  const known = decodeStateVector(encodeStateVector(doc));
  known.delete(doc.clientID);
  return encodeStateAsUpdate(doc, encodeStateVector(known));
}

/** Sends an update as an account; resolves when the update is on the server's disk. */
export async function sendUpdate(
  origin: string,
  classId: string,
  { cookie }: Account,
  update: () => Uint8Array,
): Promise<void> {
  let confirmed: () => void = () => undefined;
  const isConfirmed = new Promise<void>((resolve) => (confirmed = resolve));
  const socket = new SyncSocket({ origin, classId, cookie }, (message) => {
    if (message.type === 'sync-step-1') {
      socket.send({ type: 'sync-step-2', update: update() });
      socket.send({ type: 'barrier', number: 1 });
    }
    if (message.type === 'barrier-answer') confirmed();
  });
  const ended = socket.closed.then(({ code, reason }) => {
    throw new Error(`The server closed with ${code} ${reason}`);
  });
  await Promise.race([isConfirmed, ended]);
  // Closed by this side from here on.
  ended.catch(() => undefined);
  socket.close();
}

/**
 * A class with so many expenses, the same ones for the same seed, written by five in eight of its members in turns:
 * what `randomClass` makes, under the ids that the server gave.
 */
export async function seedLargeClass(
  origin: string,
  name: string,
  expenses: number,
  memberCount = 8,
  owner?: Account,
): Promise<SeededClass> {
  const writers = Math.max(1, Math.round((memberCount * 5) / 8));
  const names = ['Ana', 'Bea', 'Carl', 'Dora', 'Emil'];
  const displayNames = Array.from({ length: writers }, (_, at) => names[at] ?? `Writer ${at + 1}`);
  const seeded = await seedClass(origin, { name, displayNames, owner, startMs: Date.UTC(2025, 0, 5) });
  const { memberIds, sessions } = randomClass({ expenses, seed: expenses, members: memberCount });
  const given = new Map(memberIds.map((id, at) => [id, seeded.members[at]?.membership.memberId ?? id]));
  const pattern = new RegExp(memberIds.join('|'), 'g');
  for (const { account, membership } of seeded.members) {
    const own = sessions
      .filter(({ authorId }) => given.get(authorId) === membership.memberId)
      .map((session) => ({
        ...session,
        authorId: membership.memberId,
        rows: session.rows.map(({ id, json }) => ({
          id,
          json: json.replace(pattern, (old) => given.get(old) ?? old),
        })),
      }));
    await sendUpdate(origin, seeded.classId, account, () => encodeLogUpdate(own));
  }
  return seeded;
}
