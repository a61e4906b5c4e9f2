import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassRole } from '@tallybook/shared/protocol/api-types';
import type { ClassRow } from '$lib/platform/schema.ts';

/** A person of a class, whatever ids they have had. */
export interface LiveMember {
  /** Canonical. */
  readonly id: string;
  /** Null: somebody whom this device has not heard of yet. */
  readonly name: string | null;
  readonly accountId: string | null;
  readonly isMe: boolean;
  /** Has no account. */
  readonly isPlaceholder: boolean;
  readonly hasLeft: boolean;
  readonly isRemoved: boolean;
  readonly role: ClassRole | null;
  readonly look: string;
}

const compareNames = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/**
 * Everybody of a class by canonical id: names of accounts come from the server's list, those of the others from the
 * document. `ownName` is what a device calls its own account before it has seen the list.
 */
export function readMembers(ledger: ClassLedger, row: ClassRow, ownName: string): Map<string, LiveMember> {
  const me = ledger.identity(row.memberId);
  const accountById = new Map(row.members.map((member) => [member.memberId, member]));
  const idsByPerson = new Map<string, string[]>();
  for (const id of new Set([...ledger.members().keys(), ...accountById.keys(), row.memberId])) {
    const person = ledger.identity(id);
    idsByPerson.set(person, [...(idsByPerson.get(person) ?? []), id]);
  }
  const members = new Map<string, LiveMember>();
  for (const [id, ids] of idsByPerson) {
    const accounts = ids.flatMap((one) => accountById.get(one) ?? []);
    const account = accounts.find(({ leftAt }) => leftAt === undefined) ?? accounts[0];
    const records = [id, ...ids].flatMap((one) => ledger.members().get(one) ?? []);
    const named = records.find(({ name }) => name !== null);
    const isMe = id === me;
    members.set(id, {
      id,
      name: account?.displayName ?? (isMe && ownName !== '' ? ownName : (named?.name ?? null)),
      accountId: account?.accountId ?? null,
      isMe,
      isPlaceholder: !account && !isMe && !records.some(({ isAuthor }) => isAuthor),
      hasLeft: account
        ? account.leftAt !== undefined
        : records.length > 0 && records.every(({ hasLeft }) => hasLeft),
      isRemoved: account?.removed === true,
      role: account?.role ?? (isMe ? row.role : null),
      look: records.find(({ look }) => look !== '')?.look ?? '',
    });
  }
  return members;
}

/** Those who are there, me first and the others by name, then those who have left. */
export function inOrder(members: Iterable<LiveMember>): LiveMember[] {
  const rank = ({ isMe, hasLeft }: LiveMember): number => (hasLeft ? 2 : isMe ? 0 : 1);
  return Array.from(members).sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compareNames.compare(a.name ?? '', b.name ?? '') ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** Of an id that nobody has told of. */
export function unknownMember(id: string): LiveMember {
  return {
    id,
    name: null,
    accountId: null,
    isMe: false,
    isPlaceholder: false,
    hasLeft: false,
    isRemoved: false,
    role: null,
    look: '',
  };
}
