const KIB = 1024;
const MIB = 1024 * KIB;

/** What one class, account or socket may use. Sizes in bytes, times in ms. Both sides keep to them. */
export const LIMITS = {
  /** A whole class document as one update: about 40,000 entries. */
  documentBytes: 16 * MIB,
  /** The end of a document that takes only settlements, deletions and members. */
  reservedBytes: MIB,
  /** From here on the owner is offered to continue in a new class. */
  documentWarningBytes: 12 * MIB,
  /** What one account may add to one class in a day (UTC). */
  dailyBytes: 6 * MIB,
  /** One update, unless it answers a step 1 of the server: that may fill a frame. */
  updateBytes: MIB,
  /** Yjs clients with something in one update, which is one per page load that wrote. */
  clientsPerUpdate: 40_000,
  /** One message; the server closes 4413 above it. */
  frameBytes: 17 * MIB,
  /** Where the WebSocket library itself gives up, with 1009: above `frameBytes`, since clients retry after 1009. */
  socketPayloadBytes: 20 * MIB,
  /** The state of one client in the awareness protocol, as JSON. */
  awarenessBytes: 2 * KIB,
  socketsPerClass: 100,
  socketsPerAccount: 100,
  /** A server that says nothing for this long is taken for dead by stock clients, so it speaks well before. */
  silenceMs: 30_000,
  keepAliveMs: 20_000,
  /** After which an update with a gap before it makes the server ask again. */
  gapAskAgainMs: 1_000,
  /** After which a gap that is still open closes the socket. */
  gapRefusedMs: 10_000,
} as const;
