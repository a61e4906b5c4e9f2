import type { RecurrenceRefusal } from '../../calendar/recurrence.ts';
import type { MoneyInputRefusal } from '../../split/money-input.ts';

/** What is wrong with one field of a form. Lengths are in UTF-16 code units, as `maxlength` counts them. */
export type FieldFault =
  | { field: 'money'; reason: 'not-resolved'; refusal: MoneyInputRefusal }
  /** Named in the money, but the class does not know them, or they have left. */
  | { field: 'members'; reason: 'unknown' | 'left'; memberIds: readonly string[] }
  /** All of these are one person, who would bear or pay twice. */
  | { field: 'members'; reason: 'same-person'; memberIds: readonly string[] }
  | { field: 'amount'; reason: 'not-an-integer' | 'zero' | 'negative' }
  | { field: 'amount'; reason: 'too-large'; maxMinor: number }
  | { field: 'currency'; reason: 'not-a-currency' }
  | { field: 'day'; reason: 'not-a-day' }
  | { field: 'day'; reason: 'out-of-range'; first: string; last: string }
  | { field: 'category'; reason: 'not-a-category' }
  | { field: TextField; reason: 'too-long'; limit: number; given: number }
  | { field: 'name' | 'text'; reason: 'empty' }
  /** Has line breaks or other control characters. */
  | { field: 'name'; reason: 'not-a-name' }
  | { field: 'tags'; reason: 'too-many'; limit: number; given: number }
  /** A tag is empty, too long or there twice. */
  | { field: 'tags'; reason: 'not-a-tag'; found: string }
  | { field: 'rule'; reason: 'not-a-rule'; refusals: readonly RecurrenceRefusal[] };

export type TextField = 'title' | 'note' | 'name' | 'text' | 'look' | 'pay';

/** Why a command cannot be done; screens turn it into a sentence. */
export type CommandRefusal =
  /** Every field at fault. */
  | { reason: 'fields'; faults: readonly FieldFault[] }
  /** Nothing is known under this id, or it is not of the kind that the command is about. */
  | { reason: 'unknown-entity'; entityId: string }
  | { reason: 'unknown-member'; memberId: string }
  | { reason: 'deleted'; entityId: string }
  /** Members and the class itself are not deleted. */
  | { reason: 'not-deletable'; entityId: string }
  /** Money of settlements, conversions and kinds of newer apps is not entered as an expense is. */
  | { reason: 'kind-is-fixed'; entityId: string }
  /** The revision does not have this value of this entity, it cannot be read, or it is what counts already. */
  | { reason: 'nothing-to-restore'; entityId: string }
  /** The record would not fit, as bytes of its JSON. */
  | { reason: 'record-too-large'; limitBytes: number; givenBytes: number }
  /** Somebody gave the entity more heads than one command can see; `gatherHeads` has to be run before. */
  | { reason: 'too-many-heads'; entityId: string; given: number }
  /** Somebody pays themselves, also under another id of the same person. */
  | { reason: 'same-member'; memberId: string }
  /** A suggested payment that is recorded by now. */
  | { reason: 'already-recorded'; entityId: string }
  /** The pair has settled something else since the payment was suggested. */
  | { reason: 'suggestion-outdated'; entityId: string }
  /** Only who wrote under an id can say that it is another's, or take that back. */
  | { reason: 'not-yours'; memberId: string }
  /** The name of a member with an account comes from the account. */
  | { reason: 'has-account'; memberId: string }
  | { reason: 'same-currency'; currency: string }
  /** A rate is a pair of positive integers. */
  | { reason: 'not-a-rate' }
  | { reason: 'nothing-to-convert'; currency: string }
  /** All of it is less than half a minor unit of the other currency. */
  | { reason: 'worth-nothing'; currency: string }
  | { reason: 'conversion-too-large'; currency: string; maxMinor: number }
  | { reason: 'too-many-members'; limit: number; given: number };
