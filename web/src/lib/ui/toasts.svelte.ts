import { createContext } from 'svelte';

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

/** How long a message stays unless the pointer or the focus rests on it, in ms. */
const SHOWN_FOR_MS = 7000;

/** Short proofs of what was just done; one at a time, the newest replaces the one before. */
export class Toasts {
  #current = $state.raw<Toast | null>(null);
  #nextId = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get current(): Toast | null {
    return this.#current;
  }

  show(text: string, action?: Toast['action']): void {
    this.#current = { id: this.#nextId++, text, ...(action ? { action } : {}) };
    this.resume();
  }

  dismiss(): void {
    this.pause();
    this.#current = null;
  }

  /** While somebody reads or reaches for it, a toast does not leave. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  resume(): void {
    this.pause();
    this.#timer = setTimeout(() => this.dismiss(), SHOWN_FOR_MS);
  }
}

export const [useToasts, provideToasts] = createContext<Toasts>();
