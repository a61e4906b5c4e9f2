import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { codeFromBytes } from '@tallybook/shared/protocol/class-code';
import type { Figures } from './figures.ts';
import { createSeed } from './records.ts';
import { ServerProcess } from './server-process.ts';
import type { Subject } from './subject.ts';
import { SyncClient } from './sync-client.ts';
import { Api } from './tallybook.ts';

/**
 * Fills a folder with so many small classes, each of an account of its own: copies, under other ids, of what the server
 * itself wrote. Gives back a cookie that opens one of them.
 */
export async function fillWithCopies(subject: Subject, folder: string, count: number): Promise<string> {
  const cookie = await writeTemplate(subject, folder);
  const account = await readOnly(join(folder, 'accounts'), /\.json$/, '.');
  const record = await readOnly(join(folder, 'classes'), /^[0-9a-f-]{36}$/, 'class.json');
  const journal = await readOnly(join(folder, 'classes'), /^[0-9a-f-]{36}$/, 'journal.ndjson');
  const copy = async (): Promise<string> => {
    const [accountId, classId] = [randomUUID(), randomUUID()];
    const replace = (text: string): string =>
      text
        .replaceAll(account.id, accountId)
        .replaceAll(record.id, classId)
        .replace(/"username":"[^"]+"/, `"username":"bench-${randomBytes(6).toString('hex')}"`)
        .replace(/"code":"[^"]+"/, `"code":"${codeFromBytes(randomBytes(8))}"`);
    const path = join(folder, 'classes', classId);
    await mkdir(path);
    await writeFile(join(path, 'class.json'), reseal(replace(record.text)));
    await writeFile(join(path, 'journal.ndjson'), journal.text);
    await writeFile(join(folder, 'accounts', `${accountId}.json`), reseal(replace(account.text)));
    return accountId;
  };
  let copied = account.id;
  for (let made = 1; made < count;) {
    const group = Array.from({ length: Math.min(64, count - made) }, copy);
    copied = (await Promise.all(group))[0] ?? copied;
    made += group.length;
  }
  return cookie.replace(account.id, copied);
}

/** One account with one class of a few records, as the server keeps them; gives back the account's cookie. */
async function writeTemplate(subject: Subject, folder: string): Promise<string> {
  const server = await ServerProcess.start(await subject.command(folder));
  try {
    const [seat] = (
      await subject.makeSeats(server.port, { classes: 1, seatsPerClass: 1, accounts: 1 })
    ).flat();
    if (seat?.cookie === undefined) throw new Error('A class has a seat of somebody who is signed in');
    const update = createSeed(20, 1)(seat.memberId);
    const client = await SyncClient.open(subject.wire, server.port, seat, { update });
    await client.close();
    return seat.cookie;
  } finally {
    await server.end('SIGTERM');
  }
}

/** How long a start takes, and what it leaves in memory, with a folder in use. */
export async function runStart(
  subject: Subject,
  folder: string,
  count: number,
  cookie: string | undefined,
  figures: Figures,
): Promise<void> {
  const server = await ServerProcess.start(await subject.command(folder));
  try {
    const folderName = `start: ${count.toLocaleString('en')} classes and accounts`;
    const aim = count > 0 ? { aim: '< 2,000 ms' } : {};
    figures.add(`${folderName}, until it listens`, subject.name, server.startMs, {
      unit: 'ms',
      digits: 0,
      ...aim,
    });
    figures.add(`${folderName}, RSS then`, subject.name, server.rssBytes() / 1e6, { unit: 'MB' });
    if (cookie === undefined) return;
    const own = await new Api(server.port).countClasses(cookie);
    if (own !== 1) throw new Error(`A copied account has ${own} classes`);
  } finally {
    await server.end('SIGTERM');
  }
}

/** The one file of a folder that is meant, whose id is its name or its folder's. */
async function readOnly(folder: string, name: RegExp, inside: string): Promise<{ id: string; text: string }> {
  const [found, ...more] = (await readdir(folder)).filter((entry) => name.test(entry));
  if (found === undefined || more.length > 0) throw new Error(`One entry was expected in ${folder}`);
  return { id: found.replace('.json', ''), text: await readFile(join(folder, found, inside), 'utf8') };
}

/** Gives a changed line of JSON the checksum it needs: the CRC-32 of the line without its last member. */
function reseal(line: string): string {
  const body = line.replace(/,"crc":\d+\}\n$/, '');
  return `${body},"crc":${crc32(`${body}}`)}}\n`;
}
