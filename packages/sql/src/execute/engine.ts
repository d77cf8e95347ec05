import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import type { Program } from '../bind/plan.js';
import { RowError } from '../errors.js';
import type { Value } from '../types/sql-type.js';
import { build, type Site } from './build.js';
import type { Batch, EngineOptions, Row, RowProblem } from './engine-types.js';
import { errorRow, rowProblem } from './error-rows.js';
import { fingerprint } from './fingerprint.js';
import { graphOf, type Graph } from './graph.js';
import { insertInto } from './insert.js';
import { Memory, mostMemory } from './memory.js';
import { Merge, type Pace } from './merge.js';
import type { EngineClock, Receiver, Scope, Stateful } from './operator.js';
import { ReferenceTables } from './reference-join.js';
import { Stream } from './stream.js';

/** Rows of constants, given to their reader with the first batch. */
interface Beginning {
  readonly rows: readonly (readonly Value[])[];
  readonly reader: Receiver;
}

/**
 * Computes a program's streams from rows of its sources, step by step: the same batches from the same snapshot give the same rows. Where batches are cut makes no difference to any stream's rows.
 * Reference tables are no part of a snapshot: they are loaded before the first step.
 */
export class Engine {
  readonly #fingerprint: string;
  readonly #clock: EngineClock = { now: 0, time: -Infinity };
  readonly #streams: readonly Stream[];
  /** What engine time is told to: streams that no pump is before, then what begins of itself. */
  readonly #roots: Receiver[] = [];
  /** Where the source rows of each stream go in. */
  readonly #entrances = new Map<number, Receiver>();
  readonly #tables = new ReferenceTables();
  readonly #memory: Memory;
  readonly #beginnings: Beginning[] = [];
  readonly #parts: Stateful[] = [];
  /** Those that engine time moves on. */
  readonly #clocked: Stateful[] = [];
  readonly #errors: number;
  /** No deadline is before it. */
  #due = -Infinity;
  #hasBegun = false;
  #lastError = -Infinity;

  /** @throws Error where the snapshot is of another program */
  constructor(program: Program, options: EngineOptions) {
    this.#fingerprint = fingerprint(program);
    this.#memory = new Memory(options.mostMemory ?? mostMemory);
    this.#errors = program.streams.findIndex(({ kind }) => kind === 'error');
    this.#streams = program.streams.map(
      ({ name }, index) => new Stream(index, options.sink, (error, row) => this.#failed(error, name, row)),
    );
    this.#assemble(program, graphOf(program));
    if (options.snapshot !== undefined) this.#restore(options.snapshot);
  }

  /** Computes a batch: when it returns, all that is due by its watermark has been given to the sink. */
  step(batch: Batch): void {
    const clock = this.#clock;
    clock.now = batch.now;
    if (!this.#hasBegun) this.#begin(batch.rows[0]?.time ?? batch.watermark);
    let stream = -1;
    let entrance: Receiver | undefined;
    for (const row of batch.rows) {
      if (row.time >= this.#due) this.#advanceThrough(row.time);
      if (row.stream !== stream) {
        stream = row.stream;
        entrance = this.#entrances.get(stream);
      }
      if (row.time >= clock.time) {
        clock.time = row.time;
        entrance?.row(row);
      } else entrance?.row({ time: clock.time, values: row.values });
    }
    if (batch.watermark < clock.time) return;
    this.#advanceThrough(batch.watermark);
    this.#advance(batch.watermark);
  }

  /** Replaces a reference table's rows, from the next row on. */
  loadTable(name: string, rows: readonly (readonly Value[])[]): void {
    this.#tables.load(name, rows);
  }

  /** Puts what was wrong with an input record into `error_stream`. */
  problem(problem: RowProblem): void {
    this.#problem(problem, problem.time);
  }

  #problem(problem: RowProblem, errorTime: number): void {
    const stream = this.#streams[this.#errors];
    if (stream === undefined) return;
    this.#lastError = Math.max(
      this.#lastError,
      this.#clock.time === -Infinity ? problem.time : Math.floor(this.#clock.time),
    );
    stream.row(errorRow(problem, errorTime, this.#lastError));
  }

  /** The earliest watermark at which rows can come out without any more input, ms; undefined where only rows make rows. */
  nextDeadline(): number | undefined {
    const next = this.#nextAfter(this.#clock.time);
    // Watermarks are whole.
    return next === Infinity ? undefined : Math.ceil(next);
  }

  /** All that the engine remembers, between two steps. It shares nothing that changes with the engine. */
  snapshot(): Saved {
    const { now, time } = this.#clock;
    const parts = this.#parts.map((part) => part.save());
    return [this.#fingerprint, now, time, this.#hasBegun, this.#lastError, parts];
  }

  #restore(snapshot: Saved): void {
    const [program, now, time, hasBegun, lastError, saved] = savedList(snapshot);
    const parts = savedList(saved);
    if (program !== this.#fingerprint || parts.length !== this.#parts.length)
      throw new Error('The snapshot is of another program');
    this.#clock.now = savedNumber(now);
    this.#clock.time = savedNumber(time);
    this.#hasBegun = hasBegun === true;
    this.#lastError = savedNumber(lastError);
    for (const [index, part] of this.#parts.entries()) part.restore(parts[index] ?? null);
  }

  #begin(time: number): void {
    this.#hasBegun = true;
    for (const { rows, reader } of this.#beginnings) for (const values of rows) reader.row({ time, values });
  }

  /** Goes through all deadlines up to a time, one after the other, so that windows end in the order of their ends whichever pump has them. */
  #advanceThrough(time: number): void {
    let next = this.#nextAfter(this.#clock.time);
    while (next <= time && next < Infinity) {
      this.#advance(next);
      next = this.#nextAfter(next);
    }
    this.#due = next;
  }

  #advance(time: number): void {
    this.#clock.time = time;
    for (const root of this.#roots) root.advance(time);
  }

  /** What is behind the engine's time (rows held to be sorted) has deadlines that are over already: they wait for those rows. */
  #nextAfter(time: number): number {
    let next = Infinity;
    for (const part of this.#clocked) {
      const deadline = part.nextDeadline();
      if (deadline > time && deadline < next) next = deadline;
    }
    return next;
  }

  #assemble(program: Program, graph: Graph): void {
    const indices = new Map(program.streams.map(({ name }, index) => [name, index]));
    const inputs = this.#inputs(program, graph);
    for (const { pump } of graph.pumps) {
      const index = indices.get(pump.into) ?? -1;
      const columns = program.streams[index]?.columns;
      const input = inputs.get(pump.into)?.shift();
      if (columns === undefined || input === undefined) throw new TypeError(`There is no stream '${pump.into}'`);
      const scope: Scope = {
        clock: this.#clock,
        memory: this.#memory,
        wake: (deadline) => {
          if (deadline < this.#due) this.#due = deadline;
        },
        failed: (error, row) => this.#failed(error, pump.name, row),
      };
      const site: Site = {
        scope,
        graph,
        tables: this.#tables,
        reads: (name, reader) => {
          const stream = this.#streams[indices.get(name) ?? -1];
          if (stream === undefined) throw new TypeError(`There is no stream '${name}'`);
          stream.readers.push(reader);
        },
        begins: (rows, reader) => {
          this.#beginnings.push({ rows, reader });
          this.#roots.push(reader);
        },
        remembers: (part, clocked) => {
          this.#parts.push(part);
          if (clocked) this.#clocked.push(part);
        },
      };
      build(pump.plan, insertInto(columns, scope, input), site);
    }
  }

  /** What each pump writes to, in the order of the pumps, stream by stream. Several writers are merged; the engine's time is the first of them where it is the stream's. */
  #inputs(program: Program, graph: Graph): Map<string, Receiver[]> {
    const inputs = new Map<string, Receiver[]>();
    for (const [index, { name }] of program.streams.entries()) {
      const stream = this.#streams[index];
      if (stream === undefined) continue;
      const isRoot = graph.roots.has(name);
      const writers = graph.pumps.filter(({ pump }) => pump.into === name);
      const paces: Pace[] = isRoot ? ['clock'] : [];
      for (const { pump, back } of writers) if (!back) paces.push(graph.paceOf(pump.plan));
      const merge =
        paces.length > 1 || writers.some(({ back }) => back) ? new Merge(paces, this.#clock, stream) : undefined;
      if (merge !== undefined) this.#parts.push(merge);
      const receivers: Receiver[] = [...(merge?.inputs ?? [stream])];
      if (isRoot) {
        const root = receivers.shift() ?? stream;
        this.#roots.push(root);
        this.#entrances.set(index, root);
      }
      inputs.set(
        name,
        writers.map(({ back }) => (back && merge ? withoutTime(merge) : (receivers.shift() ?? stream))),
      );
    }
    return inputs;
  }

  #failed(error: unknown, where: string, row: Row): void {
    if (!(error instanceof RowError)) throw error;
    this.#problem(rowProblem(error, where, row), this.#clock.now);
  }
}

/** The time of a stream does not wait for a pump that closes a circle. */
const withoutTime = (input: Pick<Receiver, 'row'>): Receiver => ({ row: (row) => input.row(row), advance: () => {} });
