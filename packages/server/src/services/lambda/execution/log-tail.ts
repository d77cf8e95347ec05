/** AWS's `LogResult` has the last 4 KB of an invocation's log. */
const TAIL_BYTES = 4096;

export class LogTail {
  #pieces: Buffer[] = [];
  #size = 0;

  clear(): void {
    this.#pieces = [];
    this.#size = 0;
  }

  add(message: string): void {
    // A long line counts with its end only; its characters have at most three bytes each.
    const piece = Buffer.from(message.length > TAIL_BYTES ? message.slice(-TAIL_BYTES) : message);
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size > TAIL_BYTES * 4) {
      const kept = this.bytes();
      this.#pieces = [kept];
      this.#size = kept.length;
    }
  }

  bytes(): Buffer {
    const all = Buffer.concat(this.#pieces, this.#size);
    return Buffer.from(all.subarray(Math.max(0, all.length - TAIL_BYTES)));
  }
}
