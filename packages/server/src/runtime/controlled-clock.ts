import { nextTurn } from './next-turn.js';
import type { Clock, Timer } from './clock.js';

/** A clock that can be stopped and turned: for tests, and for `/_paddock/clock`. Controls take effect in the order of their calls. */
export interface ControlledClock extends Clock {
  /**
   * Stops time, now or at a moment (ms since the epoch). A later moment is reached as by `advance`; an earlier one is jumped to,
   * and timers keep what they have still to wait.
   */
  freeze(at?: number): Promise<void>;
  /**
   * Moves time forward, frozen or not, and runs every timer that falls due on the way, also those that others set, one at a time,
   * each at its time, and waits in between until what it began has settled. Rejects with what a timer throws.
   */
  advance(ms: number): Promise<void>;
  /** Lets time go on from where it is. */
  release(): Promise<void>;
  status(): ClockStatus;
}

export interface ClockStatus {
  readonly frozen: boolean;
  /** Ms since the epoch. */
  readonly now: number;
  /** How far `now` is ahead of the base clock's, ms. */
  readonly offset: number;
  /** How many timers wait. */
  readonly timers: number;
}

export interface ControlledClockOptions {
  /** Begins frozen, at this moment (ms since the epoch). */
  readonly frozenAt?: number;
  /** Resolves once what timers began has settled; by default after a few turns of the event loop. */
  readonly settle?: () => Promise<void>;
}

export function controlledClock(base: Clock, options: ControlledClockOptions = {}): ControlledClock {
  return new TurnedClock(base, options);
}

/** A clock for tests: it stands still until it is told to move. @param at ms since the epoch */
export function testClock(at = 0): ControlledClock {
  const still: Clock = { now: () => 0, monotonic: () => 0, after: () => ({ cancel: () => {} }) };
  return controlledClock(still, { frozenAt: at });
}

/** `now` counts whole ms and `monotonic` parts of them: a timer that ends within the last one has ended. */
const PART = 0.999;

interface Waiting {
  /** On the monotonic clock. */
  readonly end: number;
  readonly run: () => void;
  /** The base clock's timer, while time flows. */
  timer: Timer | undefined;
}

class TurnedClock implements ControlledClock {
  readonly #base: Clock;
  readonly #settle: () => Promise<void>;
  /** In the order in which they were set. */
  readonly #waiting = new Set<Waiting>();
  /** While time stands still. */
  #frozen: { now: number; monotonic: number } | undefined;
  /** What is added to the base clock's times while time flows. */
  #offset = { now: 0, monotonic: 0 };
  #controls: Promise<void> = Promise.resolve();

  constructor(base: Clock, options: ControlledClockOptions) {
    this.#base = base;
    this.#settle = options.settle ?? aFewTurns;
    if (options.frozenAt !== undefined) this.#frozen = { now: options.frozenAt, monotonic: base.monotonic() };
  }

  now(): number {
    return this.#frozen?.now ?? this.#base.now() + this.#offset.now;
  }

  monotonic(): number {
    return this.#frozen?.monotonic ?? this.#base.monotonic() + this.#offset.monotonic;
  }

  after(ms: number, run: () => void): Timer {
    const waiting: Waiting = { end: this.monotonic() + Math.max(ms, 0), run, timer: undefined };
    this.#waiting.add(waiting);
    if (this.#frozen === undefined) this.#start(waiting);
    return {
      cancel: () => {
        this.#waiting.delete(waiting);
        waiting.timer?.cancel();
      },
    };
  }

  freeze(at?: number): Promise<void> {
    return this.#control(async () => {
      const frozen = this.#stop();
      if (at === undefined) return;
      if (at >= frozen.now) await this.#moveBy(frozen, Math.trunc(at) - frozen.now);
      else frozen.now = Math.trunc(at);
    });
  }

  advance(ms: number): Promise<void> {
    return this.#control(async () => {
      const flowing = this.#frozen === undefined;
      try {
        await this.#moveBy(this.#stop(), Math.max(Math.trunc(ms), 0));
      } finally {
        if (flowing) this.#flow();
      }
    });
  }

  release(): Promise<void> {
    return this.#control(async () => this.#flow());
  }

  status(): ClockStatus {
    const now = this.now();
    return {
      frozen: this.#frozen !== undefined,
      now,
      offset: now - this.#base.now(),
      timers: this.#waiting.size,
    };
  }

  #control(run: () => Promise<void>): Promise<void> {
    const done = this.#controls.then(run);
    this.#controls = done.catch(() => {});
    return done;
  }

  async #moveBy(frozen: { now: number; monotonic: number }, ms: number): Promise<void> {
    const target = { now: frozen.now + ms, monotonic: frozen.monotonic + ms };
    await this.#settle(); // what was begun before may still set timers
    for (;;) {
      const next = this.#dueBy(target.monotonic);
      if (next === undefined) break;
      this.#waiting.delete(next);
      const rest = Math.max(target.monotonic - Math.max(next.end, frozen.monotonic), 0);
      frozen.now = target.now - Math.floor(rest);
      // Not `target.monotonic - rest`, which rounding can leave short of the end: whoever waits for what is left would wait forever.
      frozen.monotonic = Math.max(frozen.monotonic, next.end);
      next.run();
      await this.#settle();
    }
    frozen.now = target.now;
    frozen.monotonic = Math.max(frozen.monotonic, target.monotonic);
  }

  /** The timer that ends first, if it ends by then; of several, the one that was set first. */
  #dueBy(end: number): Waiting | undefined {
    let first: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (waiting.end < end + PART && (first === undefined || waiting.end < first.end)) first = waiting;
    }
    return first;
  }

  #stop(): { now: number; monotonic: number } {
    if (this.#frozen === undefined) {
      this.#frozen = { now: this.now(), monotonic: this.monotonic() };
      for (const waiting of this.#waiting) waiting.timer?.cancel();
    }
    return this.#frozen;
  }

  #flow(): void {
    if (this.#frozen === undefined) return;
    this.#offset = {
      now: this.#frozen.now - this.#base.now(),
      monotonic: this.#frozen.monotonic - this.#base.monotonic(),
    };
    this.#frozen = undefined;
    for (const waiting of this.#waiting) this.#start(waiting);
  }

  #start(waiting: Waiting): void {
    waiting.timer = this.#base.after(waiting.end - this.monotonic(), () => {
      this.#waiting.delete(waiting);
      waiting.run();
    });
  }
}

/** Enough for chains of promises, however long, and for short chains of callbacks. */
/** Lets what is ready to run do so, and what follows at once from that. */
export async function aFewTurns(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await nextTurn();
}
