/** A store on disk that can be copied while it goes on being written. */
export interface Holdable {
  /**
   * Keeps what a copy needs from being moved or removed; commits go on. To be released, whatever comes. A store that is held for long lets commits wait
   * when its journal is full, and one that is being closed waits for the release.
   */
  hold(): Promise<Hold>;
}

export interface Hold {
  /**
   * Notes what is durable now. It is synchronous, so that several stores can note the same moment: whatever was acknowledged by one of them before
   * something was asked of another is in both or in neither.
   */
  mark(): void;
  /**
   * Writes what was noted into a directory, which it makes, durably, in the form in which the store keeps it. Files that never change again are shared.
   * @throws errors of the file system
   */
  copy(directory: string): Promise<void>;
  /** Once. */
  release(): void;
}

/** A store in memory of which a copy can be made at any moment, in no time to speak of: what is kept in it never changes. */
export interface Copyable<S> {
  copy(): S;
}

/** Lets through, unless somebody holds it. */
export class Gate {
  #holds = 0;
  #waiting: (() => void)[] = [];

  get isHeld(): boolean {
    return this.#holds > 0;
  }

  hold(): void {
    this.#holds += 1;
  }

  release(): void {
    this.#holds -= 1;
    if (this.#holds === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Resolves when nobody holds it. */
  async passed(): Promise<void> {
    while (this.#holds > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
