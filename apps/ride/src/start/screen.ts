import { stripVTControlCharacters } from 'node:util';
import { widthOf } from './text.js';
import type { ReadStream, WriteStream } from 'node:tty';

/** Lines of a terminal that are redrawn in place. Keys are not echoed meanwhile; the end restores everything. */
export class Screen {
  readonly #out: WriteStream;
  readonly #in: ReadStream;
  readonly #restore = (): void => this.close();
  #shown: readonly string[] = [];
  #isOpen = true;

  /** `onKey` hears each key; Ctrl+C, which is not a signal while the terminal reports single keys, as `\x03`. */
  constructor(out: WriteStream, input: ReadStream, onKey: (key: string) => void) {
    this.#out = out;
    this.#in = input;
    if (input.isTTY) {
      input.setRawMode(true);
      input.on('data', (keys: Buffer) => {
        for (const key of keys.toString()) onKey(key);
      });
      input.unref();
    }
    out.write('\x1b[?25l');
    // What was wrapped by a narrower window cannot be found again line by line.
    out.on('resize', () => {
      if (!this.#isOpen) return;
      out.write('\x1b[H\x1b[2J');
      this.#shown = [];
    });
    process.once('exit', this.#restore);
  }

  get width(): number {
    return Math.max(20, this.#out.columns - 1);
  }

  /** Lines may be wider than the terminal, which wraps them then. What does not fit below one another is left out. */
  draw(lines: readonly string[]): void {
    if (!this.#isOpen) return;
    const { rows, columns } = this.#out;
    const shown = fitting(lines, rows - 1, columns);
    const before = this.#shown;
    const up = heightOf(before, columns);
    let text = `${up === 0 ? '' : `\x1b[${up}A`}\r`;
    // As long as lines stand where they stood, each is drawn alone, and those that are the same are stepped over: what
    // somebody has selected in them stays selected.
    let isAligned = true;
    for (const [index, line] of shown.entries()) {
      const height = heightOf([line], columns);
      if (isAligned && height !== heightOf(before.slice(index, index + 1), columns)) {
        isAligned = false;
        text += '\x1b[J';
      }
      if (isAligned && line === before[index]) text += '\n'.repeat(height);
      else text += `${isAligned ? cleared(height) : ''}${line}\n`;
    }
    text += '\x1b[J';
    this.#out.write(text);
    this.#shown = shown;
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

// A row is cleared where the cursor is; for a line of several, the cursor goes down and comes back.
const cleared = (height: number): string => (height === 1 ? '\x1b[2K' : `${'\x1b[2K\n'.repeat(height)}\x1b[${height}A`);

/** Rows that lines take in a terminal of so many columns. */
export function heightOf(lines: readonly string[], columns: number): number {
  const plain = lines.map((line) => widthOf(stripVTControlCharacters(line)));
  return plain.reduce((rows, width) => rows + Math.max(1, Math.ceil(width / Math.max(1, columns))), 0);
}

/** As many of the first lines as there is room for. */
export function fitting(lines: readonly string[], rows: number, columns: number): string[] {
  const shown: string[] = [];
  let left = Math.max(1, rows);
  for (const line of lines) {
    left -= heightOf([line], columns);
    if (left < 0) break;
    shown.push(line);
  }
  return shown;
}
