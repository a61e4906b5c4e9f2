import { randomUUID } from 'node:crypto';
import { cookieOf, request, type ApiAnswer } from '../support/api-client.ts';

const PASSWORD = 'seven quiet herons';

interface Applicant {
  readonly username: string;
  readonly cookie: string;
}

/** Something that the server has answered with 201, and how to ask whether it is still so. */
interface Promised {
  readonly what: string;
  readonly cookie: string;
  readonly path: string;
}

/**
 * People who sign up, make classes and join them, one after another, while the server is killed under them. What was
 * answered must be there afterwards; what was not must be there whole or not at all.
 */
export class Applicants {
  /** What was promised and is not so. */
  readonly broken: string[] = [];
  readonly #promised: Promised[] = [];
  #checked = 0;
  #count = 0;
  #last: Applicant | undefined;
  #unanswered: string | undefined;

  get promisedCount(): number {
    return this.#promised.length;
  }

  /** Goes on until the server is no longer there. */
  async applyUntilCut(origin: string): Promise<void> {
    try {
      for (;;) await this.#applyOnce(origin);
    } catch (error) {
      // How a request ends whose server was killed.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** Asks after everything that was promised since the last time, or from the beginning. */
  async check(origin: string, from: 'new' | 'all'): Promise<void> {
    for (const { what, cookie, path } of this.#promised.slice(from === 'new' ? this.#checked : 0)) {
      const { status } = await request(origin, 'GET', path, { cookie });
      if (status !== 200) this.broken.push(`${what}: ${status}`);
    }
    this.#checked = this.#promised.length;
    await this.#settleUnanswered(origin);
  }

  async #applyOnce(origin: string): Promise<void> {
    const username = `applicant${this.#count++}`;
    this.#unanswered = username;
    const signedUp = await this.#signUp(origin, username);
    this.#unanswered = undefined;
    if (signedUp.status !== 201) {
      this.broken.push(`sign-up of ${username}: ${signedUp.status}`);
      return;
    }
    const applicant = { username, cookie: cookieOf(signedUp) };
    this.#promise(`account ${username}`, applicant, '/me');

    const path = `/classes/${randomUUID()}`;
    const body = { name: 'Lisbon', currency: 'EUR', memberId: 'm_owneraaa' };
    const created = await request(origin, 'PUT', path, { cookie: applicant.cookie, body });
    if (created.status !== 201) this.broken.push(`creation by ${username}: ${created.status}`);
    else {
      this.#promise(`class of ${username}`, applicant, path);
      await this.#join(origin, String(created.body['code']), path);
    }
    this.#last = applicant;
  }

  async #join(origin: string, code: string, path: string): Promise<void> {
    const guest = this.#last;
    if (!guest) return;
    const joined = await request(origin, 'POST', '/memberships', { cookie: guest.cookie, body: { code } });
    if (joined.status === 201) this.#promise(`membership of ${guest.username}`, guest, path);
    else this.broken.push(`joining by ${guest.username}: ${joined.status}`);
  }

  #promise(what: string, { cookie }: Applicant, path: string): void {
    this.#promised.push({ what, cookie, path });
  }

  #signUp(origin: string, username: string): Promise<ApiAnswer> {
    return request(origin, 'POST', '/accounts', {
      body: { username, displayName: username, password: PASSWORD },
    });
  }

  /** The sign-up that the kill cut off can be used, or made again. */
  async #settleUnanswered(origin: string): Promise<void> {
    const username = this.#unanswered;
    this.#unanswered = undefined;
    if (username === undefined) return;
    const body = { username, password: PASSWORD };
    const signedIn = await request(origin, 'POST', '/sessions', { body });
    if (signedIn.status === 201) return;
    const again = await this.#signUp(origin, username);
    if (again.status !== 201)
      this.broken.push(`half an account ${username}: ${signedIn.status}, ${again.status}`);
  }
}
