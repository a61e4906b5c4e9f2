/** Consecutive records of one client: clocks from `from` up to, not including, `to`. */
export interface ClockRange {
  readonly clientId: number;
  readonly from: number;
  readonly to: number;
}

/** The records of one client in the order of their clocks. */
export interface ClientLog {
  readonly keys: string[];
  readonly values: string[];
  /** How many of them are on disk; those after are in flight. */
  durable: number;
  author: string | undefined;
}

/** The first clock that a replica does not have, per client; 0 where a client is missing. */
export type StateVector = ReadonlyMap<number, number>;
