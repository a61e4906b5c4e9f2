import type { SyncApi } from '$lib/platform/sync-api.ts';
import type { ClassDocument } from './class-document.ts';
import type { DocumentHolder } from './document-holder.ts';
import { meaningOfApi } from './meaning-of-api.ts';
import { recordIdsOf, renewalOf, type Suspect } from './renewal.ts';
import type { SyncParts } from './sync-parts.ts';
import { GO_ON, type Step } from './sync-state.ts';

/**
 * Puts the server's document in the place of the one here, with the records of mine that it lacks put aside. Nothing
 * saved is let go of: what is put aside is read in the transaction that replaces the document.
 */
export async function takeServers(
  { store, api, channel, locks }: SyncParts,
  holder: DocumentHolder,
  lockName: string,
  suspect: Suspect | null,
): Promise<Step> {
  const { classId, document, keys } = holder;
  const saved = await document.save();
  if (!saved.ok) return { then: 'retry', why: 'not-saved' };
  // So it stays when another tab is at it.
  let step = { then: 'retry', why: 'unavailable' } as Step;
  await locks.runAlone(lockName, async () => {
    const found = await store.row(classId);
    if (!found.ok || !found.value) {
      step = found.ok ? { then: 'stop', why: 'not-here' } : { then: 'retry', why: 'not-saved' };
      return;
    }
    if (found.value.documentId !== document.id) {
      // Another tab was faster.
      step = GO_ON;
      return;
    }
    const server = await fetchState(api, classId);
    if ('then' in server) {
      step = server;
      return;
    }
    const ids = { documentId: keys.id(), key: keys.next(classId) };
    const replaced = await store.replace(classId, renewalOf(server.state, server.recordIds, ids, suspect));
    step = replaced.ok ? GO_ON : { then: 'retry', why: 'not-saved' };
    if (replaced.ok) channel.post({ type: 'class-replaced', classId });
  });
  return step.then === 'go-on' ? adoptStored(holder, document) : step;
}

/** Takes the stored document in the place of `document`; without it there is nothing to sync. */
export async function adoptStored(holder: DocumentHolder, document: ClassDocument): Promise<Step> {
  if (holder.document !== document) return GO_ON;
  const adopted = await holder.adopt();
  if (holder.document !== document) return GO_ON;
  if (adopted.ok && adopted.value === 'gone') return { then: 'stop', why: 'not-here' };
  return { then: 'retry', why: adopted.ok ? 'unavailable' : 'not-saved' };
}

async function fetchState(api: SyncApi, classId: string) {
  const fetched = await api.state(classId);
  if (!fetched.ok) return meaningOfApi(fetched.refusal);
  const recordIds = recordIdsOf(fetched.value.update);
  return recordIds ? { state: fetched.value, recordIds } : ({ then: 'retry', why: 'unavailable' } as const);
}
