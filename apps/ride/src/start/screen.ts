import type { ReadStream, WriteStream } from 'node:tty';

/** A few lines of a terminal that are redrawn in place. Keys are not echoed meanwhile; the end restores everything. */
export class Screen {
  readonly #out: WriteStream;
  readonly #in: ReadStream;
  readonly #restore = (): void => this.close();
  #height = 0;
  #isOpen = true;

  /** `onInterrupt` hears Ctrl+C, which is not a signal while the terminal reports single keys. */
  constructor(out: WriteStream, input: ReadStream, onInterrupt: () => void) {
    this.#out = out;
    this.#in = input;
    if (input.isTTY) {
      input.setRawMode(true);
      input.on('data', (keys: Buffer) => {
        if (keys.includes(0x03)) onInterrupt();
      });
      input.unref();
    }
    out.write('\x1b[?25l');
    // What was wrapped by a narrower window cannot be found again line by line.
    out.on('resize', () => {
      if (!this.#isOpen) return;
      out.write('\x1b[H\x1b[2J');
      this.#height = 0;
    });
    process.once('exit', this.#restore);
  }

  get width(): number {
    return Math.max(20, this.#out.columns - 1);
  }

  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    const shown = lines.slice(0, Math.max(1, this.#out.rows - 1));
    const up = this.#height === 0 ? '' : `\x1b[${this.#height}A`;
    this.#out.write(`${up}\r${shown.map((line) => `\x1b[2K${line}\n`).join('')}\x1b[J`);
    this.#height = shown.length;
  }

  /** Leaves the last lines standing, the cursor below them. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    process.off('exit', this.#restore);
    this.#out.write('\x1b[?25h');
    if (this.#in.isTTY) this.#in.setRawMode(false);
    this.#in.pause();
  }
}
