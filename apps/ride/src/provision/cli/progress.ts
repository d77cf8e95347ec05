import type { Time } from '../../time.js';
import type { Action, ProvisionEvent } from '../contracts.js';

/** ms between two drawings of what goes on, on a terminal. */
const FRAME = 100;
/** ms between two words on what goes on, elsewhere: nobody shall believe that it hangs. */
const WORD = 10_000;

interface Running {
  readonly title: string;
  readonly since: number;
  state: string;
}

interface Out {
  write(text: string): unknown;
  /** Of a terminal. */
  readonly columns?: number;
}

/**
 * Tells how parts get on: a line for each that is done or failed, and on a terminal below them those that are being worked on,
 * redrawn in place.
 */
export class Progress {
  readonly #out: Out;
  readonly #time: Time;
  readonly #isLive: boolean;
  readonly #running = new Map<string, Running>();
  #drawn = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(out: Out, time: Time, isLive: boolean) {
    this.#out = out;
    this.#time = time;
    this.#isLive = isLive;
  }

  show(event: ProvisionEvent): void {
    const { part } = event;
    if (event.kind === 'started') {
      this.#running.set(part.id, { title: part.title, since: this.#time.elapsed(), state: doing(event.action) });
    } else if (event.kind === 'progress') {
      const running = this.#running.get(part.id);
      if (running === undefined) {
        this.#running.set(part.id, { title: part.title, since: this.#time.elapsed(), state: event.state });
      } else running.state = event.state;
      if (!this.#isLive && this.#time.elapsed() - (running?.since ?? 0) > 1_000) {
        this.#out.write(`  … ${part.title}: ${event.state}\n`);
      }
    } else {
      this.#running.delete(part.id);
      const line = lineOf(event);
      if (line !== undefined) this.#line(line);
    }
    this.#draw();
    if (this.#running.size === 0) return;
    this.#timer ??= this.#isLive
      ? setInterval(() => this.#draw(), FRAME).unref()
      : setInterval(() => this.remind(), WORD).unref();
  }

  /** A line for each that is being worked on still. */
  remind(): void {
    for (const { title, state, since } of this.#running.values()) {
      this.#out.write(`  … ${title}  ${state}  ${seconds(this.#time.elapsed() - since)}\n`);
    }
  }

  /** Takes away what is redrawn. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#erase();
    this.#running.clear();
  }

  #line(text: string): void {
    this.#erase();
    this.#out.write(`${text}\n`);
  }

  #draw(): void {
    if (!this.#isLive) return;
    this.#erase();
    // Some terminals say that they have no columns.
    const width = this.#out.columns || 80;
    for (const { title, state, since } of this.#running.values()) {
      const line = `  … ${title}  ${state}  ${seconds(this.#time.elapsed() - since)}`;
      // A line that wraps would take two to erase.
      this.#out.write(`${line.slice(0, width - 1)}\n`);
      this.#drawn++;
    }
  }

  #erase(): void {
    if (this.#drawn > 0) this.#out.write(`\x1b[${this.#drawn}A\x1b[J`);
    this.#drawn = 0;
  }
}

const DOING = { create: 'creating', update: 'changing', delete: 'removing', none: 'looking', conflict: '' } as const;
const DID = { create: 'created', update: 'changed', delete: 'removed', none: 'ready', conflict: '' } as const;

const doing = ({ kind }: Action): string => DOING[kind];

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function lineOf(event: ProvisionEvent): string | undefined {
  const { title } = event.part;
  switch (event.kind) {
    case 'done':
      // What was there already is said once, in the plan.
      if (event.action.kind === 'none') return undefined;
      return `  ✓ ${title}  ${DID[event.action.kind]}  ${seconds(event.tookMillis)}`;
    case 'failed':
      return `  ✗ ${event.what}\n      why   ${event.why}\n      do    ${event.todo}`;
    case 'skipped':
      return `  - ${title}  not tried: it needs ${event.because.title}`;
    case 'left':
      return `  = ${title}  stays: ${event.reason}`;
    default:
      return undefined;
  }
}
