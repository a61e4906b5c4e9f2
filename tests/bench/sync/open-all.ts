import type { Seat } from './seat.ts';
import { SyncClient } from './sync-client.ts';
import type { Wire } from './wires.ts';

/** So many at a time, as if a school came back after a restart. */
const AT_ONCE = 50;

/** Opens a socket for every seat, and gives them back by class. */
export async function openAll(
  wire: Wire,
  port: number,
  seats: readonly (readonly Seat[])[],
): Promise<SyncClient[][]> {
  const opened: SyncClient[][] = [];
  const perGroup = Math.max(1, Math.floor(AT_ONCE / (seats[0]?.length ?? 1)));
  for (let from = 0; from < seats.length; from += perGroup) {
    const group = seats
      .slice(from, from + perGroup)
      .map((inClass) => Promise.all(inClass.map((seat) => SyncClient.open(wire, port, seat))));
    opened.push(...(await Promise.all(group)));
  }
  return opened;
}
