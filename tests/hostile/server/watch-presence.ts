import type { Message } from '@tallybook/shared/protocol/messages';
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

export interface WatchedPresence {
  readonly onMessage: (message: Message) => void;
  /** What those who are there say of themselves. */
  readonly states: () => readonly unknown[];
  /** What has ever been shown, also of those who have gone. */
  readonly everShown: () => readonly unknown[];
}

/** Who is there, as the client library of the editors sees it. */
export function watchPresence(): WatchedPresence {
  const awareness = new Awareness(new Y.Doc());
  awareness.setLocalState(null);
  // Ends its timer, which would forget those who say nothing for a while, and keep this process.
  awareness.destroy();
  const shown: unknown[] = [];
  awareness.on('change', ({ added, updated }: { added: number[]; updated: number[] }) => {
    for (const clientId of [...added, ...updated]) shown.push(awareness.getStates().get(clientId));
  });
  return {
    onMessage: (message) => {
      if (message.type !== 'awareness') return;
      applyAwarenessUpdate(awareness, message.update, 'network');
    },
    states: () => [...awareness.getStates().values()],
    everShown: () => shown,
  };
}
