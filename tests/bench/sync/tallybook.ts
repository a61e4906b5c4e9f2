import { randomBytes, randomUUID } from 'node:crypto';
import { codeFromBytes } from '@tallybook/shared/protocol/class-code';
import type { ClassBody } from '@tallybook/shared/protocol/api-types';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { Seat } from './seat.ts';
import type { Command } from './server-process.ts';
import type { SeatPlan, Subject } from './subject.ts';
import { tallybookWire } from './wires.ts';

/** Hashing runs two at a time, with a queue of twenty. */
const SIGN_UPS_AT_ONCE = 8;

/** This repository's server, as built. Everything is on disk before anybody else sees it. */
export function createTallybook(serverMain: string): Subject {
  return {
    name: 'tallybook',
    store: 'tallybook, JSON files, fdatasync before anything is shown or acknowledged',
    wire: tallybookWire,
    isSyncedTooEarly: false,
    // Rooms look once a second whether their journal has outgrown the snapshot.
    putsOffMs: 1_100,
    command: (folder): Promise<Command> =>
      Promise.resolve({
        args: [serverMain],
        env: { HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder },
        listening: /^listening on http:\/\/.*:(\d+)$/,
      }),
    makeSeats: async (port, plan) => {
      const api = new Api(port);
      const cookies = await inGroups(SIGN_UPS_AT_ONCE, plan.accounts, () => api.signUp());
      return plan.classes === 1
        ? [await shareClass(api, cookies, plan)]
        : await inGroups(plan.accounts, plan.classes, (index) => ownClass(api, cookies, plan, index));
    },
  };
}

/** One class, with the seats spread over all accounts. */
async function shareClass(api: Api, cookies: readonly string[], plan: SeatPlan): Promise<Seat[]> {
  const [owner = '', ...others] = cookies;
  const made = await api.createClass(owner);
  const members = [{ cookie: owner, memberId: made.memberId }];
  for (const cookie of others) {
    members.push({ cookie, memberId: (await api.join(cookie, made.code)).memberId });
  }
  return Array.from({ length: plan.seatsPerClass }, (_, index) => {
    const member = members[index % members.length];
    if (!member) throw new Error('A class needs an account');
    return { classId: made.id, ...member };
  });
}

/** A class whose seats are all one account's, like tabs and devices of one person. */
async function ownClass(
  api: Api,
  cookies: readonly string[],
  plan: SeatPlan,
  index: number,
): Promise<Seat[]> {
  const cookie = cookies[index % cookies.length] ?? '';
  const { id, memberId } = await api.createClass(cookie);
  return Array.from({ length: plan.seatsPerClass }, () => ({ classId: id, memberId, cookie }));
}

/** The few calls of the HTTP API that a bench needs. Each throws on any answer but success. */
export class Api {
  readonly #origin: string;

  constructor(port: number) {
    this.#origin = `http://127.0.0.1:${port}`;
  }

  /** The cookie of a new account. */
  async signUp(): Promise<string> {
    const username = `bench-${randomBytes(6).toString('hex')}`;
    const password = randomBytes(12).toString('base64url');
    const answer = await this.#call('POST', '/api/accounts', '', {
      username,
      displayName: 'Bea Bench',
      password,
    });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  async createClass(cookie: string): Promise<ClassBody> {
    const answer = await this.#call('PUT', `/api/classes/${randomUUID()}`, cookie, {
      name: 'Bench',
      currency: 'EUR',
      memberId: idFromBytes('m', randomBytes(12)),
      code: codeFromBytes(randomBytes(8)),
    });
    return (await answer.json()) as ClassBody;
  }

  async join(cookie: string, code: string): Promise<ClassBody> {
    const answer = await this.#call('POST', '/api/memberships', cookie, { code });
    return (await answer.json()) as ClassBody;
  }

  async countClasses(cookie: string): Promise<number> {
    const answer = await this.#call('GET', '/api/classes', cookie);
    return ((await answer.json()) as { classes: unknown[] }).classes.length;
  }

  async #call(method: string, path: string, cookie: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: this.#origin, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** Runs `work` for 0 to `count` - 1, so many at a time. */
async function inGroups<T>(size: number, count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  while (results.length < count) {
    const group = Array.from({ length: Math.min(size, count - results.length) }, (_, offset) =>
      work(results.length + offset),
    );
    results.push(...(await Promise.all(group)));
  }
  return results;
}
