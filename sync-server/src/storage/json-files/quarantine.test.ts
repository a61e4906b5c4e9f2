import { describe, expect, it } from 'vitest';
import { makeAccount, makeClass } from '../storage-fixture.ts';
import { CLASS, FOLDER, makeDisk, open, read } from './disk-fixture.ts';

describe('damaged records', () => {
  it('are moved to quarantine, reported and never overwritten, while the others start', async () => {
    const disk = await makeDisk(3);
    const [good, bad] = [makeAccount({ username: 'good' }), makeAccount({ username: 'bad' })];
    const first = await open(disk);
    for (const account of [good, bad]) await first.storage.accounts.create(account);
    await first.storage.close();
    const damage = Buffer.from('{"format":1,"id":');
    disk.put(`/data/accounts/${bad.id}.json`, damage);
    disk.put(`${FOLDER}/class.json`, damage);

    const { storage, findings } = await open(disk);
    expect(findings.map(({ kind, path }) => [kind, path])).toEqual([
      ['damaged', `accounts/${bad.id}.json`],
      ['damaged', `classes/${CLASS}`],
    ]);
    expect(await storage.accounts.findByUsername('good')).toEqual(good);
    expect(await storage.accounts.read(bad.id)).toBeUndefined();
    expect(read(disk, `/data/accounts/quarantine/${bad.id}.json`)).toEqual(damage);
    await storage.close();

    const later = await open(disk);
    await expect(later.storage.classes.read(CLASS)).rejects.toMatchObject({ reason: 'damaged' });
    await expect(later.storage.classes.create(makeClass({ id: CLASS }))).rejects.toMatchObject({
      reason: 'damaged',
    });
    await expect(later.storage.documents.load(CLASS)).rejects.toMatchObject({ reason: 'damaged' });
    expect(read(disk, `/data/classes/quarantine/${CLASS}/class.json`)).toEqual(damage);
    await later.storage.close();

    disk.put(`/data/accounts/${bad.id}.json`, Buffer.from('again'));
    await (await open(disk)).storage.close();
    expect(read(disk, `/data/accounts/quarantine/${bad.id}.json`)).toEqual(damage);
    expect(read(disk, `/data/accounts/quarantine/${bad.id}.json.2`).toString()).toBe('again');
  });

  it('are noticed when a bit was flipped anywhere', async () => {
    const original = await makeDisk(0);
    const bytes = read(original, `${FOLDER}/class.json`);
    const record = await (await open(original)).storage.classes.read(CLASS);
    for (let at = 0; at < bytes.length; at += 1) {
      const disk = original.copy();
      disk.put(
        `${FOLDER}/class.json`,
        Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 4 : byte))),
      );
      const { storage, findings } = await open(disk);
      if (findings.length === 0)
        expect(await storage.classes.read(CLASS), `byte ${at}`).toMatchObject(record ?? {});
      await storage.close();
    }
  });

  it('do not stop a person from editing one by hand, without its seal', async () => {
    const disk = await makeDisk(0);
    const text = read(disk, `${FOLDER}/class.json`).toString();
    disk.put(
      `${FOLDER}/class.json`,
      Buffer.from(text.replace('"Flat"', '"House"').replace(/,"crc":\d+/, '')),
    );
    const { storage, findings } = await open(disk);
    expect(findings).toEqual([]);
    expect(await storage.classes.read(CLASS)).toEqual(makeClass({ id: CLASS, name: 'House' }));
  });
});
