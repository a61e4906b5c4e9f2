import type { Timers } from './ports.ts';
import { TokenBucket } from './token-bucket.ts';

/** Keys in memory; beyond them the one that came first is forgotten. */
const MAX_KEYS = 10_000;

/** Allows each key so many upgrades a minute, all at once if need be. What is refused is not counted. */
export function createUpgradeLimit(perMinute: number, timers: Timers): { take(key: string): boolean } {
  const bucketByKey = new Map<string, TokenBucket>();
  return {
    take(key) {
      const nowMs = timers.elapsedMs();
      let bucket = bucketByKey.get(key);
      if (!bucket) {
        for (const oldest of bucketByKey.keys()) {
          if (bucketByKey.size < MAX_KEYS) break;
          bucketByKey.delete(oldest);
        }
        bucket = new TokenBucket({ burst: perMinute, perSecond: perMinute / 60 }, nowMs);
        bucketByKey.set(key, bucket);
      }
      return bucket.tryTake(1, nowMs);
    },
  };
}
