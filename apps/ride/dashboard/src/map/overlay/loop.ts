import type { Frames } from './frames.js';

/** When the next picture is due: at the next frame, after some milliseconds, or when something happens. */
export type Next = 'frame' | number | 'rest';

/** Asks for frames only while there is something to draw and the page is seen. */
export class Loop {
  readonly #frames: Frames;
  readonly #draw: () => Next;
  readonly #unlisten: () => void;
  #cancelFrame: (() => void) | undefined;
  #cancelTimer: (() => void) | undefined;
  #isStopped = false;

  constructor(frames: Frames, draw: () => Next) {
    this.#frames = frames;
    this.#draw = draw;
    this.#unlisten = frames.onShown(() => this.wake());
  }

  /** Something has changed: a frame is due. */
  wake(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (this.#isStopped || this.#cancelFrame !== undefined || this.#frames.isHidden()) return;
    this.#cancelFrame = this.#frames.request(() => {
      this.#cancelFrame = undefined;
      this.#plan(this.#draw());
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#unlisten();
    this.#cancelFrame?.();
    this.#cancelTimer?.();
  }

  #plan(next: Next): void {
    if (next === 'frame') this.wake();
    else if (next !== 'rest' && !this.#isStopped && this.#cancelFrame === undefined) {
      this.#cancelTimer?.();
      this.#cancelTimer = this.#frames.after(next, () => this.wake());
    }
  }
}
