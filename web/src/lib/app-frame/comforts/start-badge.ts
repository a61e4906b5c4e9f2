import { countChangesOfOthers } from '$lib/class-sync/changes-of-others.ts';
import type { AppBadge } from '$lib/platform/app-badge.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { whenIdle } from '$lib/platform/idle.ts';
import { seenChangesMemory } from '$lib/platform/seen-changes.ts';
import { NewsCount } from './news-count.ts';

/** Counts what the icon of the app shows, from what is kept of the classes of one profile. */
export function startBadge(database: LedgerDatabase, badge: AppBadge): NewsCount {
  const store = new ClassStore(database);
  return new NewsCount({
    memory: seenChangesMemory(database.name),
    quiet: () => new Promise((resolve) => void whenIdle(resolve)),
    count: async (classId) => {
      const kept = await store.read(classId);
      return kept.ok && kept.value ? countChangesOfOthers(kept.value) : null;
    },
    show: (count) => badge.show(count),
  });
}
