/** The longest log line, bytes: what is longer becomes several events. */
export const LONGEST_LINE = 256 * 1024;

/** Cuts what a process prints into lines, each with its line end, and holds no more than one line. */
export class LineSplitter {
  readonly #line: (text: string) => void;
  #pieces: Buffer[] = [];
  #held = 0;

  constructor(line: (text: string) => void) {
    this.#line = line;
  }

  push(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length) {
      const room = LONGEST_LINE - this.#held;
      const end = chunk.indexOf(10, from);
      const upTo = end < 0 ? chunk.length : end + 1;
      if (upTo - from >= room && (end < 0 || upTo - from > room)) {
        this.#hold(chunk.subarray(from, from + room));
        this.flush();
        from += room;
        continue;
      }
      this.#hold(chunk.subarray(from, upTo));
      if (end >= 0) this.flush();
      from = upTo;
    }
  }

  /** Gives out what has no line end yet. */
  flush(): void {
    if (this.#held === 0) return;
    const [only] = this.#pieces;
    const bytes = this.#pieces.length === 1 && only ? only : Buffer.concat(this.#pieces, this.#held);
    this.#pieces = [];
    this.#held = 0;
    this.#line(bytes.toString('utf8'));
  }

  #hold(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#held += piece.length;
  }
}
