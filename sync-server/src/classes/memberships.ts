import { normalizeCode } from '@tallybook/shared/protocol/class-code';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { refuse } from '../accounts/refusal.ts';
import type { Refusal } from '../accounts/refusal.ts';
import { GUESSING_RULES, createThrottle } from '../accounts/throttle.ts';
import { createKeyedQueue } from '../storage/keyed-queue.ts';
import { MAX_CLASSES_PER_ACCOUNT } from './class-limits.ts';
import type { ClassServiceParts } from './class-parts.ts';
import { decide, showOwnClass } from './class-record-access.ts';
import type { OwnClass } from './class-record-access.ts';
import { findActiveMember, forget, join, leave, readmit, removeMember } from './membership-rules.ts';

type Done = { readonly ok: true } | Refusal;

export interface Memberships {
  readonly join: (
    caller: { readonly accountId: string; readonly addressKey: string },
    typedCode: string,
  ) => Promise<(OwnClass & { readonly isNew: boolean }) | Refusal>;
  /** @param mayDelete the person was told that they are the last, and that the class goes with them */
  readonly leave: (classId: string, accountId: string, mayDelete: boolean) => Promise<Done>;
  readonly remove: (classId: string, ownerId: string, accountId: string) => Promise<Done>;
  readonly readmit: (classId: string, ownerId: string, accountId: string) => Promise<OwnClass | Refusal>;
  /** Deletes the class for everybody. */
  readonly deleteClass: (classId: string, ownerId: string) => Promise<Done>;
  /** For an account that is being deleted, inside its turn of the account queue. */
  readonly forgetAccount: (accountId: string) => Promise<void>;
  /** How many classes the account is in now. */
  readonly countClasses: (accountId: string) => Promise<number>;
  /** Writes into the account's file what the class's file says; only for people who read it. */
  readonly noteMembership: (
    accountId: string,
    classId: string,
    memberId: string | undefined,
  ) => Promise<void>;
}

export function createMemberships(parts: ClassServiceParts): Memberships {
  const { storage, accounts, accountQueue } = parts;
  const guesses = createThrottle(GUESSING_RULES, parts.nowMs);
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
    await storage.remove(classId);
    parts.onClassDeleted(classId);
    return (record?.members ?? []).flatMap(({ accountId, leftAt }) =>
      accountId === null || leftAt !== undefined ? [] : [accountId],
    );
  };

  const noteGone = async (classId: string, accountIds: readonly string[]): Promise<void> => {
    for (const accountId of accountIds) await noteMembership(accountId, classId, undefined);
  };

  return {
    countClasses,
    noteMembership,

    async join({ accountId, addressKey }, typedCode) {
      const admission = guesses.admit([`account ${accountId}`, `address ${addressKey}`]);
      if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
      const code = normalizeCode(typedCode);
      const found = code === null ? undefined : await storage.findByCode(code);
      // What counts is a guess that finds nothing; it stays counted.
      if (code === null || found === undefined) return refuse('no-such-class');
      admission.giveBack();
      return accountQueue.run(accountId, async () => {
        if ((await accounts.read(accountId)) === undefined) return refuse('sign-in-required');
        const isIn = findActiveMember(found, accountId) !== undefined;
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

    leave: (classId, accountId, mayDelete) =>
      accountQueue.run(accountId, async (): Promise<Done> => {
        const answer = await classQueue.run(classId, async (): Promise<Done> => {
          const decided = await decide(storage, classId, (record) => leave(record, accountId, now()));
          if (typeof decided === 'string') return refuse('no-such-class');
          const { outcome } = decided;
          if (outcome === 'left') parts.onMemberCut(classId, accountId);
          else if (outcome === 'last-member' && mayDelete) await removeClass(classId);
          else return refuse(outcome);
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

    readmit: (classId, ownerId, accountId) =>
      accountQueue.run(accountId, async () => {
        const decided = await classQueue.run(classId, () =>
          decide(storage, classId, (record) => readmit(record, ownerId, accountId, now())),
        );
        if (typeof decided === 'string') return refuse('no-such-class');
        const { record, outcome } = decided;
        if (outcome !== 'readmitted') return refuse(outcome);
        const memberId = findActiveMember(record, accountId)?.memberId;
        await noteMembership(accountId, classId, memberId);
        return showOwnClass(record, ownerId);
      }),

    async deleteClass(classId, ownerId) {
      const gone = await classQueue.run(classId, async () => {
        const record = await storage.read(classId);
        const shown = record === undefined ? refuse('no-such-class') : showOwnClass(record, ownerId);
        if (!shown.ok) return shown;
        if (shown.own.role !== 'owner') return refuse('not-owner');
        return { ok: true as const, accountIds: await removeClass(classId) };
      });
      if (!gone.ok) return gone;
      await noteGone(classId, gone.accountIds);
      return { ok: true };
    },

    async forgetAccount(accountId) {
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
