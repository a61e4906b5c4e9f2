import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './api-fixture.ts';
import type { Browser, Person, RunningApi } from './api-fixture.ts';

const ROLES = ['anonymous', 'stranger', 'former member', 'removed', 'member', 'owner'] as const;
type Role = (typeof ROLES)[number];

interface Cast {
  readonly id: string;
  readonly code: string;
  readonly target: Person;
  readonly browsers: Readonly<Record<Role, Browser>>;
}

interface Route {
  readonly name: string;
  readonly send: (who: Browser, cast: Cast) => ReturnType<Browser['send']>;
  readonly member: number;
  readonly owner: number;
}

/** What members and owners get; to everybody else each of these is a class that does not exist. */
const ROUTES: readonly Route[] = [
  { name: 'GET class', send: (who, { id }) => who.send('GET', `/classes/${id}`), member: 200, owner: 200 },
  {
    name: 'GET state',
    send: (who, { id }) => who.send('GET', `/classes/${id}/state`),
    member: 200,
    owner: 200,
  },
  {
    name: 'HEAD state',
    send: (who, { id }) => who.send('HEAD', `/classes/${id}/state`),
    member: 200,
    owner: 200,
  },
  {
    name: 'PATCH joining',
    send: (who, { id }) => who.send('PATCH', `/classes/${id}`, { joining: 'closed' }),
    member: 403,
    owner: 200,
  },
  {
    name: 'PATCH code',
    send: (who, { id }) => who.send('PATCH', `/classes/${id}`, { code: 'reset' }),
    member: 403,
    owner: 200,
  },
  {
    name: 'PATCH owner',
    send: (who, { id, target }) => who.send('PATCH', `/classes/${id}`, { owner: target.id }),
    member: 403,
    owner: 200,
  },
  {
    name: 'DELETE class',
    send: (who, { id }) => who.send('DELETE', `/classes/${id}`),
    member: 403,
    owner: 204,
  },
  {
    name: 'DELETE other member',
    send: (who, { id, target }) => who.send('DELETE', `/classes/${id}/members/${target.id}`),
    member: 403,
    owner: 204,
  },
  {
    name: 'POST readmit',
    send: (who, { id, target }) => who.send('POST', `/classes/${id}/members/${target.id}/readmit`),
    member: 403,
    owner: 409,
  },
  {
    name: 'POST roll-back',
    send: (who, { id }) => who.send('POST', `/classes/${id}/roll-back`, { day: '2026-11-21' }),
    member: 403,
    owner: 200,
  },
];

let api: RunningApi;
let cast: Cast;
let serial = 0;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Somebody of every standing towards a class of its own, so that no cell disturbs another. */
async function castRoles(): Promise<Cast> {
  serial += 1;
  const person = (role: string): Promise<Person> => api.signUp(`${role}-${serial}`);
  const [owner, member, former, removed, stranger, target] = await Promise.all(
    ['owner', 'member', 'former', 'removed', 'stranger', 'target'].map(person),
  );
  if (!owner || !member || !former || !removed || !stranger || !target)
    throw new Error('the cast is not complete');
  const made = await api.createClass(owner);
  for (const one of [member, former, removed, target])
    await one.send('POST', '/memberships', { code: made.code });
  await former.send('DELETE', `/classes/${made.id}/members/${former.id}`);
  await owner.send('DELETE', `/classes/${made.id}/members/${removed.id}`);
  const anonymous = api.openBrowser();
  return {
    ...made,
    target,
    browsers: { anonymous, stranger, 'former member': former, removed, member, owner },
  };
}

function expected(route: Route, role: Role): [number, string | undefined] {
  switch (role) {
    case 'anonymous':
      return [401, 'sign-in-required'];
    case 'member':
      return [route.member, route.member === 403 ? 'not-owner' : undefined];
    case 'owner':
      return [route.owner, route.owner === 409 ? 'not-removed' : undefined];
    case 'stranger':
    case 'former member':
    case 'removed':
      return [404, 'no-such-class'];
  }
}

describe.each(ROUTES)('$name', (route) => {
  it.each(ROLES)('for %s', async (role) => {
    cast = await castRoles();
    const before = await api.storage.classes.read(cast.id);
    const answer = await route.send(cast.browsers[role], cast);
    const [status, problem] = expected(route, role);
    expect(answer.status).toBe(status);
    if (route.name.startsWith('HEAD')) return;
    if (problem !== undefined) {
      expect(answer.json['code']).toBe(problem);
      expect(answer.body.toString()).not.toContain(cast.id);
      expect(await api.storage.classes.read(cast.id)).toEqual(before);
    }
  });
});

it('of a class that is not there says the same as of one that is a secret', async () => {
  const { id, browsers } = await castRoles();
  const absent = '00000000-0000-4000-8000-000000000000';
  const [secret, nothing] = await Promise.all(
    [id, absent].map((one) => browsers.stranger.send('GET', `/classes/${one}`)),
  );
  expect(nothing?.body.toString()).toBe(secret?.body.toString());
});

it('lists a class to nobody but those who are in', async () => {
  const { id, browsers } = await castRoles();
  const listed = await Promise.all(
    ROLES.map(async (role) => (await browsers[role].send('GET', '/classes')).body.toString().includes(id)),
  );
  expect(ROLES.filter((_, index) => listed[index])).toEqual(['member', 'owner']);
});
