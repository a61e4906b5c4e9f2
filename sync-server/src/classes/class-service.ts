import { checkName } from '@tallybook/shared/protocol/account-rules';
import { codeFromBytes } from '@tallybook/shared/protocol/class-code';
import type { ClassBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import { refuse } from '../accounts/refusal.ts';
import type { Refusal } from '../accounts/refusal.ts';
import { attempt, createThrottle } from '../accounts/throttle.ts';
import { StorageError } from '../storage/port.ts';
import type { ClassRecord } from '../storage/port.ts';
import { CREATION_RULES, MAX_CLASSES_PER_ACCOUNT } from './class-limits.ts';
import type { ClassServiceParts } from './class-parts.ts';
import { decide, readOwnClass, showOwnClass } from './class-record-access.ts';
import type { OwnClass } from './class-record-access.ts';
import { showClass, summarizeClass } from './class-view.ts';
import type { DocumentPosition } from './class-view.ts';
import { findActiveMember } from './membership-rules.ts';
import { createMemberships } from './memberships.ts';
import type { Memberships } from './memberships.ts';

interface ClassCreation {
  readonly classId: string;
  readonly name: string;
  readonly currency: string;
  readonly memberId: string;
  /** 12 characters; the server makes one when the device did not. */
  readonly code: string | undefined;
}

interface ClassChange {
  readonly joining: 'open' | 'closed' | undefined;
  readonly isCodeReset: boolean;
  /** Ends the time in which records of other authors are admitted after a restore. */
  readonly isRecoveryOver: boolean;
}

type MembershipCommands = Pick<
  Memberships,
  'join' | 'leave' | 'remove' | 'readmit' | 'handOver' | 'deleteClass' | 'forgetAccount'
>;

/** Everything about classes but their documents. Refusals are values; only storage that fails rejects. */
export interface ClassService extends MembershipCommands {
  /** Can be sent again: `isNew` is then false, and the class as it is comes back. */
  create(
    accountId: string,
    given: ClassCreation,
  ): Promise<(OwnClass & { readonly isNew: boolean }) | Refusal>;
  list(accountId: string): Promise<readonly ClassSummaryBody[]>;
  read(classId: string, accountId: string): Promise<OwnClass | Refusal>;
  /** The names of its members are looked up anew. */
  show(own: OwnClass): Promise<ClassBody>;
  change(classId: string, ownerId: string, change: ClassChange): Promise<OwnClass | Refusal>;
  rollBack(classId: string, ownerId: string, at: string): Promise<OwnClass | Refusal>;
  /** For sockets: who may enter a room, and under which author id. */
  access(
    classId: string,
    accountId: string,
  ): Promise<
    | { readonly memberId: string; readonly role: 'owner' | 'member' }
    | 'no-such-class'
    | 'not-a-member'
    | 'class-deleted'
  >;
}

const CODE_BYTES = 8;
/** Two codes meet by chance about never; a loop without an end would still be wrong. */
const CODE_TRIES = 5;

export function createClassService(parts: ClassServiceParts): ClassService {
  const { storage, accounts } = parts;
  const memberships = createMemberships(parts);
  const creations = createThrottle({ own: CREATION_RULES, shared: CREATION_RULES }, parts.nowMs);
  const makeCode = (): string => codeFromBytes(parts.randomBytes(CODE_BYTES));

  const store = async (
    record: ClassRecord,
    ownCode: string | undefined,
  ): ReturnType<typeof storage.create> => {
    for (let tries = 1; ; tries += 1) {
      const code = ownCode ?? makeCode();
      const stored = await storage.create({ ...record, code });
      if (stored !== 'code-taken' || ownCode !== undefined || tries === CODE_TRIES) return stored;
    }
  };

  /** Undefined: there is no such class yet. */
  const findCreated = async (
    classId: string,
    accountId: string,
  ): Promise<(OwnClass & { readonly isNew: boolean }) | Refusal | undefined> => {
    const record = await storage.read(classId);
    if (record === undefined) return (await storage.isDeleted(classId)) ? refuse('class-deleted') : undefined;
    const own = findActiveMember(record, accountId);
    return own?.role === 'owner' ? { ok: true, record, own, isNew: false } : refuse('class-exists');
  };

  const readOwned = async (classId: string, accountId: string): Promise<OwnClass | Refusal> => {
    const shown = await readOwnClass(storage, classId, accountId);
    return !shown.ok || shown.own.role === 'owner' ? shown : refuse('not-owner');
  };

  const readPosition = async (classId: string): Promise<DocumentPosition | 'unreadable'> => {
    try {
      return await parts.documents.position(classId);
    } catch (error) {
      if (error instanceof StorageError && error.reason === 'damaged') return 'unreadable';
      throw error;
    }
  };

  return {
    join: memberships.join,
    leave: memberships.leave,
    remove: memberships.remove,
    readmit: memberships.readmit,
    handOver: memberships.handOver,
    deleteClass: memberships.deleteClass,
    forgetAccount: memberships.forgetAccount,

    create: (accountId, given) =>
      parts.accountQueue.run(accountId, async () => {
        const name = checkName(given.name);
        if (!name.ok) return refuse('invalid', { fields: { name: name.reason } });
        const created = await findCreated(given.classId, accountId);
        if (created !== undefined) return created;
        if ((await accounts.read(accountId)) === undefined) return refuse('sign-in-required');
        if ((await memberships.countClasses(accountId)) >= MAX_CLASSES_PER_ACCOUNT) {
          return refuse('too-many-classes');
        }
        const admission = creations.admit({ own: accountId });
        if (!admission.ok) return refuse('slow-down', { retryAfterMs: admission.retryAfterMs });
        const at = new Date(parts.nowMs()).toISOString();
        const record: ClassRecord = {
          format: 1,
          id: given.classId,
          name: name.text,
          currency: given.currency,
          code: '',
          joining: 'open',
          createdAt: at,
          members: [{ accountId, memberId: given.memberId, role: 'owner', joinedAt: at }],
        };
        const stored = await attempt(admission, () => store(record, given.code));
        if (stored !== 'created') {
          admission.giveBack();
          return refuse(stored);
        }
        await memberships.noteMembership(accountId, given.classId, given.memberId);
        const own = await readOwnClass(storage, given.classId, accountId);
        return own.ok ? { ...own, isNew: true } : own;
      }),

    async list(accountId) {
      const summaries = (await storage.listOf(accountId)).map(async (record) => {
        const own = findActiveMember(record, accountId);
        return own === undefined ? [] : [summarizeClass(record, own, await readPosition(record.id))];
      });
      return (await Promise.all(summaries)).flat();
    },

    read: (classId, accountId) => readOwnClass(storage, classId, accountId),

    async show({ record, own }) {
      const ids = record.members.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
      const found = await Promise.all(ids.map((id) => accounts.read(id)));
      const displayNameById = new Map(
        found.flatMap((account) =>
          account === undefined ? [] : [[account.id, account.displayName] as const],
        ),
      );
      return showClass(record, own, await parts.documents.position(record.id), displayNameById);
    },

    async change(classId, ownerId, { joining, isCodeReset, isRecoveryOver }) {
      for (let tries = 1; ; tries += 1) {
        const code = isCodeReset ? makeCode() : undefined;
        const decided = await decide<'changed' | 'no-such-class' | 'not-owner'>(
          storage,
          classId,
          (record) => {
            const own = findActiveMember(record, ownerId);
            if (own?.role !== 'owner')
              return { record, outcome: own === undefined ? 'no-such-class' : 'not-owner' };
            const { recoveringUntil, ...rest } = record;
            const changed: ClassRecord = {
              ...rest,
              ...(recoveringUntil === undefined || isRecoveryOver ? {} : { recoveringUntil }),
              ...(joining === undefined ? {} : { joining }),
              ...(code === undefined ? {} : { code }),
            };
            return { record: changed, outcome: 'changed' };
          },
        );
        if (decided === 'code-taken' && tries < CODE_TRIES) continue;
        if (typeof decided === 'string') return refuse(decided);
        const { record, outcome } = decided;
        return outcome === 'changed' ? showOwnClass(record, ownerId) : refuse(outcome);
      }
    },

    async rollBack(classId, ownerId, at) {
      const owned = await readOwned(classId, ownerId);
      if (!owned.ok) return owned;
      const rolled = await parts.documents.rollBack(classId, at);
      return rolled === 'rolled-back' ? owned : refuse('out-of-reach');
    },

    async access(classId, accountId) {
      const record = await storage.read(classId);
      if (record === undefined) return (await storage.isDeleted(classId)) ? 'class-deleted' : 'no-such-class';
      const own = findActiveMember(record, accountId);
      return own === undefined ? 'not-a-member' : { memberId: own.memberId, role: own.role };
    },
  };
}
