/** Which parts of a buffer the GPU does not have yet, in blocks, so that neighbours go in one write. */
export class DirtyBlocks {
  readonly #size: number;
  #dirty: Uint8Array;
  #any = false;

  /** @param size entries a block */
  constructor(entries: number, size: number) {
    this.#size = size;
    this.#dirty = new Uint8Array(Math.ceil(entries / size));
  }

  mark(entry: number): void {
    this.#dirty[Math.floor(entry / this.#size)] = 1;
    this.#any = true;
  }

  /** Clean, for a buffer of another length. */
  resize(entries: number): void {
    this.#dirty = new Uint8Array(Math.ceil(entries / this.#size));
    this.#any = false;
  }

  /** Gives the ranges [from, to) and is clean after. `to` may lie beyond the last entry. */
  take(write: (from: number, to: number) => void): void {
    if (!this.#any) return;
    this.#any = false;
    const blocks = this.#dirty;
    for (let first = 0; first < blocks.length; first += 1) {
      if (blocks[first] === 0) continue;
      let end = first;
      while (end < blocks.length && blocks[end] === 1) {
        blocks[end] = 0;
        end += 1;
      }
      write(first * this.#size, end * this.#size);
      first = end;
    }
  }
}
