import { normalizeCode } from '@tallybook/shared/protocol/class-code';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { refuse } from '../accounts/refusal.ts';
import type { Refusal } from '../accounts/refusal.ts';
import { ADDRESS_RULES, GUESSING_RULES, attempt, createThrottle } from '../accounts/throttle.ts';
import { createKeyedQueue } from '../storage/keyed-queue.ts';
import { MAX_CLASSES_PER_ACCOUNT } from './class-limits.ts';
import type { ClassServiceParts } from './class-parts.ts';
import { decide, showOwnClass } from './class-record-access.ts';
import type { OwnClass } from './class-record-access.ts';
import {
  findActiveMember,
  forget,
  handOver,
  join,
  leave,
  readmit,
  removeMember,
} from './membership-rules.ts';

type Done = { readonly ok: true } | Refusal;

export interface Memberships {
  readonly join: (
    caller: { readonly accountId: string; readonly addressKey: string },
    typedCode: string,
  ) => Promise<(OwnClass & { readonly isNew: boolean }) | Refusal>;
  /** The last one out takes the class along; who was told that others stay says `mayEnd: false` and is refused then. */
  readonly leave: (classId: string, accountId: string, mayEnd: boolean) => Promise<Done>;
  readonly remove: (classId: string, ownerId: string, accountId: string) => Promise<Done>;
  readonly readmit: (classId: string, ownerId: string, accountId: string) => Promise<OwnClass | Refusal>;
  /** Makes another member the owner; the caller stays in as a member. */
  readonly handOver: (classId: string, ownerId: string, accountId: string) => Promise<OwnClass | Refusal>;
  /** Deletes the class for everybody. Sent again after a failure, it goes on where it stopped, and so does `leave`. */
  readonly deleteClass: (classId: string, ownerId: string) => Promise<Done>;
  /** For an account that is being deleted, inside its turn of the account queue. */
  readonly forgetAccount: (accountId: string) => Promise<void>;
  /** How many classes the account is in now. */
  readonly countClasses: (accountId: string) => Promise<number>;
  /** Writes into the account's file what the class's file says: for people who read it, and to finish a deletion. */
  readonly noteMembership: (
    accountId: string,
    classId: string,
    memberId: string | undefined,
  ) => Promise<void>;
}

export function createMemberships(parts: ClassServiceParts): Memberships {
  const { storage, accounts, accountQueue } = parts;
  const guesses = createThrottle({ own: GUESSING_RULES, shared: ADDRESS_RULES }, parts.nowMs);
  // Between seeing that somebody is the last and deleting the class, nobody may come in.
  const classQueue = createKeyedQueue();
  const now = (): string => new Date(parts.nowMs()).toISOString();

  const noteMembership: Memberships['noteMembership'] = async (accountId, classId, memberId) => {
    await accounts.update(accountId, (record) => {
      const others = record.memberships.filter((one) => one.classId !== classId);
      if (memberId === undefined) {
        return others.length === record.memberships.length ? record : { ...record, memberships: others };
      }
      return { ...record, memberships: [...others, { classId, memberId }] };
    });
  };

  const countClasses: Memberships['countClasses'] = async (accountId) =>
    (await storage.listOf(accountId)).filter((record) => findActiveMember(record, accountId) !== undefined)
      .length;

  /** Inside the class's turn. */
  const removeClass = async (classId: string): Promise<readonly string[]> => {
    const record = await storage.read(classId);
    try {
      await storage.remove(classId);
    } catch (error) {
      // The class is gone once its tombstone stands, although not all of its files are.
      if (await storage.isDeleted(classId)) parts.onClassDeleted(classId);
      throw error;
    }
    parts.onClassDeleted(classId);
    return (record?.members ?? []).flatMap(({ accountId, leftAt }) =>
      accountId === null || leftAt !== undefined ? [] : [accountId],
    );
  };

  /**
   * Whether the class was deleted and the account's file still names it: its deletion stopped half-way, and nobody but
   * its members is to learn of it.
   */
  const isHalfDeleted = async (classId: string, accountId: string): Promise<boolean> => {
    const account = await accounts.read(accountId);
    return (
      account?.memberships.some((membership) => membership.classId === classId) === true &&
      (await storage.isDeleted(classId))
    );
  };

  /** Inside the class's turn, for a class that is not there. */
  const finishDeletion = async (classId: string, accountId: string): Promise<Done> => {
    if (!(await isHalfDeleted(classId, accountId))) return refuse('no-such-class');
    await removeClass(classId);
    return { ok: true };
  };

  const noteGone = async (classId: string, accountIds: readonly string[]): Promise<void> => {
    for (const accountId of accountIds) await noteMembership(accountId, classId, undefined);
  };

  return {
    countClasses,
    noteMembership,

    async join({ accountId, addressKey }, typedCode) {
      const admission = guesses.admit({ own: accountId, shared: addressKey });
      if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
      const code = normalizeCode(typedCode);
      const found = await attempt(admission, async () =>
        code === null ? undefined : storage.findByCode(code),
      );
      // What counts is a guess that finds nothing; it stays counted.
      if (code === null || found === undefined) return refuse('no-such-class');
      admission.giveBack();
      return accountQueue.run(accountId, async () => {
        if ((await accounts.read(accountId)) === undefined) return refuse('sign-in-required');
        // As it is in this turn: the account may have left since its class was found.
        const current = await storage.read(found.id);
        const isIn = current !== undefined && findActiveMember(current, accountId) !== undefined;
        if (!isIn && (await countClasses(accountId)) >= MAX_CLASSES_PER_ACCOUNT)
          return refuse('too-many-classes');
        const memberId = idFromBytes('m', parts.randomBytes(12));
        const newcomer = { accountId, memberId, code, at: now() };
        const decided = await classQueue.run(found.id, () =>
          decide(storage, found.id, (record) => join(record, newcomer)),
        );
        if (typeof decided === 'string') return refuse('no-such-class');
        const { record, outcome } = decided;
        if (outcome !== 'joined' && outcome !== 'already') return refuse(outcome);
        const shown = showOwnClass(record, accountId);
        if (!shown.ok) return shown;
        if (outcome === 'joined') await noteMembership(accountId, record.id, shown.own.memberId);
        return { ...shown, isNew: outcome === 'joined' };
      });
    },

    leave: (classId, accountId, mayEnd) =>
      accountQueue.run(accountId, async (): Promise<Done> => {
        const answer = await classQueue.run(classId, async (): Promise<Done> => {
          const decided = await decide(storage, classId, (record) => leave(record, accountId, now()));
          if (typeof decided === 'string') return finishDeletion(classId, accountId);
          const { outcome } = decided;
          if (outcome === 'no-such-class') return refuse(outcome);
          if (outcome === 'last-member' && !mayEnd) return refuse(outcome);
          if (outcome === 'left') parts.onMemberCut(classId, accountId);
          else await removeClass(classId);
          return { ok: true };
        });
        if (answer.ok) await noteMembership(accountId, classId, undefined);
        return answer;
      }),

    async remove(classId, ownerId, accountId) {
      const decided = await classQueue.run(classId, async () => {
        const result = await decide(storage, classId, (record) =>
          removeMember(record, ownerId, accountId, now()),
        );
        if (typeof result !== 'string' && result.outcome === 'removed') parts.onMemberCut(classId, accountId);
        return result;
      });
      if (typeof decided === 'string') return refuse('no-such-class');
      if (decided.outcome !== 'removed') return refuse(decided.outcome);
      await noteMembership(accountId, classId, undefined);
      return { ok: true };
    },

    async readmit(classId, ownerId, accountId) {
      const decided = await classQueue.run(classId, () =>
        decide(storage, classId, (record) => readmit(record, ownerId, accountId)),
      );
      if (typeof decided === 'string') return refuse('no-such-class');
      const { record, outcome } = decided;
      return outcome === 'readmitted' ? showOwnClass(record, ownerId) : refuse(outcome);
    },

    async handOver(classId, ownerId, accountId) {
      // In the class's turn: a former owner's deletion, allowed before, is not to end the class of the new one.
      const decided = await classQueue.run(classId, () =>
        decide(storage, classId, (record) => handOver(record, ownerId, accountId)),
      );
      if (typeof decided === 'string') return refuse('no-such-class');
      const { record, outcome } = decided;
      return outcome === 'handed-over' ? showOwnClass(record, ownerId) : refuse(outcome);
    },

    async deleteClass(classId, ownerId) {
      const gone = await classQueue.run(classId, async () => {
        const record = await storage.read(classId);
        if (record === undefined) {
          const finished = await finishDeletion(classId, ownerId);
          return finished.ok ? { ok: true as const, accountIds: [ownerId] } : finished;
        }
        const shown = showOwnClass(record, ownerId);
        if (!shown.ok) return shown;
        if (shown.own.role !== 'owner') return refuse('not-owner');
        return { ok: true as const, accountIds: await removeClass(classId) };
      });
      if (!gone.ok) return gone;
      await noteGone(classId, gone.accountIds);
      return { ok: true };
    },

    async forgetAccount(accountId) {
      for (const { classId } of (await accounts.read(accountId))?.memberships ?? []) {
        await classQueue.run(classId, async () => {
          if ((await storage.read(classId)) === undefined) await finishDeletion(classId, accountId);
        });
      }
      for (const { id: classId } of await storage.listOf(accountId)) {
        await classQueue.run(classId, async () => {
          const decided = await decide(storage, classId, (record) => forget(record, accountId, now()));
          if (typeof decided === 'string') return;
          if (decided.outcome === 'last-member') await removeClass(classId);
          else parts.onMemberCut(classId, accountId);
        });
      }
    },
  };
}
