interface Deps<Pad> {
  /** Fingers are the first way to point here. */
  hasTouch: boolean;
  load: () => Promise<Pad>;
  /** Gives the amount the focus anew, so that the device brings its keyboard up or takes it away. */
  refocus: () => Promise<void>;
}

/** Which keys a form's amount is typed with on a screen for fingers: those of the app, or those of the device. */
export class AmountKeys<Pad> {
  readonly #deps: Deps<Pad>;
  #kind = $state<'own' | 'device'>('own');
  #isInHand = $state(false);
  #pad = $state.raw<Pad | null>(null);
  #isLoading = false;

  constructor(deps: Deps<Pad>) {
    this.#deps = deps;
  }

  /** The keyboard of the device stays away. */
  get areOwn(): boolean {
    return this.#deps.hasTouch && this.#kind === 'own';
  }

  get areOfDevice(): boolean {
    return this.#deps.hasTouch && this.#kind === 'device';
  }

  /** The keypad while it is to be seen. */
  get pad(): Pad | null {
    return this.areOwn && this.#isInHand ? this.#pad : null;
  }

  /** The focus went to a field to type in. */
  moveTo(isAmount: boolean): void {
    this.#isInHand = isAmount;
    if (isAmount && this.areOwn) void this.#load();
  }

  async choose(kind: 'own' | 'device'): Promise<void> {
    this.#kind = kind;
    await this.#deps.refocus();
  }

  /** A keypad that cannot be had must not keep the keyboard of the device away too. */
  async #load(): Promise<void> {
    if (this.#pad !== null || this.#isLoading) return;
    this.#isLoading = true;
    try {
      this.#pad = await this.#deps.load();
    } catch {
      if (this.#isInHand && this.areOwn) await this.choose('device');
      else this.#kind = 'device';
    } finally {
      this.#isLoading = false;
    }
  }
}
