import type { ClassSession } from '$lib/class-sync/class-session.ts';
import type { ClassSessions } from '$lib/class-sync/class-sessions.ts';
import type { StopReason, WaitingReason } from '$lib/class-sync/sync-state.ts';
import type { ApiRefusal, ApiResult } from '$lib/platform/api-request.ts';
import { refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { withSession } from './settle-in.ts';

/** What goes wrong may be the server's or this device's. */
export type LeaveResult = ApiResult<void> | StorageResult<void>;

/** What keeps a class from being synced, in the words of the API. */
const refusals: Readonly<Record<Exclude<WaitingReason | StopReason, 'not-saved'>, ApiRefusal>> = {
  offline: 'offline',
  unavailable: 'storage-unavailable',
  'old-epoch': 'busy',
  // What this app sent is not understood.
  malformed: 'update-needed',
  'sign-in': 'sign-in-required',
  removed: 'no-such-class',
  deleted: 'class-deleted',
  'not-here': 'no-such-class',
  'too-large': 'too-large',
  'too-fast': 'slow-down',
  'update-needed': 'update-needed',
};

/** Sends what was written here: once all of it is on the server, nothing is lost by leaving. */
export async function syncBeforeLeaving(sessions: ClassSessions, classId: string): Promise<LeaveResult> {
  const tried = await withSession(sessions, classId, trySync);
  if (!tried.ok) return tried;
  return tried.value ?? { ok: false, refusal: 'no-such-class' };
}

async function trySync(session: ClassSession): Promise<LeaveResult> {
  const state = await session.syncTo(0);
  if (state.kind === 'synced') return stored(undefined);
  if (state.kind === 'idle' || state.kind === 'syncing') return { ok: false, refusal: 'busy' };
  if (state.why !== 'not-saved') return { ok: false, refusal: refusals[state.why] };
  // Why the renewal of a document could not be stored is noted nowhere.
  return session.unsavedFor ? { ok: false, refusal: session.unsavedFor } : refused('failed', state.why);
}
