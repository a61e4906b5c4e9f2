import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFakeArgon2 } from '../../accounts/argon2-fixture.ts';
import { PASSWORD, settle, startApi, withApi } from './api-fixture.ts';
import type { ApiOverrides, Browser, RunningApi } from './api-fixture.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const statuses = (answers: readonly { status: number }[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);
const join = (who: Browser, code: string) => who.send('POST', '/memberships', { code });

/** Holds whoever passes until it is let go, and tells when somebody is there. */
function createGate(): { pass: () => Promise<void>; reached: Promise<void>; letGo: () => void } {
  let letGo = (): void => undefined;
  let tell = (): void => undefined;
  const open = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    reached,
    letGo: () => letGo(),
    pass: () => {
      tell();
      return open;
    },
  };
}

/** A class store in which whoever found a class by its code is held before doing anything with it. */
function holdFind() {
  const gate = createGate();
  const wrap: NonNullable<ApiOverrides['wrapClasses']> = (store) => ({
    ...store,
    findByCode: async (code) => {
      const record = await store.findByCode(code);
      await gate.pass();
      return record;
    },
  });
  return { wrap, found: gate.reached, letGo: gate.letGo };
}

describe('at once', () => {
  it('two joins of one account are one membership', async () => {
    const [owner, ben] = [await api.signUp('two-joins-o'), await api.signUp('two-joins')];
    const { code, id } = await api.createClass(owner);
    const answers = await Promise.all(Array.from({ length: 5 }, () => join(ben, code)));
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ json }) => json['memberId'])).size).toBe(1);
    expect((await api.storage.classes.read(id))?.members).toHaveLength(2);
  });

  it('two creations of one class by one device are one class', async () => {
    const owner = await api.signUp('two-puts');
    const id = randomUUID();
    const form = { name: 'Flat', currency: 'EUR', memberId: 'm_owner0001' };
    const answers = await Promise.all([1, 2].map(() => owner.send('PUT', `/classes/${id}`, form)));
    expect(statuses(answers)).toEqual([200, 201]);
  });

  it('two creations by two accounts are one class of the first', async () => {
    const people = [await api.signUp('put-a'), await api.signUp('put-b')];
    const id = randomUUID();
    const form = { name: 'Flat', currency: 'EUR', memberId: 'm_owner0001' };
    const answers = await Promise.all(people.map((who) => who.send('PUT', `/classes/${id}`, form)));
    expect(statuses(answers)).toEqual([201, 409]);
  });

  it('a code that is reset while somebody joins lets nobody in by the old one', async () => {
    const held = holdFind();
    await withApi({ wrapClasses: held.wrap }, async (own) => {
      const [owner, ben] = [await own.signUp('owner'), await own.signUp('ben')];
      const { code, id } = await own.createClass(owner);
      const joining = join(ben, code);
      await held.found;
      expect((await owner.send('PATCH', `/classes/${id}`, { code: 'reset' })).status).toBe(200);
      held.letGo();
      expect((await joining).json['code']).toBe('no-such-class');
      expect((await own.storage.classes.read(id))?.members).toHaveLength(1);
    });
  });

  it('a class that is deleted while somebody joins stays deleted', async () => {
    const held = holdFind();
    await withApi({ wrapClasses: held.wrap }, async (own) => {
      const [owner, ben] = [await own.signUp('owner'), await own.signUp('ben')];
      const { code, id } = await own.createClass(owner);
      const joining = join(ben, code);
      await held.found;
      expect((await owner.send('DELETE', `/classes/${id}`)).status).toBe(204);
      held.letGo();
      expect((await joining).json['code']).toBe('no-such-class');
      expect((await own.storage.accounts.read(ben.id))?.memberships).toEqual([]);
    });
  });

  it('nobody gets into a class between the last one seeing that and its deletion', async () => {
    const gate = createGate();
    const wrapClasses: NonNullable<ApiOverrides['wrapClasses']> = (store) => ({
      ...store,
      remove: async (classId) => {
        await gate.pass();
        await store.remove(classId);
      },
    });
    await withApi({ wrapClasses }, async (own) => {
      const [owner, ben] = [await own.signUp('owner'), await own.signUp('ben')];
      const { code, id } = await own.createClass(owner);
      const leaving = owner.send('DELETE', `/classes/${id}/members/${owner.id}`);
      await gate.reached;
      let isAnswered = false;
      const joining = join(ben, code).finally(() => {
        isAnswered = true;
      });
      await settle(() => isAnswered);
      gate.letGo();
      expect((await leaving).status).toBe(204);
      expect((await joining).json['code']).toBe('no-such-class');
    });
  });

  it('the last one who takes the class along does not take it from somebody who is joining', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [owner, ben] = [await api.signUp(`last-o${round}`), await api.signUp(`last-b${round}`)];
      const { code, id } = await api.createClass(owner);
      const leaving = (): ReturnType<Browser['send']> =>
        owner.send('DELETE', `/classes/${id}/members/${owner.id}`);
      const [left, joined] =
        round % 2 === 0
          ? await Promise.all([leaving(), join(ben, code)])
          : (await Promise.all([join(ben, code), leaving()])).toReversed();
      expect(left?.status).toBe(204);
      const seen = await ben.send('GET', `/classes/${id}`);
      if (joined?.status === 201) expect(seen.json['role']).toBe('owner');
      else expect([joined?.status, seen.status]).toEqual([404, 404]);
    }
  });

  it('owner and successor leaving leave a class with an owner, or none', async () => {
    for (let round = 0; round < 10; round += 1) {
      const people = await Promise.all(['o', 's', 't'].map((who) => api.signUp(`leave-${who}${round}`)));
      const [owner, second, third] = people;
      if (!owner || !second || !third) throw new Error('three people');
      const { code, id } = await api.createClass(owner);
      await join(second, code);
      await join(third, code);
      const answers = await Promise.all(
        [owner, second].map((who) => who.send('DELETE', `/classes/${id}/members/${who.id}`)),
      );
      expect(statuses(answers)).toEqual([204, 204]);
      expect((await third.send('GET', `/classes/${id}`)).json['role']).toBe('owner');
    }
  });

  it('an account that is deleted while it joins ends up in no class', async () => {
    const held = holdFind();
    await withApi({ wrapClasses: held.wrap }, async (own) => {
      const [owner, ben] = [await own.signUp('owner'), await own.signUp('ben')];
      const { code, id } = await own.createClass(owner);
      const joining = join(ben, code);
      await held.found;
      expect((await ben.send('DELETE', '/me', { password: PASSWORD })).status).toBe(204);
      held.letGo();
      expect((await joining).json['code']).toBe('sign-in-required');
      expect((await own.storage.classes.read(id))?.members).toHaveLength(1);
    });
  });

  it('a sign-in with the old password that is overtaken by its change opens nothing', async () => {
    const gate = createGate();
    let isHeld = false;
    const wrapAccounts: NonNullable<ApiOverrides['wrapAccounts']> = (store) => ({
      ...store,
      findByUsername: async (usernameKey) => {
        const record = await store.findByUsername(usernameKey);
        if (isHeld) await gate.pass();
        return record;
      },
    });
    await withApi({ wrapAccounts }, async (own) => {
      const anna = await own.signUp('anna');
      isHeld = true;
      const slow = own.openBrowser().send('POST', '/sessions', { username: 'anna', password: PASSWORD });
      await gate.reached;
      const change = { current: PASSWORD, next: 'another good sentence' };
      expect((await anna.send('POST', '/me/password', change)).status).toBe(200);
      gate.letGo();
      expect((await slow).json['code']).toBe('wrong-credentials');
      expect((await own.storage.accounts.read(anna.id))?.sessions).toHaveLength(1);
    });
  });

  it('joining a class that one is leaving stays within the 200 of an account', async () => {
    const gate = createGate();
    let isHeld = false;
    const wrapClasses: ApiOverrides['wrapClasses'] = (store) => ({
      ...store,
      findByCode: async (code) => {
        const record = await store.findByCode(code);
        if (isHeld) await gate.pass();
        return record;
      },
    });
    await withApi({ wrapClasses }, async (own) => {
      const [anna, host] = [await own.signUp('anna'), await own.signUp('host')];
      const { id, code } = await own.createClass(host);
      expect((await join(anna, code)).status).toBe(201);
      for (let n = 1; n < 200; n += 1) {
        own.clock.nowMs += 1_728_000;
        await own.createClass(anna);
      }
      isHeld = true;
      const joining = join(anna, code);
      await gate.reached;
      await anna.send('DELETE', `/classes/${id}/members/${anna.id}`);
      own.clock.nowMs += 1_728_000;
      await own.createClass(anna);
      gate.letGo();
      expect((await joining).json['code']).toBe('too-many-classes');
    });
  });

  it('a deletion of the account by a password that is overtaken by its change deletes nothing', async () => {
    const gate = createGate();
    let isHeld = false;
    const fake = createFakeArgon2();
    const argon2 = {
      ...fake,
      verify: async (hash: string, password: string) => {
        const isRight = await fake.verify(hash, password);
        if (isHeld) {
          isHeld = false;
          await gate.pass();
        }
        return isRight;
      },
    };
    await withApi({ argon2 }, async (own) => {
      const anna = await own.signUp('anna');
      isHeld = true;
      const deleting = anna.send('DELETE', '/me', { password: PASSWORD });
      await gate.reached;
      const phone = own.openBrowser();
      await phone.send('POST', '/sessions', { username: 'anna', password: PASSWORD });
      const change = { current: PASSWORD, next: 'another good sentence' };
      expect((await phone.send('POST', '/me/password', change)).status).toBe(200);
      gate.letGo();
      expect((await deleting).json['code']).toBe('wrong-credentials');
      expect(await own.storage.accounts.read(anna.id)).toBeDefined();
    });
  });
});
