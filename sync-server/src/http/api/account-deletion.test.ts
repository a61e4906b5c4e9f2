import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileLayer } from '../../storage/file-layer.ts';
import { openJsonStorage } from '../../storage/json-files/open-json-storage.ts';
import { StorageError } from '../../storage/port.ts';
import { PASSWORD, startApi, withApi } from './api-fixture.ts';
import type { RunningApi } from './api-fixture.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** Everything the store holds about accounts and classes, as text. */
async function readEverything({ storage }: RunningApi): Promise<string> {
  const all: unknown[] = [];
  for await (const account of storage.accounts.list()) all.push(account);
  for await (const record of storage.classes.list()) all.push(record);
  return JSON.stringify(all);
}

/** Files of a folder whose path or content has the pattern. */
async function grep(folder: string, pattern: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const content = (await stat(path)).isFile() ? await readFile(path, 'latin1') : '';
    if (pattern.test(name) || pattern.test(content)) found.push(name);
  }
  return found;
}

describe('DELETE /api/me', () => {
  it('wants the password', async () => {
    const anna = await api.signUp('wants-password');
    expect((await anna.send('DELETE', '/me', { password: 'not mine at all' })).json['code']).toBe(
      'wrong-credentials',
    );
    expect((await anna.send('DELETE', '/me')).json['fields']).toEqual({ password: 'missing' });
    expect((await anna.send('GET', '/me')).status).toBe(200);
  });

  it('leaves the name nowhere, hands over what it owned and deletes what only it was in', async () => {
    const zoe = await api.signUp('zoe.unmistakable', 'Zoe Unmistakable');
    const [ben, cleo] = [await api.signUp('stays-b'), await api.signUp('stays-c')];
    const [owned, alone, joined] = [
      await api.createClass(zoe, 'Owned'),
      await api.createClass(zoe, 'Alone'),
      await api.createClass(ben, 'Joined'),
    ];
    await ben.send('POST', '/memberships', { code: owned.code });
    await cleo.send('POST', '/memberships', { code: owned.code });
    await cleo.send('POST', '/memberships', { code: joined.code });
    await zoe.send('POST', '/memberships', { code: joined.code });
    const { memberId } = (await zoe.send('GET', `/classes/${joined.id}`)).json;

    api.events.length = 0;
    expect((await zoe.send('DELETE', '/me', { password: PASSWORD })).status).toBe(204);
    expect(api.events.toSorted()).toEqual(
      [
        `cut ${owned.id} ${zoe.id}`,
        `cut ${joined.id} ${zoe.id}`,
        `deleted ${alone.id}`,
        `ended ${zoe.id} all`,
      ].toSorted(),
    );
    expect(zoe.cookie).toBeUndefined();

    const everything = await readEverything(api);
    expect(everything).not.toMatch(/unmistakable/i);
    expect(everything).not.toContain(zoe.id);

    expect((await ben.send('GET', `/classes/${owned.id}`)).json['role']).toBe('owner');
    expect((await cleo.send('GET', `/classes/${joined.id}`)).json['members']).toEqual([
      expect.objectContaining({ accountId: ben.id }),
      expect.objectContaining({ accountId: cleo.id }),
      {
        accountId: null,
        memberId,
        displayName: 'Former member 3',
        role: 'member',
        joinedAt: expect.any(String) as string,
        leftAt: expect.any(String) as string,
      },
    ]);
    expect(await api.storage.classes.isDeleted(alone.id)).toBe(true);
  });

  it('leaves the name in no file of the data folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tallybook-deletion-'));
    try {
      const findings: unknown[] = [];
      const report = (finding: unknown): void => void findings.push(finding);
      const storage = await openJsonStorage({ folder, files: createFileLayer(), nowMs: Date.now, report });
      await withApi({ storage }, async (own) => {
        const zoe = await own.signUp('zoe.unmistakable', 'Zoe Unmistakable');
        const ben = await own.signUp('ben');
        const { code } = await own.createClass(zoe);
        await ben.send('POST', '/memberships', { code });
        await zoe.send('PATCH', '/me', { displayName: 'Zoe Unmistakable-Meyer' });
        expect(await grep(folder, /unmistakable/i)).not.toEqual([]);
        expect((await zoe.send('DELETE', '/me', { password: PASSWORD })).status).toBe(204);
        expect(await grep(folder, /unmistakable/i)).toEqual([]);
        expect(await grep(folder, new RegExp(zoe.id))).toEqual([]);
        expect(await grep(folder, new RegExp(ben.id))).not.toEqual([]);
      });
      await storage.close();
      expect(await grep(folder, /unmistakable/i)).toEqual([]);
      expect(findings).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('ends every session, and the username is free again for an account that is another', async () => {
    const anna = await api.signUp('comes-back');
    const kept = { Cookie: anna.cookie ?? '' };
    await anna.send('DELETE', '/me', { password: PASSWORD });
    expect((await anna.send('GET', '/me', undefined, kept)).status).toBe(401);
    const form = { username: 'comes-back', password: PASSWORD };
    expect((await api.openBrowser().send('POST', '/sessions', form)).status).toBe(401);
    expect((await api.signUp('comes-back')).id).not.toBe(anna.id);
  });

  it('goes on where it stopped when the disk refused in the middle', async () => {
    let isFull = false;
    await withApi(
      {
        wrapAccounts: (store) => ({
          ...store,
          remove: (id) =>
            isFull ? Promise.reject(new StorageError('unavailable', 'ENOSPC')) : store.remove(id),
        }),
      },
      async (own) => {
        const anna = await own.signUp('anna', 'Anna Unmistakable');
        const { id } = await own.createClass(anna);
        isFull = true;
        const refused = await anna.send('DELETE', '/me', { password: PASSWORD });
        expect([refused.status, refused.json['code']]).toEqual([503, 'storage-unavailable']);
        expect(refused.headers['retry-after']).toBe('10');
        isFull = false;
        expect((await anna.send('DELETE', '/me', { password: PASSWORD })).status).toBe(204);
        expect(await readEverything(own)).toBe('[]');
        expect(await own.storage.classes.isDeleted(id)).toBe(true);
        expect(own.errorLines).toEqual([]);
      },
    );
  });
});
