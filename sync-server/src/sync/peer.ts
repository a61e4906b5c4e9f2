import { Barriers } from './barriers.ts';
import type { Connection } from './connection.ts';
import { GapWatch } from './gap-watch.ts';

/** A connection that has been let into a room, and how far its sync has come. */
export class Peer {
  readonly connection: Connection;
  /** The author id of the account in this class. */
  readonly memberId: string;
  readonly gaps = new GapWatch();
  readonly barriers = new Barriers();
  /** Members whose records this peer may bring back, while the class recovers from a restore. */
  recoverable: ReadonlySet<string> | undefined;
  /** Has what is on disk, so that it gets what is added. */
  isLive = false;
  /** While it is being brought up to date: the first clock per client that it does not have. */
  missingFrom: Map<number, number> | undefined;
  /** Has answered a step 1 of the server. */
  hasSynced = false;
  /** Steps 1 that it has not answered yet. */
  stepsAsked = 0;
  /** Has asked who is there, and is told with the next that is told to all. */
  asksForPresence = false;
  /** The client id under which it is present. */
  presenceId: number | undefined;

  constructor(
    connection: Connection,
    membership: { readonly memberId: string; readonly recoverable: ReadonlySet<string> | undefined },
  ) {
    this.connection = connection;
    this.memberId = membership.memberId;
    this.recoverable = membership.recoverable;
  }

  get accountId(): string {
    return this.connection.request.account.id;
  }
}
