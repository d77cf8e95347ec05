/** Where a streamed answer goes. */
export interface StreamSink {
  /** False when the sink wants no more until `StreamOut.drained()`. */
  write(chunk: Uint8Array): boolean;
  /** The stream has ended by itself. */
  end(): void;
  /** The stream has failed: the client must not take what it has for the whole. */
  fail(error: unknown): void;
}

/** Moves chunks from an iterable to a sink, no faster than the sink takes them. */
export class StreamOut {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #sink: StreamSink;
  #over = false;
  #wake: (() => void) | undefined;

  constructor(chunks: AsyncIterable<Uint8Array>, sink: StreamSink) {
    this.#iterator = chunks[Symbol.asyncIterator]();
    this.#sink = sink;
  }

  /** Settles when the stream has ended, failed or been cancelled; never rejects. */
  async run(): Promise<void> {
    try {
      while (!this.#over) {
        // One after the other is the point: the next chunk is asked for when the last has been taken.
        const next = await this.#iterator.next();
        if (this.#over) return;
        if (next.done === true) break;
        if (next.value.byteLength > 0 && !this.#sink.write(next.value)) await this.#drain();
      }
      if (this.#over) return;
      this.#sink.end();
      this.#over = true;
    } catch (error) {
      if (this.#over) return;
      this.#over = true;
      returnEarly(this.#iterator); // the sink may have failed, not the iterator
      this.#sink.fail(error);
    }
  }

  /** The sink has room again. */
  drained(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  /** The client has gone: tells the iterator at once, without waiting for a chunk that may be minutes away. */
  cancel(): void {
    if (this.#over) return;
    this.#over = true;
    this.drained();
    returnEarly(this.#iterator);
  }

  #drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** For a stream that nobody will read. */
export function discardStream(chunks: AsyncIterable<Uint8Array>): void {
  returnEarly(chunks[Symbol.asyncIterator]());
}

/** What an iterator says while it is being thrown away interests nobody any more. */
function returnEarly(iterator: AsyncIterator<Uint8Array>): void {
  const ignore = (): void => undefined;
  try {
    iterator.return?.().then(ignore, ignore);
  } catch {
    ignore();
  }
}
