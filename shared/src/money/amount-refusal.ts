/** Why a text is no amount; screens turn it into a sentence at the field. */
export type AmountRefusal =
  | { reason: 'empty' }
  /** `found` is the piece of the text, as typed, that does not fit. */
  | { reason: 'unreadable'; found: string }
  | { reason: 'too-many-decimals'; currency: string; allowed: number; given: number }
  | { reason: 'zero' }
  | { reason: 'negative' }
  | { reason: 'too-large'; maxMinor: number }
  | { reason: 'division-by-zero' }
  /** Lengths in UTF-16 code units. */
  | { reason: 'too-long'; limit: number; given: number }
  | { reason: 'unbalanced-parenthesis' }
  /** Ends where a number has to follow, as in '12+'. */
  | { reason: 'unfinished' }
  /** A sign or code, as typed, of another currency than the field's. */
  | { reason: 'other-currency'; found: string };
