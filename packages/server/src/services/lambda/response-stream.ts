import type { Outcome, ResponseSink } from './execution/index.js';

/** Bytes that a function may be ahead of its reader. */
const mostAhead = 1024 * 1024;

/** An answer on its way from a function to whoever reads it, piece by piece: a slow reader holds the function back. */
export class ResponseStream implements ResponseSink {
  /** Resolves with the content type when the answer begins. */
  readonly begun: Promise<string>;
  #begin: (contentType: string) => void = () => undefined;
  readonly #waiting: Uint8Array[] = [];
  #bytes = 0;
  #abandoned = false;
  #wake: () => void = () => undefined;
  #drained: () => void = () => undefined;

  constructor() {
    this.begun = new Promise((resolve) => (this.#begin = resolve));
  }

  start(contentType: string): void {
    this.#begin(contentType);
  }

  write(piece: Uint8Array): void | Promise<void> {
    if (this.#abandoned || piece.byteLength === 0) return;
    this.#waiting.push(piece);
    this.#bytes += piece.byteLength;
    this.#wake();
    if (this.#bytes > mostAhead) return new Promise((resolve) => (this.#drained = resolve));
  }

  /** The reader has gone: the function goes on, unheard. */
  abandon(): void {
    this.#abandoned = true;
    this.#waiting.length = 0;
    this.#bytes = 0;
    this.#drained();
    this.#wake();
  }

  /** The pieces, until the function is through; an answer that was made in one piece included. */
  async *pieces(running: Promise<Outcome>): AsyncGenerator<Uint8Array> {
    let over = false;
    const ended = running.then(
      () => (over = true),
      () => (over = true),
    );
    for (;;) {
      const piece = this.#waiting.shift();
      if (piece !== undefined) {
        this.#bytes -= piece.byteLength;
        if (this.#bytes <= mostAhead) this.#drained();
        yield piece;
        continue;
      }
      if (over || this.#abandoned) return;
      const more = new Promise<void>((resolve) => (this.#wake = resolve));
      await Promise.race([more, ended]);
    }
  }
}
