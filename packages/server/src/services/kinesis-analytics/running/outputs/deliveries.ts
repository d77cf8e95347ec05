import { deserialize, serialize } from 'node:v8';
import type { Program, Row } from '@paddock/sql';
import type { Application } from '../../domain/application.js';
import type { Delivered, Positions } from '../checkpoints.js';
import type { Surroundings } from '../ports.js';
import type { Problems } from '../problems.js';
import type { OutputRecord } from './destination.js';
import { RefusedError } from '../refused.js';
import { OutputQueue } from './output-queue.js';

/** What came of a batch, on its way to all the destinations of an application. */
export class Deliveries {
  readonly #application: Application;
  readonly #surroundings: Surroundings;
  readonly #problems: Problems;
  readonly #queues: readonly OutputQueue[];
  /** Which queues take the rows of each stream. */
  readonly #takers: readonly (readonly OutputQueue[])[];

  constructor(application: Application, program: Program, surroundings: Surroundings, problems: Problems) {
    this.#application = application;
    this.#surroundings = surroundings;
    this.#problems = problems;
    this.#queues = application.outputs.flatMap((output) => {
      const stream = program.streams.find(({ name }) => name === output.stream);
      if (stream === undefined) return [];
      const destination = surroundings.destination(application, output);
      return [new OutputQueue(output, stream.columns, destination, application.id)];
    });
    this.#takers = program.streams.map(({ name }) => this.#queues.filter(({ output }) => output.stream === name));
  }

  /** @param sequence of the batch */
  add(stream: number, row: Row, sequence: number): void {
    const takers = this.#takers[stream];
    if (takers !== undefined) for (const queue of takers) queue.add(row, sequence);
  }

  get isEmpty(): boolean {
    return this.#queues.every((queue) => queue.isEmpty);
  }

  /** How many rows are not delivered yet, over all destinations. */
  get left(): number {
    return this.#queues.reduce((sum, queue) => sum + queue.left, 0);
  }

  /** Where what is delivered from now on will stand. */
  async ends(): Promise<Delivered['ends']> {
    const ends: Record<string, Positions> = {};
    for (const { output, destination } of this.#queues) {
      const found = await destination.ends();
      if (found !== undefined) ends[output.id] = found;
    }
    return ends;
  }

  /** Leaves out what is behind the ends already: before a crash, it was written. */
  async skipWritten(ends: Delivered['ends']): Promise<void> {
    for (const queue of this.#queues) {
      const since = ends[queue.output.id];
      if (since !== undefined && !queue.isEmpty) await queue.skipWritten(since);
    }
  }

  /** Delivers what destinations take now, and tells of those that refuse. @returns whether that was everything */
  async deliver(): Promise<boolean> {
    const outcomes = await Promise.allSettled(this.#queues.map((queue) => queue.deliver()));
    let isDone = true;
    for (const [index, outcome] of outcomes.entries()) {
      const queue = this.#queues[index];
      if (queue === undefined || (outcome.status === 'fulfilled' && outcome.value)) continue;
      isDone = false;
      if (outcome.status === 'fulfilled') continue;
      if (!(outcome.reason instanceof RefusedError)) throw outcome.reason;
      this.#surroundings.metrics.failed(this.#application, queue.output);
      this.#problems.output(queue.output, outcome.reason.message);
    }
    if (!isDone) return false;
    for (const { output, count, bytes } of this.#queues)
      if (count > 0) this.#surroundings.metrics.delivered(this.#application, output, count, bytes);
    return true;
  }

  /** Begins the next batch. */
  clear(): void {
    for (const queue of this.#queues) queue.clear();
  }

  /** What is not delivered yet, to be kept. */
  pending(): Uint8Array {
    return serialize(Object.fromEntries(this.#queues.map((queue) => [queue.output.id, queue.pending])));
  }

  /** Takes up again what was pending, as far as its outputs are still there. */
  restore(pending: Uint8Array): void {
    const records = deserialize(pending) as Readonly<Record<string, readonly OutputRecord[]>>;
    for (const queue of this.#queues) queue.restore(records[queue.output.id] ?? []);
  }
}
