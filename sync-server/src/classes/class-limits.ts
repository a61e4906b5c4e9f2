import type { ThrottleRules } from '../accounts/failure-counts.ts';

export const MAX_CLASSES_PER_ACCOUNT = 200;

const DAY_MS = 24 * 60 * 60_000;
const CLASSES_PER_DAY = 50;

/** 50 new classes at once, and from then on one in each fiftieth of a day. */
export const CREATION_RULES: ThrottleRules = {
  burst: CLASSES_PER_DAY,
  firstWaitMs: DAY_MS / CLASSES_PER_DAY,
  maxWaitMs: DAY_MS / CLASSES_PER_DAY,
  forgetMs: DAY_MS / CLASSES_PER_DAY,
  maxKeys: 10_000,
};
