import type { ClassSessions, OpenClass } from '$lib/class-sync/class-sessions.ts';

/**
 * Keeps the class that was looked at last in memory and in sync: from its screen to the form and back nothing is read
 * again, and what others add meanwhile is there at once.
 */
export class KeptClass {
  readonly #sessions: ClassSessions;
  #classId: string | null = null;
  #open: OpenClass | null = null;

  constructor(sessions: ClassSessions) {
    this.#sessions = sessions;
  }

  /** Lets go of the one before. */
  async keep(classId: string): Promise<void> {
    if (classId === this.#classId) return;
    const before = this.#open;
    this.#classId = classId;
    this.#open = null;
    const opened = await this.#sessions.open(classId);
    await before?.release();
    if (!opened.ok || !opened.value) return;
    if (this.#isWanted(classId)) this.#open = opened.value;
    else await opened.value.release();
  }

  /** Another may have been asked for meanwhile. */
  #isWanted(classId: string): boolean {
    return this.#classId === classId && this.#open === null;
  }

  /** Of this class, or of whichever it is. */
  async letGo(classId = this.#classId): Promise<void> {
    if (classId === null || classId !== this.#classId) return;
    const kept = this.#open;
    this.#classId = null;
    this.#open = null;
    await kept?.release();
  }
}
