import type { ApiRefusal } from '$lib/platform/sync-api.ts';
import type { Failure } from './sync-state.ts';

const meanings: Partial<Record<ApiRefusal, Failure>> = {
  'sign-in-required': { then: 'stop', why: 'sign-in' },
  'update-needed': { then: 'stop', why: 'update-needed' },
  'class-deleted': { then: 'stop', why: 'deleted' },
  // The API tells nobody outside a class more than this; whether it exists is told by the socket.
  'no-such-class': { then: 'stop', why: 'removed' },
  'class-exists': { then: 'stop', why: 'removed' },
  offline: { then: 'retry', why: 'offline' },
  unreadable: { then: 'retry', why: 'offline' },
};

/** What a refusal of the API means for syncing a class. */
export function meaningOfApi(refusal: ApiRefusal): Failure {
  return meanings[refusal] ?? { then: 'retry', why: 'unavailable' };
}
