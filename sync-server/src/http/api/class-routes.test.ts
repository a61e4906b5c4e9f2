import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StorageError } from '../../storage/port.ts';
import { PASSWORD, startApi, withApi } from './api-fixture.ts';
import type { ApiOverrides, Browser, Person, RunningApi } from './api-fixture.ts';

let api: RunningApi;
let owner: Person;
let ben: Person;
let cleo: Person;
beforeAll(async () => {
  api = await startApi();
  [owner, ben, cleo] = [await api.signUp('owner'), await api.signUp('ben'), await api.signUp('cleo')];
});
afterAll(() => api.stop());

const FORM = { name: 'Flat', currency: 'EUR', memberId: 'm_abcdef01' };
const join = (who: Browser, code: string) => who.send('POST', '/memberships', { code });
const code = async (
  answer: Promise<{ status: number; json: Record<string, unknown> }>,
): Promise<unknown[]> => {
  const { status, json } = await answer;
  return [status, json['code']];
};
interface Member {
  accountId: string | null;
  memberId: string;
  displayName: string;
  role: string;
  leftAt?: string;
}
const membersOf = async (who: Browser, id: string): Promise<Member[]> =>
  (await who.send('GET', `/classes/${id}`)).json['members'] as Member[];

/** A class of the owner's in which Ben is a member. */
async function shared(): Promise<{ id: string; code: string }> {
  const made = await api.createClass(owner);
  expect((await join(ben, made.code)).status).toBe(201);
  return made;
}

describe('PUT /api/classes/:classId', () => {
  it('creates, and sent again answers 200 with the same class', async () => {
    const id = randomUUID();
    const first = await owner.send('PUT', `/classes/${id}`, { ...FORM, code: '7k3m-9qxt-4bwn' });
    const again = await owner.send('PUT', `/classes/${id}`, {
      ...FORM,
      name: 'Other',
      code: '0000-0000-0001',
    });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.json).toEqual(first.json);
    expect(first.json).toEqual({
      id,
      name: 'Flat',
      currency: 'EUR',
      code: '7K3M-9QXT-4BWN',
      joining: 'open',
      seq: 7,
      epoch: 1,
      role: 'owner',
      memberId: 'm_abcdef01',
      members: [
        {
          accountId: owner.id,
          memberId: 'm_abcdef01',
          displayName: 'owner example',
          role: 'owner',
          joinedAt: expect.stringMatching(/Z$/) as string,
        },
      ],
    });
  });

  it('makes a code when the device did not', async () => {
    const made = await api.createClass(owner);
    expect(made.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('refuses an id and a code that somebody else has, and an id that was deleted', async () => {
    const made = await shared();
    for (const who of [ben, cleo]) {
      expect(await code(who.send('PUT', `/classes/${made.id}`, FORM))).toEqual([409, 'class-exists']);
    }
    expect(await code(cleo.send('PUT', `/classes/${randomUUID()}`, { ...FORM, code: made.code }))).toEqual([
      409,
      'code-taken',
    ]);
    await owner.send('DELETE', `/classes/${made.id}`);
    for (const who of [owner, cleo]) {
      expect(await code(who.send('PUT', `/classes/${made.id}`, FORM))).toEqual([410, 'class-deleted']);
    }
  });

  it.each([
    ['not-a-uuid', FORM, { classId: 'not-allowed' }],
    ['..%2f..%2fetc%2fpasswd', FORM, { classId: 'not-allowed' }],
    ['7F1B6F2E-0D5C-4C8E-9A3B-0123456789AB', FORM, { classId: 'not-allowed' }],
    ['', { ...FORM, name: '' }, { name: 'too-short' }],
    ['', { ...FORM, name: 'a\u0000b' }, { name: 'not-allowed' }],
    ['', { ...FORM, currency: 'eur' }, { currency: 'not-allowed' }],
    ['', { ...FORM, currency: 'EURO' }, { currency: 'too-long' }],
    ['', { ...FORM, memberId: 'e_abcdef01' }, { memberId: 'not-allowed' }],
    ['', { ...FORM, memberId: 'm_../../x' }, { memberId: 'not-allowed' }],
    ['', { ...FORM, memberId: `m_${'a'.repeat(41)}` }, { memberId: 'not-allowed' }],
    ['', { ...FORM, code: 'UUUU-UUUU-UUUU' }, { code: 'not-allowed' }],
    ['', { ...FORM, code: '' }, { code: 'not-allowed' }],
    ['', {}, { name: 'missing', currency: 'missing', memberId: 'missing' }],
  ])('refuses %j with %j', async (id, body, fields) => {
    const answer = await owner.send('PUT', `/classes/${id || randomUUID()}`, body);
    expect([answer.status, answer.json['code'], answer.json['fields']]).toEqual([422, 'invalid', fields]);
  });

  it('allows 50 new classes in a day, and re-sending does not count', async () => {
    await withApi({}, async (own) => {
      const anna = await own.signUp('anna');
      const { id } = await own.createClass(anna);
      for (let n = 1; n < 50; n += 1) await own.createClass(anna);
      const late = await anna.send('PUT', `/classes/${randomUUID()}`, FORM);
      expect([late.status, late.json['code'], late.headers['retry-after']]).toEqual([
        429,
        'slow-down',
        '1728',
      ]);
      expect((await anna.send('PUT', `/classes/${id}`, FORM)).status).toBe(200);
      own.clock.nowMs += 1_728_000;
      await own.createClass(anna);
    });
  });

  it('does not count what the disk refused', async () => {
    let isFull = true;
    const wrapClasses: ApiOverrides['wrapClasses'] = (store) => ({
      ...store,
      create: (record) =>
        isFull ? Promise.reject(new StorageError('unavailable', 'ENOSPC')) : store.create(record),
    });
    await withApi({ wrapClasses }, async (own) => {
      const anna = await own.signUp('anna');
      for (let n = 0; n < 60; n += 1) {
        expect((await anna.send('PUT', `/classes/${randomUUID()}`, FORM)).status).toBe(503);
      }
      isFull = false;
      await own.createClass(anna);
    });
  });

  it('allows 200 classes per account, made or joined, and leaving one makes room', async () => {
    await withApi({}, async (own) => {
      const [anna, host] = [await own.signUp('anna'), await own.signUp('host')];
      const ids: string[] = [];
      for (let n = 0; n < 200; n += 1) {
        own.clock.nowMs += 1_728_000;
        ids.push((await own.createClass(anna)).id);
      }
      const other = await own.createClass(host);
      expect(await code(anna.send('PUT', `/classes/${randomUUID()}`, FORM))).toEqual([
        403,
        'too-many-classes',
      ]);
      expect(await code(join(anna, other.code))).toEqual([403, 'too-many-classes']);
      await anna.send('DELETE', `/classes/${ids[0] ?? ''}`);
      expect((await join(anna, other.code)).status).toBe(201);
      await host.send('DELETE', `/classes/${other.id}/members/${anna.id}`);
      await own.createClass(anna);
      expect((await host.send('POST', `/classes/${other.id}/members/${anna.id}/readmit`)).status).toBe(200);
      expect(await code(join(anna, other.code))).toEqual([403, 'too-many-classes']);
      expect((await anna.send('GET', '/classes')).json['classes']).toHaveLength(200);
    });
  });
});

describe('GET /api/classes', () => {
  it('lists what I am in, with my role and how far the server is', async () => {
    await withApi({}, async (own) => {
      const [anna, host] = [await own.signUp('anna'), await own.signUp('host')];
      const [mine, theirs, left] = [
        await own.createClass(anna, 'Mine'),
        await own.createClass(host, 'Theirs'),
        await own.createClass(host, 'Left'),
      ];
      await join(anna, theirs.code);
      await join(anna, left.code);
      await anna.send('DELETE', `/classes/${left.id}/members/${anna.id}`);
      const { classes } = (await anna.send('GET', '/classes')).json;
      expect(classes).toEqual([
        expect.objectContaining({
          id: mine.id,
          name: 'Mine',
          seq: 7,
          epoch: 1,
          role: 'owner',
          memberCount: 1,
        }),
        expect.objectContaining({ id: theirs.id, name: 'Theirs', seq: 7, role: 'member', memberCount: 2 }),
      ]);
    });
  });

  it('shows the name and currency that the document says', async () => {
    const position = () => Promise.resolve({ epoch: 2, seq: 9, name: 'Renamed', currency: 'CHF' });
    await withApi({ documents: { position } }, async (own) => {
      const anna = await own.signUp('anna');
      const { id } = await own.createClass(anna, 'Before');
      const said = { name: 'Renamed', currency: 'CHF', seq: 9, epoch: 2 };
      expect((await anna.send('GET', `/classes/${id}`)).json).toMatchObject(said);
      expect((await anna.send('GET', '/classes')).json['classes']).toEqual([expect.objectContaining(said)]);
    });
  });

  it('shows the other classes when the files of one are damaged', async () => {
    const damaged = new Set<string>();
    const position = (classId: string) =>
      damaged.has(classId)
        ? Promise.reject(new StorageError('damaged', `classes/${classId}`))
        : Promise.resolve({ epoch: 1, seq: 3 });
    await withApi({ documents: { position } }, async (own) => {
      const anna = await own.signUp('anna');
      const [bad, good] = [await own.createClass(anna, 'Bad'), await own.createClass(anna, 'Good')];
      damaged.add(bad.id);
      expect((await anna.send('GET', '/classes')).json['classes']).toEqual([
        expect.objectContaining({ id: bad.id, name: 'Bad', seq: 0, unreadable: true }),
        expect.objectContaining({ id: good.id, seq: 3 }),
      ]);
      expect(await code(anna.send('GET', `/classes/${bad.id}`))).toEqual([503, 'class-damaged']);
    });
  });
});

describe('POST /api/memberships', () => {
  it('takes the code in any spelling, and answers 200 to whoever is in', async () => {
    const made = await api.createClass(owner);
    const typed = made.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'i');
    const first = await join(ben, typed);
    const again = await join(ben, made.code);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.json['memberId']).toMatch(/^m_[A-Za-z0-9_-]{16}$/);
    expect(again.json).toEqual(first.json);
    expect(first.json).toMatchObject({ id: made.id, role: 'member', name: 'Flat' });
    expect((await api.storage.accounts.read(ben.id))?.memberships).toContainEqual({
      classId: made.id,
      memberId: first.json['memberId'],
    });
  });

  it('gives back the same member id to whoever left and comes again', async () => {
    const made = await api.createClass(owner);
    const first = await join(ben, made.code);
    await ben.send('DELETE', `/classes/${made.id}/members/${ben.id}`);
    expect((await membersOf(owner, made.id))[1]).toMatchObject({ leftAt: expect.any(String) as string });
    const again = await join(ben, made.code);
    expect([again.status, again.json['memberId']]).toEqual([201, first.json['memberId']]);
    expect(await membersOf(owner, made.id)).toHaveLength(2);
    expect((await membersOf(owner, made.id))[1]).not.toHaveProperty('leftAt');
  });

  it('refuses unknown codes and what is no code alike', async () => {
    for (const typed of ['0000-0000-0000', 'hello', '']) {
      expect(await code(join(await api.signUp(`u${randomUUID().slice(0, 8)}`), typed))).toEqual([
        404,
        'no-such-class',
      ]);
    }
  });

  it('is refused while joining is closed, but not to members', async () => {
    const made = await shared();
    await owner.send('PATCH', `/classes/${made.id}`, { joining: 'closed' });
    expect(await code(join(cleo, made.code))).toEqual([403, 'joining-closed']);
    expect((await join(ben, made.code)).status).toBe(200);
    await owner.send('PATCH', `/classes/${made.id}`, { joining: 'open' });
    expect((await join(cleo, made.code)).status).toBe(201);
  });

  it('is refused to whoever was removed, until the owner readmits them', async () => {
    const made = await shared();
    const memberId = (await membersOf(owner, made.id))[1]?.memberId;
    expect((await owner.send('DELETE', `/classes/${made.id}/members/${ben.id}`)).status).toBe(204);
    expect(api.events.at(-1)).toBe(`cut ${made.id} ${ben.id}`);
    expect(await code(join(ben, made.code))).toEqual([403, 'removed']);
    const readmit = `/classes/${made.id}/members/${ben.id}/readmit`;
    expect(await code(ben.send('POST', readmit))).toEqual([404, 'no-such-class']);
    expect((await owner.send('POST', readmit)).status).toBe(200);
    expect(await code(owner.send('POST', readmit))).toEqual([409, 'not-removed']);
    expect(await code(ben.send('GET', `/classes/${made.id}`))).toEqual([404, 'no-such-class']);
    const again = await join(ben, made.code);
    expect([again.status, again.json['memberId']]).toEqual([201, memberId]);
  });

  it('stops at 200 members', async () => {
    const made = await api.createClass(owner);
    const joinedAt = new Date(api.clock.nowMs).toISOString();
    await api.storage.classes.update(made.id, (record) => ({
      ...record,
      members: [
        ...record.members,
        ...Array.from({ length: 199 }, (_, n) => ({
          accountId: randomUUID(),
          memberId: `m_filler${n}`,
          role: 'member' as const,
          joinedAt,
        })),
      ],
    }));
    expect(await code(join(cleo, made.code))).toEqual([403, 'class-full']);
  });
});

describe('PATCH /api/classes/:classId', () => {
  it('replaces the code: the old one finds nothing, members stay', async () => {
    const made = await shared();
    const reset = await owner.send('PATCH', `/classes/${made.id}`, { code: 'reset' });
    expect(reset.status).toBe(200);
    expect(reset.json['code']).not.toBe(made.code);
    expect(await code(join(cleo, made.code))).toEqual([404, 'no-such-class']);
    expect((await ben.send('GET', `/classes/${made.id}`)).json['code']).toBe(reset.json['code']);
    expect((await join(cleo, String(reset.json['code']))).status).toBe(201);
  });

  it.each([{ joining: 'maybe' }, { code: 'ABCD-EFGH-JKMN' }, { joining: 1 }])('refuses %j', async (body) => {
    const made = await api.createClass(owner);
    expect(await code(owner.send('PATCH', `/classes/${made.id}`, body))).toEqual([422, 'invalid']);
  });

  it('ends the time of recovering when the owner says so', async () => {
    const made = await api.createClass(owner);
    const recoveringUntil = '2026-12-22T00:00:00.000Z';
    await api.storage.classes.update(made.id, (record) => ({ ...record, recoveringUntil }));
    expect((await owner.send('GET', `/classes/${made.id}`)).json['recoveringUntil']).toBe(recoveringUntil);
    const kept = await owner.send('PATCH', `/classes/${made.id}`, { joining: 'closed' });
    expect(kept.json['recoveringUntil']).toBe(recoveringUntil);
    const over = await owner.send('PATCH', `/classes/${made.id}`, { recovering: 'off' });
    expect(over.json).not.toHaveProperty('recoveringUntil');
  });
});

describe('PATCH /api/classes/:classId with an owner', () => {
  const give = (who: Browser, id: string, to: unknown, more: object = {}) =>
    who.send('PATCH', `/classes/${id}`, { owner: to, ...more });

  it('hands the class over: the former owner stays as a member, and nobody is cut', async () => {
    const made = await shared();
    const before = api.events.length;
    const given = await give(owner, made.id, ben.id);
    expect([given.status, given.json['role']]).toEqual([200, 'member']);
    expect(
      (await membersOf(ben, made.id)).map(({ accountId, role, leftAt }) => [accountId, role, leftAt]),
    ).toEqual([
      [owner.id, 'member', undefined],
      [ben.id, 'owner', undefined],
    ]);
    expect(api.events).toHaveLength(before);
    expect(await api.classes.access(made.id, ben.id)).toMatchObject({ role: 'owner' });
    expect(await code(owner.send('PATCH', `/classes/${made.id}`, { joining: 'closed' }))).toEqual([
      403,
      'not-owner',
    ]);
    expect(await code(give(owner, made.id, ben.id))).toEqual([403, 'not-owner']);
    expect((await ben.send('PATCH', `/classes/${made.id}`, { joining: 'closed' })).status).toBe(200);
  });

  it('refuses whoever is not in, and the owner themselves', async () => {
    const made = await shared();
    const no = [404, 'no-such-member'];
    expect(await code(give(owner, made.id, cleo.id))).toEqual(no);
    expect(await code(give(owner, made.id, owner.id))).toEqual(no);
    await ben.send('DELETE', `/classes/${made.id}/members/${ben.id}`);
    expect(await code(give(owner, made.id, ben.id))).toEqual(no);
    await owner.send('DELETE', `/classes/${made.id}/members/${ben.id}`);
    expect(await code(give(owner, made.id, ben.id))).toEqual(no);
    expect((await owner.send('GET', `/classes/${made.id}`)).json['role']).toBe('owner');
  });

  it('refuses what is no account id, and other changes beside it, without making them', async () => {
    const made = await shared();
    for (const to of ['ben', 7, null, '']) {
      const answer = await give(owner, made.id, to);
      expect([answer.status, answer.json['code']]).toEqual([422, 'invalid']);
    }
    const both = await give(owner, made.id, ben.id, { joining: 'closed' });
    expect([both.status, both.json['fields']]).toEqual([422, { owner: 'not-alone' }]);
    expect((await owner.send('GET', `/classes/${made.id}`)).json).toMatchObject({
      role: 'owner',
      joining: 'open',
    });
  });
});

describe('leaving and deleting', () => {
  it('hands over to whoever has been in for longest', async () => {
    const made = await api.createClass(owner);
    api.clock.nowMs += 1000;
    await join(cleo, made.code);
    api.clock.nowMs += 1000;
    await join(ben, made.code);
    expect((await owner.send('DELETE', `/classes/${made.id}/members/${owner.id}`)).status).toBe(204);
    expect(api.events.at(-1)).toBe(`cut ${made.id} ${owner.id}`);
    expect((await membersOf(ben, made.id)).map(({ role, leftAt }) => [role, leftAt === undefined])).toEqual([
      ['member', false],
      ['owner', true],
      ['member', true],
    ]);
    expect(await code(owner.send('GET', `/classes/${made.id}`))).toEqual([404, 'no-such-class']);
    expect((await cleo.send('PATCH', `/classes/${made.id}`, { joining: 'closed' })).status).toBe(200);
  });

  it('by the last one takes the class along', async () => {
    const made = await api.createClass(owner);
    const path = `/classes/${made.id}/members/${owner.id}`;
    expect((await owner.send('DELETE', path)).status).toBe(204);
    expect(api.events.at(-1)).toBe(`deleted ${made.id}`);
    expect(await code(owner.send('GET', `/classes/${made.id}`))).toEqual([404, 'no-such-class']);
    expect(await code(owner.send('PUT', `/classes/${made.id}`, FORM))).toEqual([410, 'class-deleted']);
    expect(await code(owner.send('DELETE', path))).toEqual([404, 'no-such-class']);
  });

  it('by somebody who was told that others stay ends nothing when those have left meanwhile', async () => {
    const made = await shared();
    const path = `/classes/${made.id}/members/${owner.id}`;
    await ben.send('DELETE', `/classes/${made.id}/members/${ben.id}`);
    const events = api.events.length;
    expect(await code(owner.send('DELETE', `${path}?last=no`))).toEqual([409, 'last-member']);
    expect(api.events).toHaveLength(events);
    expect((await owner.send('GET', `/classes/${made.id}`)).json['role']).toBe('owner');
    const odd = await owner.send('DELETE', `${path}?last=No`);
    expect([odd.status, odd.json['fields']]).toEqual([422, { last: 'not-allowed' }]);
    expect((await owner.send('GET', `/classes/${made.id}`)).status).toBe(200);
    expect((await owner.send('DELETE', `${path}?last=yes`)).status).toBe(204);
    expect(api.events.at(-1)).toBe(`deleted ${made.id}`);
  });

  it('hands over all the same for somebody who was told that others stay', async () => {
    const made = await shared();
    expect((await owner.send('DELETE', `/classes/${made.id}/members/${owner.id}?last=no`)).status).toBe(204);
    expect((await ben.send('GET', `/classes/${made.id}`)).json['role']).toBe('owner');
  });

  it('does not delete a class in which others are', async () => {
    const made = await shared();
    expect((await owner.send('DELETE', `/classes/${made.id}/members/${owner.id}`)).status).toBe(204);
    expect((await ben.send('GET', `/classes/${made.id}`)).json['role']).toBe('owner');
  });

  it('removes nobody who is not there', async () => {
    const made = await shared();
    const path = `/classes/${made.id}/members/${cleo.id}`;
    expect(await code(owner.send('DELETE', path))).toEqual([404, 'no-such-member']);
    expect(await code(ben.send('DELETE', path))).toEqual([403, 'not-owner']);
    expect(await code(owner.send('POST', `${path}/readmit`))).toEqual([404, 'no-such-member']);
  });

  it('shuts out somebody who left before', async () => {
    const made = await shared();
    await ben.send('DELETE', `/classes/${made.id}/members/${ben.id}`);
    expect((await owner.send('DELETE', `/classes/${made.id}/members/${ben.id}`)).status).toBe(204);
    expect(await code(join(ben, made.code))).toEqual([403, 'removed']);
  });

  it('deletes for everybody, and tells the rooms', async () => {
    const made = await shared();
    expect((await owner.send('DELETE', `/classes/${made.id}`)).status).toBe(204);
    expect(api.events.at(-1)).toBe(`deleted ${made.id}`);
    for (const who of [owner, ben]) {
      expect(await code(who.send('GET', `/classes/${made.id}`))).toEqual([404, 'no-such-class']);
      expect((await api.storage.accounts.read(who.id))?.memberships).not.toContainEqual(
        expect.objectContaining({ classId: made.id }),
      );
    }
    expect(await code(join(cleo, made.code))).toEqual([404, 'no-such-class']);
  });
});

describe('a deletion that the disk stopped half-way', () => {
  /** A store whose tombstones stand while the files of the class do not go. */
  function failHalfWay() {
    const disk = { isFull: true, removed: [] as string[] };
    const tombstones = new Set<string>();
    const wrapClasses: ApiOverrides['wrapClasses'] = (store) => ({
      ...store,
      read: async (classId) => (tombstones.has(classId) ? undefined : store.read(classId)),
      update: async (classId, change) =>
        tombstones.has(classId) ? undefined : store.update(classId, change),
      listOf: async (accountId) => (await store.listOf(accountId)).filter(({ id }) => !tombstones.has(id)),
      isDeleted: async (classId) => tombstones.has(classId) || store.isDeleted(classId),
      remove: async (classId) => {
        tombstones.add(classId);
        if (disk.isFull) throw new StorageError('unavailable', 'ENOSPC');
        await store.remove(classId);
        disk.removed.push(classId);
      },
    });
    return { disk, wrapClasses };
  }

  it.each([
    ['DELETE the class', (id: string) => `/classes/${id}`, undefined],
    ['leave as the last', (id: string, me: string) => `/classes/${id}/members/${me}`, undefined],
    ['delete the account', () => '/me', { password: PASSWORD }],
  ])('cuts the sockets at once, and sent again it is finished: %s', async (_what, pathOf, body) => {
    const { disk, wrapClasses } = failHalfWay();
    await withApi({ wrapClasses }, async (own) => {
      const [anna, stranger] = [await own.signUp('anna'), await own.signUp('stranger')];
      const { id } = await own.createClass(anna);
      const path = pathOf(id, anna.id);
      const refused = await anna.send('DELETE', path, body);
      expect([refused.status, refused.json['code']]).toEqual([503, 'storage-unavailable']);
      expect(own.events).toEqual([`deleted ${id}`]);
      expect(await code(stranger.send('DELETE', `/classes/${id}`))).toEqual([404, 'no-such-class']);
      disk.isFull = false;
      expect((await anna.send('DELETE', path, body)).status).toBe(204);
      expect(disk.removed).toEqual([id]);
      expect((await own.storage.accounts.read(anna.id))?.memberships ?? []).toEqual([]);
      expect(await own.storage.classes.read(id)).toBeUndefined();
    });
  });

  it('that did not even begin leaves the class, and its sockets open', async () => {
    const remove = () => Promise.reject(new StorageError('unavailable', 'ENOSPC'));
    await withApi({ wrapClasses: (store) => ({ ...store, remove }) }, async (own) => {
      const anna = await own.signUp('anna');
      const { id } = await own.createClass(anna);
      expect((await anna.send('DELETE', `/classes/${id}`)).status).toBe(503);
      expect(own.events).toEqual([]);
      expect((await anna.send('GET', `/classes/${id}`)).status).toBe(200);
    });
  });
});

describe('POST /api/classes/:classId/roll-back', () => {
  it('goes to the end of a day that is over, in UTC', async () => {
    const asked: string[] = [];
    const rollBack = (classId: string, at: string): Promise<'rolled-back' | 'out-of-reach'> => {
      asked.push(`${classId} ${at}`);
      return Promise.resolve(at < '2026-10-23' ? 'out-of-reach' : 'rolled-back');
    };
    await withApi({ documents: { rollBack } }, async (own) => {
      const [anna, other] = [await own.signUp('anna'), await own.signUp('other')];
      const made = await own.createClass(anna);
      await join(other, made.code);
      const path = `/classes/${made.id}/roll-back`;
      expect((await anna.send('POST', path, { day: '2026-11-21' })).status).toBe(200);
      expect(await code(anna.send('POST', path, { day: '2026-10-01' }))).toEqual([409, 'out-of-reach']);
      expect(asked).toEqual([`${made.id} 2026-11-21T23:59:59.999Z`, `${made.id} 2026-10-01T23:59:59.999Z`]);
      for (const day of ['2026-11-22', '2026-11-23', '2026-02-30', 'yesterday', 20261121]) {
        expect(await code(anna.send('POST', path, { day }))).toEqual([422, 'invalid']);
      }
      expect(await code(other.send('POST', path, { day: '2026-11-21' }))).toEqual([403, 'not-owner']);
      expect(asked).toHaveLength(2);
    });
  });
});

describe('what the sockets ask', () => {
  it('names the author id of members and tells apart who is not one', async () => {
    const made = await shared();
    const memberId = (await membersOf(owner, made.id))[1]?.memberId;
    expect(await api.classes.access(made.id, ben.id)).toEqual({ memberId, role: 'member' });
    expect(await api.classes.access(made.id, cleo.id)).toBe('not-a-member');
    await owner.send('DELETE', `/classes/${made.id}/members/${ben.id}`);
    expect(await api.classes.access(made.id, ben.id)).toBe('not-a-member');
    expect(await api.classes.access(randomUUID(), ben.id)).toBe('no-such-class');
    await owner.send('DELETE', `/classes/${made.id}`);
    expect(await api.classes.access(made.id, owner.id)).toBe('class-deleted');
  });
});
