import { editClass } from '@tallybook/shared/class-doc/commands/edit-class';
import { setMemberState } from '@tallybook/shared/class-doc/commands/members';
import type { ClassSession } from '$lib/class-sync/class-session.ts';
import type { ClassSessions } from '$lib/class-sync/class-sessions.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';

/** Does `work` with a class, which need not be open; null when it is not on this device. */
export async function withSession<T>(
  sessions: ClassSessions,
  classId: string,
  work: (session: ClassSession) => Promise<T>,
): Promise<StorageResult<T | null>> {
  const opened = await sessions.open(classId);
  if (!opened.ok || !opened.value) return opened.ok ? stored(null) : opened;
  try {
    return stored(await work(opened.value.session));
  } finally {
    await opened.value.release();
  }
}

/**
 * Whoever is in a class is in its document, too. What a crash or a lost network left open when the class was made or
 * joined is made up for here, once all that the server has is known.
 */
export async function settleIn(sessions: ClassSessions, classId: string): Promise<void> {
  await withSession(sessions, classId, async (session) => {
    if (session.row.isOnServer) {
      const state = await session.syncTo(0);
      if (state.kind !== 'synced') return;
    }
    await introduce(session);
  });
}

/** Writes what the document lacks: what the class is called, where it is mine, and that I am in it. */
export async function introduce(session: ClassSession, look = ''): Promise<void> {
  const { memberId, role, name, currency } = session.row;
  if (role === 'owner' && session.ledger.info().name === '') {
    await session.write((ledger, context) =>
      editClass(ledger, { name, currency, ...(look === '' ? {} : { look }) }, context),
    );
  }
  if (session.ledger.members().get(memberId)?.hasLeft !== false) {
    await session.write((ledger, context) => setMemberState(ledger, { memberId, state: 'in' }, context));
  }
}
