import type { Command } from './server-process.ts';
import type { Seat } from './seat.ts';
import type { Wire } from './wires.ts';

/** Which classes a run needs. One class is shared by that many accounts; of many classes each belongs to one account. */
export interface SeatPlan {
  readonly classes: number;
  readonly seatsPerClass: number;
  readonly accounts: number;
}

/** A server that is measured, and how to speak with it. */
export interface Subject {
  readonly name: string;
  /** Where it keeps documents, in words. */
  readonly store: string;
  readonly wire: Wire;
  /** Says `synced` before it has read what it stores, so that a reader has to wait for what comes after. */
  readonly isSyncedTooEarly: boolean;
  /** How long after an update it may begin with what it does in the background, such as making snapshots, in ms. */
  readonly putsOffMs: number;
  command(folder: string): Promise<Command>;
  /** Makes accounts and classes, where the server has such a thing. The seats by class. */
  makeSeats(port: number, plan: SeatPlan): Promise<readonly (readonly Seat[])[]>;
}
