import type { Saved } from '../aggregates/aggregate.js';
import { RowError } from '../errors.js';
import type { Row } from './engine-types.js';
import type { Memory } from './memory.js';

/** What takes the rows of a relation, in the order of their ROWTIMEs. */
export interface Receiver {
  row(row: Row): void;
  /** No row before this time (ms) comes any more. Never less than before. */
  advance(time: number): void;
}

/** What an engine asks of every part that remembers rows. */
export interface Stateful {
  /** The earliest time at which `advance` would give something out, ms; Infinity where only rows can. */
  nextDeadline(): number;
  save(): Saved;
  /** Called before the first row, with what `save` of the same part of the same program gave. */
  restore(saved: Saved): void;
}

/** What the operators of a pump share with their engine. */
export interface Scope {
  readonly clock: EngineClock;
  readonly memory: Memory;
  /**
   * Says that an operator has a deadline that it had not before (ms), so that the engine need not ask all of them for every row.
   * Not for operators that rows alone move on.
   */
  wake(deadline: number): void;
  /** Takes what went wrong with a row; throws again what is not a RowError. */
  failed(error: unknown, row: Row): void;
}

/** The engine's time. */
export interface EngineClock {
  /** The step's reading of the clock, ms since 1970. */
  now: number;
  /** All source rows before it are computed. */
  time: number;
}

/** A row whose ROWTIME, of the user's making, is before that of one that came already. */
export class LateRow extends RowError {
  constructor() {
    super('The row is out of order: its ROWTIME is before that of an earlier row');
  }
}
