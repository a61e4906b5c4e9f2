/** Codes with which the server closes a sync socket. */
export const CLOSE_CODES = {
  malformed: 4400,
  signIn: 4401,
  notAMember: 4403,
  noSuchClass: 4404,
  oldEpoch: 4409,
  tooLarge: 4413,
  updateNeeded: 4426,
  tooFast: 4429,
  unavailable: 4503,
  restarting: 1012,
  /** Sent by the WebSocket library itself for a message above its own limit. */
  messageTooBig: 1009,
} as const;

export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** What a close frame can carry, in bytes. */
export const MAX_CLOSE_REASON_BYTES = 123;

/** Why a socket was closed: the rule that was broken and, where there is one, the key of the record that broke it. */
export interface CloseReason {
  readonly rule: string;
  readonly key?: string;
}

/** Whether connecting again changes nothing until the person or the app does something first. [W12] */
export function isFinal(code: number): boolean {
  return (code >= 4400 && code < 4500) || code === CLOSE_CODES.messageTooBig;
}

/** The reason text of a close frame: `rule` or `rule key`, ASCII. An ill-formed key is left out. [W11] */
export function formatCloseReason({ rule, key }: CloseReason): string {
  const text = rule.replaceAll(/[^a-z0-9-]/g, '-').slice(0, 60);
  return key !== undefined && isKey(key) ? `${text} ${key}` : text;
}

/** Reads what `formatCloseReason` wrote; any other text is a rule of its own without a key. [W11] */
export function readCloseReason(text: string): CloseReason {
  const [rule = '', key, ...rest] = text.split(' ');
  return key !== undefined && rest.length === 0 && isKey(key) ? { rule, key } : { rule: text };
}

function isKey(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,42}$/.test(text);
}
