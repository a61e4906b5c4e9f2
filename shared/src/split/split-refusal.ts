/**
 * Why an amount cannot be split as asked, with what a screen needs to say so. `left...` is what is still to be given
 * out, below zero when too much was; indexes count from zero in the order of the members, items or extras.
 */
export type SplitRefusal =
  | { reason: 'amount-not-an-integer' }
  /** Amounts together pass what a double holds exactly. */
  | { reason: 'amount-too-large'; maxMinor: number }
  | { reason: 'nobody' }
  | { reason: 'duplicate-member'; memberId: string }
  /** Not as many weights, percentages or adjustments as members. */
  | { reason: 'count-off'; members: number; given: number }
  /** A share or percentage that is no number from zero, or has too many digits. */
  | { reason: 'weight'; index: number; memberId: string }
  | { reason: 'weights-zero' }
  | { reason: 'percent-off'; leftBasisPoints: number }
  /** An exact part that is no integer, or of the other sign than the amount. */
  | { reason: 'part'; index: number }
  | { reason: 'exact-off'; leftMinor: number }
  | { reason: 'adjustment'; index: number; memberId: string }
  | { reason: 'adjustments-exceed'; overMinor: number }
  /** An adjustment, or an item taken back, would make a member bear less than nothing. */
  | { reason: 'below-zero'; memberId: string; belowMinor: number }
  | { reason: 'item-amount'; item: number }
  | { reason: 'item-nobody'; item: number }
  /** A person of an item who takes no part in the entry, or is named twice. */
  | { reason: 'item-member'; item: number; memberId: string }
  | { reason: 'item-weight'; item: number; index: number }
  | { reason: 'extra'; extra: number }
  /** Tax, tip or discount, but no items that they could follow. */
  | { reason: 'extras-without-items' }
  | { reason: 'discount-too-large'; overMinor: number }
  | { reason: 'items-off'; leftMinor: number };
