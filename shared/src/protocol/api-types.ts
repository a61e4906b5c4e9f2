import type { ProblemCode } from './problem-codes.ts';

/** The body of an error answer (RFC 9457). `title` and `detail` are for people, the rest for programs. */
export interface ProblemBody {
  readonly status: number;
  readonly code: ProblemCode;
  readonly title: string;
  readonly detail?: string;
  /** With `invalid`: what is wrong with each field, by name. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface AccountBody {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

/** `recoveryCode` is in no other answer, and the server keeps only its hash. */
export interface NewAccountBody extends AccountBody {
  readonly recoveryCode: string;
}

/** One device that is signed in. Times are UTC ISO strings; `lastSeenAt` is exact to an hour. */
export interface SessionBody {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string;
  readonly current: boolean;
}

export type ClassRole = 'owner' | 'member';

/** `accountId` is null once the account is deleted, and `displayName` then reads `Former member N`. */
export interface ClassMemberBody {
  readonly accountId: string | null;
  /** The author id in the document. */
  readonly memberId: string;
  readonly displayName: string;
  readonly role: ClassRole;
  readonly joinedAt: string;
  readonly leftAt?: string;
  /** Stays out until the owner readmits them. */
  readonly removed?: true;
}

/** One line of the list of classes. */
export interface ClassSummaryBody {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** Of the newest update on the server; a device that has less has something to fetch. */
  readonly seq: number;
  readonly epoch: number;
  readonly role: ClassRole;
  readonly memberId: string;
  /** Those who have not left. */
  readonly memberCount: number;
  /** The server cannot read this class's files at present; `seq` and `epoch` are then 0. */
  readonly unreadable?: true;
}

export interface ClassBody {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** As people see it: `XXXX-XXXX-XXXX`. */
  readonly code: string;
  readonly joining: 'open' | 'closed';
  readonly seq: number;
  /** Goes into the address of the socket; rises when the class is rolled back. */
  readonly epoch: number;
  /** The caller's own. */
  readonly role: ClassRole;
  readonly memberId: string;
  /** In the order in which they first joined; nobody is ever taken out. */
  readonly members: readonly ClassMemberBody[];
  /** Until then, records of other authors are admitted, since the server was restored from a backup. */
  readonly recoveringUntil?: string;
  /** Others' records that members' devices brought back after a restore; left out while there are none. */
  readonly recovered?: readonly RecoveredBody[];
}

/** Records, by their keys, that a member's device brought back although others wrote them. */
export interface RecoveredBody {
  readonly memberId: string;
  readonly at: string;
  readonly ids: readonly string[];
}
