import type {
  AccountRecord,
  ClassMemberRecord,
  ClassRecord,
  MembershipRecord,
  SessionRecord,
} from '../port.ts';
import { unsealFile } from './sealed-json.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasTexts(value: Fields, keys: readonly string[]): boolean {
  return keys.every((key) => typeof value[key] === 'string');
}

function isSession(value: unknown): value is SessionRecord {
  return isFields(value) && hasTexts(value, ['id', 'tokenHash', 'createdAt', 'lastSeenAt', 'userAgent']);
}

function isMembership(value: unknown): value is MembershipRecord {
  return isFields(value) && hasTexts(value, ['classId', 'memberId']);
}

function isMember(value: unknown): value is ClassMemberRecord {
  return (
    isFields(value) &&
    hasTexts(value, ['memberId', 'joinedAt']) &&
    (value['accountId'] === null || typeof value['accountId'] === 'string') &&
    (value['role'] === 'owner' || value['role'] === 'member') &&
    (value['leftAt'] === undefined || typeof value['leftAt'] === 'string') &&
    (value['removed'] === undefined || value['removed'] === true)
  );
}

function isAccount(value: Fields): boolean {
  const texts = ['id', 'username', 'displayName', 'passwordHash', 'recoveryHash', 'createdAt'];
  const { format, sessions, memberships } = value;
  return (
    format === 1 &&
    hasTexts(value, texts) &&
    Array.isArray(sessions) &&
    sessions.every(isSession) &&
    Array.isArray(memberships) &&
    memberships.every(isMembership)
  );
}

function isRecovered(value: unknown): boolean {
  if (!isFields(value) || !hasTexts(value, ['memberId', 'at'])) return false;
  const { ids } = value;
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string');
}

function isClass(value: Fields): boolean {
  const { format, joining, members, recoveringUntil, recovered } = value;
  return (
    format === 1 &&
    hasTexts(value, ['id', 'name', 'currency', 'code', 'createdAt']) &&
    (joining === 'open' || joining === 'closed') &&
    Array.isArray(members) &&
    members.every(isMember) &&
    (recoveringUntil === undefined || typeof recoveringUntil === 'string') &&
    (recovered === undefined || (Array.isArray(recovered) && recovered.every(isRecovered)))
  );
}

function parseRecord(bytes: Buffer, id: string, fits: (value: Fields) => boolean): Fields | undefined {
  const value = unsealFile(bytes)?.value;
  if (value?.['id'] !== id || !fits(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'crc'));
}

/** The account of a file, or undefined when the file is damaged or holds another account. */
export function parseAccount(bytes: Buffer, id: string): AccountRecord | undefined {
  return parseRecord(bytes, id, isAccount) as AccountRecord | undefined;
}

/** The class of a file, or undefined when the file is damaged or holds another class. */
export function parseClass(bytes: Buffer, id: string): ClassRecord | undefined {
  return parseRecord(bytes, id, isClass) as ClassRecord | undefined;
}
