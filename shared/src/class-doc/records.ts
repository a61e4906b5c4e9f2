import type { Day } from '../calendar/day.ts';
import type { RecurrenceRule } from '../calendar/recurrence.ts';
import type { Leg, LegPart } from '../revisions/money-group.ts';

/** 'other' is a kind of a newer app: it counts through its legs and is shown generically. */
export type EntryKind = 'expense' | 'income' | 'settlement' | 'conversion' | 'other';

/** What was paid in another currency than the one that counts: amt minor units of cur, at num/den. */
export interface OriginalAmount {
  cur: string;
  amt: number;
  num: number;
  den: number;
}

/** What every entity tells of itself. Times are ms as their writers' clocks had them: for order and for display. */
export interface EntityFacts {
  id: string;
  createdAt: number;
  createdBy: string;
  changedAt: number;
  changedBy: string;
  deleted: boolean;
  deletedAt: number | null;
  /** A deletion won, but had not seen every change: the entity stays. */
  editedWhileDeleted: boolean;
  /** The `b` of the next edit. */
  heads: readonly string[];
  /** Per group the revisions whose value lost without having been seen, by code unit. */
  overwritten: ReadonlyMap<string, readonly string[]>;
}

/** Whatever moves money between members. Texts are '' when missing. */
export interface ClassEntry extends EntityFacts {
  kind: EntryKind;
  /** Resolved minor units: who paid and who bears how much, per currency. Empty when the money is unreadable. */
  legs: readonly Leg[];
  /** The editor's recipe as stored; `openMoney` makes sense of it. */
  how: unknown;
  original: OriginalAmount | null;
  /** The UTC day of its creation when the record carries none that exists. */
  day: Day;
  title: string;
  category: string;
  note: string;
  tags: readonly string[];
  /** The revision of the plan that its winning money was made from by the app itself. */
  plannedBy: string | null;
  unreadable: boolean;
}

/** A member as the document knows them. */
export interface ClassMember extends EntityFacts {
  /** Only members without an account have a name here; the names of the others come with the class's member list. */
  name: string | null;
  look: string;
  /** Left: hidden in pickers, still counted. */
  hasLeft: boolean;
  /** The member that this one is the same person as, after all pointers; its own id when there is none. */
  canonicalId: string;
  /** Has written at least one revision, hence has an account. */
  isAuthor: boolean;
  /** How they want to be paid, in their words; '' when that is not said. */
  pay: string;
}

/** The class itself; '' where nobody has written yet. */
export interface ClassInfo extends EntityFacts {
  name: string;
  currency: string;
  look: string;
}

export interface ClassComment extends EntityFacts {
  /** The entity that it is about. */
  on: string;
  text: string;
}

/** A recurring plan. Rule and template are null when they cannot be read; then nothing is made from it. */
export interface ClassPlan extends EntityFacts {
  rule: RecurrenceRule | null;
  template: PlanTemplate | null;
  /** The winning revision of the template or the rule, whichever is later: the `auto` of what is made from it. */
  revisionId: string;
}

/** What an occurrence is made from; its money is split anew per occurrence, so that odd cents go round. */
export interface PlanTemplate {
  kind: 'expense' | 'income';
  leg: Leg;
  how: unknown;
  /** The foreign amount of each occurrence, at the rate of the day on which the template was written. */
  original: OriginalAmount | null;
  title: string;
  category: string;
  note: string;
}

export type { GroupChange, HistoryStep } from '../revisions/history.ts';
export type { Leg, LegPart };
