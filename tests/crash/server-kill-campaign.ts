import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClass, joinClass, signUp, type Account } from '../support/api-client.ts';
import { dumpClass } from '../support/data-folder-dump.ts';
import type { Installation } from '../support/installation.ts';
import { RandomSource } from '../support/random-source.ts';
import { ServerProcess } from '../support/server-process.ts';
import { Applicants } from './applicants.ts';
import { killAt, pickMoment, type KillMoment } from './kill-moments.ts';
import { openWriters, type WrittenClass } from './written-class.ts';

export interface ServerKillReport {
  readonly seed: number;
  readonly kills: Readonly<Record<KillMoment, number>>;
  /** Kills that left something half made behind, and among them those that cut off a snapshot. */
  readonly halfMade: number;
  readonly cutSnapshots: number;
  /** Journals whose last line a kill had torn. */
  readonly torn: number;
  /** Starts that took a snapshot for missing which a kill had kept from ever being; what the class holds is looked at. */
  readonly falseAlarms: number;
  readonly classes: number;
  /** Classes that ended with a snapshot. */
  readonly compacted: number;
  readonly records: number;
  /** Records whose barrier was answered. */
  readonly confirmed: number;
  /** Accounts, classes and memberships that were answered with 201. */
  readonly promised: number;
  readonly slowestStartMs: number;
  /** Everything that must not be: each line names the round and what was lost, unreadable or different. */
  readonly faults: readonly string[];
}

export interface Campaign {
  readonly installation: Installation;
  readonly kills: number;
  readonly seed: number;
  /** After so many kills the writers move to a new class; a class takes 16 MiB. */
  readonly killsPerClass?: number;
  readonly onKill?: (kills: number) => void;
}

const WRITERS = 5;
const MAX_START_MS = 5_000;

/**
 * Kills the server while five members write, people sign up and journals are folded, and looks after each kill, before
 * any device comes back, whether everything is there that was confirmed to its writer or shown to anybody else.
 */
export async function runServerKillCampaign(campaign: Campaign): Promise<ServerKillReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-kills-'));
  const run = new ServerKillRun(campaign, dataDir);
  try {
    return await run.run();
  } catch (error) {
    throw new Error(`${run.describeServer()} (seed ${campaign.seed})`, { cause: error });
  } finally {
    await run.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

class ServerKillRun {
  readonly #campaign: Campaign;
  readonly #dataDir: string;
  readonly #random: RandomSource;
  readonly #applicants = new Applicants();
  readonly #classes: WrittenClass[] = [];
  readonly #faults: string[] = [];
  readonly #kills: Record<KillMoment, number> = { writing: 0, compaction: 0, draining: 0, stopped: 0 };
  #accounts: readonly Account[] = [];
  #server: ServerProcess | undefined;
  #slowestStartMs = 0;
  #halfMade = 0;
  #cutSnapshots = 0;
  #torn = 0;
  #falseAlarms = 0;

  constructor(campaign: Campaign, dataDir: string) {
    this.#campaign = campaign;
    this.#dataDir = dataDir;
    this.#random = new RandomSource(campaign.seed);
  }

  /** For whoever has to find out why the campaign could not go on. */
  describeServer(): string {
    const kills = Object.values(this.#kills).reduce((sum, count) => sum + count, 0);
    const state = this.#server?.isAlive === true ? 'runs' : 'has ended';
    return `After ${kills} kills the server ${state}. It said:\n${this.#server?.log.slice(-2_000) ?? ''}`;
  }

  async close(): Promise<void> {
    for (const written of this.#classes) written.close();
    await this.#server?.kill();
  }

  async run(): Promise<ServerKillReport> {
    const { kills, killsPerClass = 20, onKill, seed } = this.#campaign;
    let server = await this.#start('the first start');
    this.#accounts = await Promise.all(
      Array.from({ length: WRITERS }, (_, i) => signUp(server.origin, `writer${i}`)),
    );
    for (let kill = 0; kill < kills; kill++) {
      const where = `kill ${kill}`;
      const current = kill % killsPerClass === 0 ? undefined : this.#classes.at(-1);
      const written = current ?? (await this.#openClass(server.origin));
      await this.#writeAndKill(server, written, where);
      server = await this.#start(where);
      await this.#audit(server, written, where);
      await this.#applicants.check(server.origin, 'new');
      onKill?.(kill + 1);
    }
    const dumps = await this.#checkAtTheEnd(server);
    return {
      seed,
      kills: this.#kills,
      halfMade: this.#halfMade,
      cutSnapshots: this.#cutSnapshots,
      torn: this.#torn,
      falseAlarms: this.#falseAlarms,
      classes: this.#classes.length,
      compacted: dumps.filter(({ hasSnapshot }) => hasSnapshot).length,
      records: dumps.reduce((sum, { records }) => sum + records.size, 0),
      confirmed: this.#classes.reduce((sum, { confirmedCount }) => sum + confirmedCount, 0),
      promised: this.#applicants.promisedCount,
      slowestStartMs: this.#slowestStartMs,
      faults: [...this.#faults, ...this.#applicants.broken],
    };
  }

  async #start(where: string): Promise<ServerProcess> {
    const { installation } = this.#campaign;
    const server = await ServerProcess.start({ installation, dataDir: this.#dataDir });
    this.#server = server;
    this.#slowestStartMs = Math.max(this.#slowestStartMs, server.startedInMs);
    if (server.startedInMs > MAX_START_MS) {
      this.#faults.push(`${where}: the next start took ${server.startedInMs.toFixed(0)} ms`);
    }
    return server;
  }

  async #openClass(origin: string): Promise<WrittenClass> {
    this.#classes.at(-1)?.close();
    const [owner, ...others] = this.#accounts;
    if (!owner) throw new Error('A class needs an owner');
    const made = await createClass(origin, owner, { classId: randomUUID(), memberId: 'm_writer00' });
    const members = [{ account: owner, memberId: made.memberId }];
    for (const account of others) {
      const { memberId } = await joinClass(origin, account, made.code);
      members.push({ account, memberId });
    }
    const written = openWriters(made.classId, members, this.#random);
    this.#classes.push(written);
    return written;
  }

  async #writeAndKill(server: ServerProcess, written: WrittenClass, where: string): Promise<void> {
    const moment = pickMoment(this.#random);
    this.#kills[moment]++;
    const fault = await written.connect(server.origin);
    if (fault !== undefined) this.#faults.push(`${where}: ${fault}`);
    const writing = written.writeUntilCut(moment === 'compaction');
    const applying = this.#applicants.applyUntilCut(server.origin);
    const refusal = await killAt(moment, server, this.#dataDir, this.#random);
    if (refusal !== undefined) this.#faults.push(`${where}: ${refusal}`);
    await Promise.all([writing, applying]);
    this.#hear(server, where);
    for (const end of written.takeUnexpectedEnds()) this.#faults.push(`${where}: a writer was cut: ${end}`);
    const left = await readdir(join(this.#dataDir, 'tmp'));
    if (left.length > 0) this.#halfMade++;
    if (left.some((name) => name.endsWith('snapshot.json'))) this.#cutSnapshots++;
  }

  /** What a server had to say about its files. */
  #hear(server: ServerProcess, where: string): void {
    for (const line of server.log.split('\n').filter((text) => text.includes('"event"'))) {
      const { event, kind } = JSON.parse(line) as { event: string; kind?: string };
      if (event === 'storage-finding' && kind === 'torn') this.#torn++;
      else if (event === 'storage-finding' && kind === 'fallback') this.#falseAlarms++;
      else if (event !== 'storage-finding' || kind !== 'finished') this.#faults.push(`${where}: ${line}`);
    }
  }

  async #audit(server: ServerProcess, written: WrittenClass, where: string): Promise<void> {
    const missing = await written.findMissing(server.origin);
    for (const fault of missing) this.#faults.push(`${where}: ${fault}`);
  }

  async #checkAtTheEnd(server: ServerProcess): Promise<Awaited<ReturnType<typeof dumpClass>>[]> {
    const dumps: Awaited<ReturnType<typeof dumpClass>>[] = [];
    await this.#applicants.check(server.origin, 'all');
    for (const written of this.#classes) {
      const { classId } = written;
      await this.#audit(server, written, `the end, class ${classId}`);
      const fault = await written.converge(server.origin);
      if (fault !== undefined) this.#faults.push(`the end, class ${classId}: ${fault}`);
      const dump = await dumpClass(this.#dataDir, classId);
      dumps.push(dump);
      if (dump.strangers.length > 0) this.#faults.push(`on disk: ${dump.strangers.join(', ')}`);
      if (dump.records.size !== written.recordCount) {
        this.#faults.push(`on disk ${dump.records.size} records, on the devices ${written.recordCount}`);
      }
    }
    this.#hear(server, 'the end');
    return dumps;
  }
}
