import { LONGEST_ANSWER } from './runtime-api.js';
import type { ResponseSink } from './types.js';

/** Takes what a function answers: gathers it, or passes it on while it is made. */
export class AnswerTaker {
  contentType = 'application/json';
  readonly #sink: ResponseSink | undefined;
  #pieces: Uint8Array[] = [];
  #size = 0;
  #started = false;
  #broken = false;

  constructor(sink: ResponseSink | undefined) {
    this.#sink = sink;
  }

  /** Whether the caller has seen something of it. */
  get isUnderWay(): boolean {
    return this.#started;
  }

  /** What was gathered does not fit. */
  get isTooLarge(): boolean {
    return this.#size > LONGEST_ANSWER;
  }

  /** @returns a promise to wait for, before more is taken */
  take(piece: Uint8Array): Promise<void> | undefined {
    if (this.#sink === undefined) {
      this.#size += piece.length;
      if (!this.isTooLarge) this.#pieces.push(piece);
      return undefined;
    }
    this.#begin(this.#sink);
    if (this.#broken) return undefined;
    return this.#sink.write(piece)?.catch(() => {
      this.#broken = true;
    });
  }

  /** @returns what was gathered; nothing when it went to the sink */
  finish(): Uint8Array {
    if (this.#sink) this.#begin(this.#sink);
    const [only] = this.#pieces;
    return this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces);
  }

  #begin(sink: ResponseSink): void {
    if (this.#started) return;
    this.#started = true;
    sink.start(this.contentType);
  }
}
