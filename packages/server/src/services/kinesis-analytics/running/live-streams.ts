import type { Program, Row, RowSink } from '@paddock/sql';
import type { LiveStream } from './contract.js';

/** Rows of each stream that are remembered. */
const remembered = 100;

/** The latest rows of every in-application stream. */
export class LiveStreams implements RowSink {
  readonly #streams: { readonly rows: Row[]; count: number }[];
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
    this.#streams = program.streams.map(() => ({ rows: [], count: 0 }));
  }

  row(stream: number, row: Row): void {
    const live = this.#streams[stream];
    if (live === undefined) return;
    live.rows[live.count % remembered] = row;
    live.count += 1;
  }

  streams(): LiveStream[] {
    return this.#program.streams.map(({ name, kind, columns }, index) => {
      const { rows = [], count = 0 } = this.#streams[index] ?? {};
      const start = count % remembered;
      const inOrder = count <= remembered ? rows : [...rows.slice(start), ...rows.slice(0, start)];
      return { name, kind, columns, count, rows: inOrder };
    });
  }
}
