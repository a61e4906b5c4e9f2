import type { ApiRefusal, ApiResult } from '$lib/platform/sync-api.ts';
import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';

/** What is decided about a class as a whole or about who is in it, outside of its document. */
export type ClassAct =
  | { readonly kind: 'remove' | 'readmit' | 'hand-over'; readonly accountId: string }
  /** `mayEnd`: the question says that the class ends with it. */
  | { readonly kind: 'leave'; readonly mayEnd: boolean }
  | {
      readonly kind:
        | 'open-joining'
        | 'close-joining'
        | 'reset-code'
        | 'delete'
        | 'archive'
        | 'unarchive'
        | 'remove-from-device';
    };

export interface ActEngine {
  setJoining(classId: string, joining: 'open' | 'closed'): Promise<ApiResult<unknown>>;
  resetCode(classId: string): Promise<ApiResult<unknown>>;
  removeMember(classId: string, accountId: string): Promise<ApiResult<unknown>>;
  readmit(classId: string, accountId: string): Promise<ApiResult<unknown>>;
  handOver(classId: string, accountId: string): Promise<ApiResult<unknown>>;
  leave(classId: string, mayEnd: boolean): Promise<ApiResult<unknown> | StorageResult<unknown>>;
  deleteClass(classId: string): Promise<ApiResult<unknown> | StorageResult<unknown>>;
  archive(classId: string, isArchived: boolean): Promise<StorageResult<unknown>>;
  removeFromDevice(classId: string): Promise<StorageResult<unknown>>;
}

/** Why an act was not done. 'not-loaded': its code could not be fetched. */
export type ActRefusal = ApiRefusal | StorageRefusal | 'not-loaded';

const NOTHING = '';

/** One act at a time is asked about or under way; the next takes the place of a question. */
export class ClassActs {
  readonly #classId: string;
  readonly #engine: () => Promise<ActEngine>;
  #asked = $state.raw(NOTHING);
  /** The act as the question told of it; null once a refusal has told something newer. */
  #told: ClassAct | null = null;
  #running = $state.raw(NOTHING);
  #failure = $state.raw<{ readonly of: string; readonly refusal: ActRefusal } | null>(null);

  constructor(classId: string, engine: () => Promise<ActEngine>) {
    this.#classId = classId;
    this.#engine = engine;
  }

  get isBusy(): boolean {
    return this.#running !== NOTHING;
  }

  isAsked(act: ClassAct): boolean {
    return this.#asked === keyOf(act);
  }

  isRunning(act: ClassAct): boolean {
    return this.#running === keyOf(act);
  }

  refusalOf(act: ClassAct): ActRefusal | null {
    return this.#failure?.of === keyOf(act) ? this.#failure.refusal : null;
  }

  /** Asks before it does anything. */
  ask(act: ClassAct): void {
    if (this.isBusy) return;
    this.#asked = keyOf(act);
    this.#told = act;
    this.#failure = null;
  }

  cancel(): void {
    if (this.isBusy) return;
    this.#asked = NOTHING;
    this.#failure = null;
  }

  /**
   * Does what was asked about, whatever was learnt since, which nobody may have read. A refusal leaves the question
   * open, with the reason beside it.
   */
  async run(act: ClassAct): Promise<boolean> {
    if (this.isBusy) return false;
    const key = keyOf(act);
    this.#running = key;
    this.#failure = null;
    const told = this.#asked === key ? this.#told : null;
    const refusal = await this.#carryOut(told ?? act);
    this.#told = null;
    this.#running = NOTHING;
    if (refusal !== null) {
      this.#failure = { of: key, refusal };
      return false;
    }
    if (this.#asked === key) this.#asked = NOTHING;
    return true;
  }

  async #carryOut(act: ClassAct): Promise<ActRefusal | null> {
    let engine: ActEngine;
    try {
      engine = await this.#engine();
    } catch {
      // It rejects only when its code cannot be loaded, and that is what is said.
      return 'not-loaded';
    }
    const done = await callEngine(engine, this.#classId, act);
    return done.ok ? null : done.refusal;
  }
}

function keyOf(act: ClassAct): string {
  return 'accountId' in act ? `${act.kind}:${act.accountId}` : act.kind;
}

function callEngine(
  engine: ActEngine,
  classId: string,
  act: ClassAct,
): Promise<ApiResult<unknown> | StorageResult<unknown>> {
  switch (act.kind) {
    case 'remove':
      return engine.removeMember(classId, act.accountId);
    case 'readmit':
      return engine.readmit(classId, act.accountId);
    case 'hand-over':
      return engine.handOver(classId, act.accountId);
    case 'open-joining':
      return engine.setJoining(classId, 'open');
    case 'close-joining':
      return engine.setJoining(classId, 'closed');
    case 'reset-code':
      return engine.resetCode(classId);
    case 'leave':
      return engine.leave(classId, act.mayEnd);
    case 'delete':
      return engine.deleteClass(classId);
    case 'archive':
      return engine.archive(classId, true);
    case 'unarchive':
      return engine.archive(classId, false);
    case 'remove-from-device':
      return engine.removeFromDevice(classId);
    default:
      return act satisfies never;
  }
}
