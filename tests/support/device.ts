import { commit } from '@tallybook/shared/class-doc/commit';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { Command, WriteContext } from '@tallybook/shared/class-doc/commands/command';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { Result } from '@tallybook/shared/money/result';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { RandomSource } from './random-source.ts';
import { Replica } from './replica.ts';

type Write = (ledger: ClassLedger, context: WriteContext) => Result<Command, CommandRefusal>;

export interface DeviceOptions {
  authorId: string;
  seed: number;
  /** How far its clock is ahead (above zero) or behind, in ms. */
  clockSkewMs?: number;
}

/** The device of one member: a replica with a clock, on which commands run as the app runs them. */
export class Device extends Replica {
  readonly authorId: string;
  /** True time, in ms; all devices of a test are moved on by hand. */
  nowMs = Date.UTC(2025, 5, 1);
  readonly #random: RandomSource;
  readonly #clockSkewMs: number;

  constructor({ authorId, seed, clockSkewMs = 0 }: DeviceOptions) {
    super();
    this.authorId = authorId;
    this.#random = new RandomSource(seed);
    this.#clockSkewMs = clockSkewMs;
  }

  /** Runs a command and commits what it wants to write; a refusal writes nothing. */
  attempt(write: Write): Result<Command, CommandRefusal> {
    this.nowMs += 1_000;
    const result = write(this.ledger, {
      authorId: this.authorId,
      nowMs: this.nowMs + this.#clockSkewMs,
      newId: (prefix) => idFromBytes(prefix, this.#random.bytes(12)),
    });
    if (result.ok) commit(this.doc, result.value);
    return result;
  }

  /** As `attempt`, for commands that must not be refused. */
  run(write: Write): Command {
    const result = this.attempt(write);
    if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
    return result.value;
  }
}

/** Brings all devices to the same document. */
export function syncDevices(...devices: readonly Device[]): void {
  const [first, ...others] = devices;
  if (!first) return;
  for (const other of others) other.sendTo(first.doc);
  for (const other of others) first.sendTo(other.doc);
}
