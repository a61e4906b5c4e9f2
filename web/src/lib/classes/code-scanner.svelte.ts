import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { CameraRefusal, CodeCamera } from '$lib/platform/code-camera.ts';

/** Scanning a class's QR code. The camera is on exactly as long as the video is on the screen. */
export class CodeScanner {
  readonly #camera: CodeCamera;
  readonly #take: (text: string) => boolean;
  #isOffered = $state(false);
  #isOn = $state(false);
  #hasSeenOther = $state(false);
  #refusal = $state<CameraRefusal | null>(null);

  /** @param take what was read; answers whether it was what is looked for */
  constructor(camera: CodeCamera, take: (text: string) => boolean) {
    this.#camera = camera;
    this.#take = take;
  }

  /** Whether this device can scan; false until it is known. */
  get isOffered(): boolean {
    return this.#isOffered;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** A code was read that is none of a class. */
  get hasSeenOther(): boolean {
    return this.#hasSeenOther;
  }

  get refusal(): CameraRefusal | null {
    return this.#refusal;
  }

  async look(): Promise<void> {
    this.#isOffered = await this.#camera.isThere();
  }

  start(): void {
    this.#refusal = null;
    this.#hasSeenOther = false;
    this.#isOn = true;
  }

  stop(): void {
    this.#isOn = false;
  }

  readonly show: Attachment<HTMLVideoElement> = (video) => {
    const shown = new AbortController();
    const found = (text: string) => {
      if (this.#take(text)) this.stop();
      else this.#hasSeenOther = true;
    };
    const ended = (refusal: CameraRefusal) => {
      this.#refusal = refusal;
      this.stop();
    };
    untrack(() => void this.#camera.watch(video, { found, ended }, shown.signal));
    return () => shown.abort();
  };
}
