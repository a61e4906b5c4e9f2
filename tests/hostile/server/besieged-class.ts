import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message } from '@tallybook/shared/protocol/messages';
import { createClass, joinClass, signUp, type Account } from '../../support/api-client.ts';
import { dumpClass, type StoredRecord } from '../../support/data-folder-dump.ts';
import { RandomSource } from '../../support/random-source.ts';
import { bundleServerAlone } from '../../support/server-bundle.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { SyncSocket, type SyncAddress } from '../../support/sync-socket.ts';
import { WritingDevice } from '../../support/writing-device.ts';

export interface Member {
  readonly account: Account;
  readonly memberId: string;
  /** Sent with all that this member sends. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A running server with a class in which one member means harm. */
export interface BesiegedClass {
  readonly server: ServerProcess;
  readonly dataDir: string;
  readonly classId: string;
  readonly code: string;
  /** Owns the class; her device is connected and has written. */
  readonly anna: Member;
  readonly annasDevice: WritingDevice;
  readonly mallory: Member;
  addressOf(member: Member): SyncAddress;
  /** Makes an account and lets it join. */
  addMember(username: string, headers?: Readonly<Record<string, string>>): Promise<Member>;
  /** Opens a socket that does nothing by itself. */
  openSocket(member: Member, onMessage?: (message: Message) => void): Promise<SyncSocket>;
  /** What is on the disk, read without the server. */
  stored(): Promise<ReadonlyMap<string, StoredRecord>>;
  close(): Promise<void>;
}

export async function besiege(env: Readonly<Record<string, string>> = {}): Promise<BesiegedClass> {
  const installation = await bundleServerAlone();
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-besieged-'));
  const server = await ServerProcess.start({ installation, dataDir, env });
  const { origin } = server;
  const classId = randomUUID();
  const annasAccount = await signUp(origin, 'anna');
  const { memberId, code } = await createClass(origin, annasAccount, { classId, memberId: 'm_annaaaaa' });
  const anna = { account: annasAccount, memberId };
  const sockets: SyncSocket[] = [];

  const addressOf = ({ account, headers = {} }: Member): SyncAddress => ({
    origin,
    classId,
    cookie: account.cookie,
    headers,
  });
  const addMember = async (username: string, headers = {}): Promise<Member> => {
    const account = await signUp(origin, username, { headers });
    return { account, headers, memberId: (await joinClass(origin, account, code)).memberId };
  };
  const mallory = await addMember('mallory');
  const annasDevice = new WritingDevice(memberId, new RandomSource(1));
  await annasDevice.connect(addressOf(anna));
  annasDevice.write('Dinner');
  annasDevice.write('Taxi');
  if (!(await annasDevice.barrier())) throw new Error('Anna cannot write to her own class');

  return {
    server,
    dataDir,
    classId,
    code,
    anna,
    annasDevice,
    mallory,
    addressOf,
    addMember,
    openSocket: async (member, onMessage) => {
      const socket = new SyncSocket(addressOf(member), onMessage);
      sockets.push(socket);
      await socket.opened();
      return socket;
    },
    stored: async () => {
      const { records, strangers } = await dumpClass(dataDir, classId);
      if (strangers.length > 0) throw new Error(`The document on disk holds ${strangers.join(', ')}`);
      return records;
    },
    close: async () => {
      annasDevice.close();
      for (const socket of sockets) socket.close();
      await server.kill();
      await rm(dataDir, { recursive: true, force: true });
      await installation.remove();
    },
  };
}
