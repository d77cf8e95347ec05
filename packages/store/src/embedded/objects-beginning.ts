/** A body of which so much was read that it is known whether it is small. Goes on as the whole of it. */
export class Beginning implements AsyncIterable<Uint8Array> {
  readonly chunks: readonly Uint8Array[];
  readonly #rest: AsyncIterator<Uint8Array> | undefined;

  static async of(body: Uint8Array | AsyncIterable<Uint8Array>, limit: number): Promise<Beginning> {
    if (body instanceof Uint8Array) {
      return new Beginning([body], body.length > limit ? nothing()[Symbol.asyncIterator]() : undefined);
    }
    const iterator = body[Symbol.asyncIterator]();
    const chunks: Uint8Array[] = [];
    for (let size = 0; size <= limit;) {
      const result = await iterator.next();
      if (result.done === true) return new Beginning(chunks, undefined);
      // A stream may use its buffer again.
      const chunk = Uint8Array.from(result.value);
      chunks.push(chunk);
      size += chunk.length;
    }
    return new Beginning(chunks, iterator);
  }

  private constructor(chunks: readonly Uint8Array[], rest: AsyncIterator<Uint8Array> | undefined) {
    this.chunks = chunks;
    this.#rest = rest;
  }

  get isWhole(): boolean {
    return this.#rest === undefined;
  }

  async end(): Promise<void> {
    await this.#rest?.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let isDone = false;
    try {
      yield* this.chunks;
      for (;;) {
        const result = await this.#rest?.next();
        if (result === undefined || result.done === true) break;
        yield result.value;
      }
      isDone = true;
    } finally {
      if (!isDone) await this.end();
    }
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
