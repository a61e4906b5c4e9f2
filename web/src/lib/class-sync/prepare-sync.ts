import { codeFromBytes, formatCode } from '@tallybook/shared/protocol/class-code';
import { withInfo } from './class-info.ts';
import type { DocumentHolder } from './document-holder.ts';
import { meaningOfApi } from './meaning-of-api.ts';
import type { SyncParts } from './sync-parts.ts';
import { GO_ON, type Step } from './sync-state.ts';
import { adoptStored, takeServers } from './take-servers.ts';

/** What has to be before a socket makes sense: the newest document, and a server that knows the class. */
export async function prepareSync(parts: SyncParts, holder: DocumentHolder, lockName: string): Promise<Step> {
  const { document } = holder;
  const found = await parts.store.row(holder.classId);
  if (!found.ok) return { then: 'retry', why: 'not-saved' };
  if (!found.value) return { then: 'stop', why: 'not-here' };
  if (found.value.documentId !== document.id) {
    const adopted = await adoptStored(holder, document);
    if (adopted.then !== 'go-on') return adopted;
  }
  if (!holder.row.isOnServer) {
    const created = await createOnServer(parts, holder);
    if (created.then !== 'go-on') return created;
  }
  const { seq, revision } = holder.row;
  return seq < 0 && revision === 0 ? takeServers(parts, holder, lockName, null) : GO_ON;
}

/** Tells the server of a class that was made offline; the same again does no harm. */
async function createOnServer({ api, randomBytes }: SyncParts, holder: DocumentHolder): Promise<Step> {
  const { id, name, currency, memberId, code } = holder.row;
  const created = await api.create(id, { name, currency, memberId, code });
  if (created.ok) {
    await holder.change((row) => withInfo(row, created.value), 'strict');
    return GO_ON;
  }
  if (created.refusal === 'code-taken') {
    const other = formatCode(codeFromBytes(randomBytes(8)));
    await holder.change((row) => ({ ...row, code: other }), 'strict');
  }
  return meaningOfApi(created.refusal);
}
