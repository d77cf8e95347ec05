import { RowError } from '../errors.js';
import type { Row, RowSink } from './engine-types.js';
import type { Receiver } from './operator.js';

/** A row that went through so many streams goes in a circle. */
const longestChain = 256;
let depth = 0;

/** An in-application stream: its rows go to the engine's sink, then to the pumps that read it, in the order of their making. */
export class Stream implements Receiver {
  readonly readers: Receiver[] = [];
  readonly #index: number;
  readonly #sink: RowSink;
  readonly #failed: (error: unknown, row: Row) => void;

  constructor(index: number, sink: RowSink, failed: (error: unknown, row: Row) => void) {
    this.#index = index;
    this.#sink = sink;
    this.#failed = failed;
  }

  row(row: Row): void {
    this.#sink.row(this.#index, row);
    if (this.readers.length === 0) return;
    if (depth >= longestChain) {
      this.#failed(new RowError('The pumps form a circle: the row came back too often'), row);
      return;
    }
    depth++;
    try {
      for (const reader of this.readers) reader.row(row);
    } finally {
      depth--;
    }
  }

  advance(time: number): void {
    for (const reader of this.readers) reader.advance(time);
  }
}
