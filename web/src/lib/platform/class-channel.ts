/** What one tab tells the others of the same profile about classes, always after its own transaction has completed. */
export type ClassMessage =
  | {
      readonly type: 'class-changed';
      readonly classId: string;
      readonly documentId: string;
      /** The number of that append: a tab that misses one before it does not have all. */
      readonly revision: number;
      /** What was appended, whoever wrote it. */
      readonly updates: readonly Uint8Array[];
    }
  | { readonly type: 'class-replaced'; readonly classId: string }
  | {
      readonly type: 'classes-changed';
      /** Said before this class is taken off the device: whoever fetches the list of classes is not to add it again. */
      readonly letGo?: string;
    };

/** Messages between the tabs of one profile; a tab never hears its own. */
export interface ClassChannel {
  post(message: ClassMessage): void;
  listen(listener: (message: ClassMessage) => void): () => void;
  close(): void;
}

/**
 * A channel over BroadcastChannel, named by the profile, so that accounts on one device do not hear one another. A
 * browser without it gets a silent one: its tabs meet at the server.
 */
export function openClassChannel(profileName: string): ClassChannel {
  if (typeof BroadcastChannel === 'undefined') {
    return { post: () => undefined, listen: () => () => undefined, close: () => undefined };
  }
  const channel = new BroadcastChannel(`${profileName}/classes`);
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = (event: MessageEvent<ClassMessage>): void => listener(event.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
    close: () => channel.close(),
  };
}
