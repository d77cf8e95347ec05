type Job = () => Promise<void>;

interface Lane {
  readonly waiting: Job[];
  running: number;
}

/** Jobs that wait for their turn, by lane: each lane gets its share, so that one that is full keeps no other waiting. */
export class Lanes {
  readonly #most: number;
  readonly #mostOfOne: number;
  /** Those that have something to do, in the order of their turns. */
  readonly #lanes = new Map<string, Lane>();
  #running = 0;
  #closed = false;
  #idle: (() => void)[] = [];

  /** @param most jobs at once @param mostOfOne those of one lane */
  constructor(most: number, mostOfOne: number) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
  }

  /** @param job does not reject */
  add(lane: string, job: Job): void {
    if (this.#closed) return;
    const known = this.#lanes.get(lane);
    if (known) known.waiting.push(job);
    else this.#lanes.set(lane, { waiting: [job], running: 0 });
    this.#begin();
  }

  /** Begins no more. */
  close(): void {
    this.#closed = true;
    for (const lane of this.#lanes.values()) lane.waiting.length = 0;
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #begin(): void {
    while (this.#running < this.#most) {
      const next = this.#next();
      if (next === undefined) return;
      const [name, lane, job] = next;
      // To the end of the line.
      this.#lanes.delete(name);
      this.#lanes.set(name, lane);
      lane.running++;
      this.#running++;
      void job().then(() => this.#ended(name, lane));
    }
  }

  #next(): readonly [string, Lane, Job] | undefined {
    for (const [name, lane] of this.#lanes) {
      if (lane.running >= this.#mostOfOne) continue;
      const job = lane.waiting.shift();
      if (job !== undefined) return [name, lane, job];
    }
    return undefined;
  }

  #ended(name: string, lane: Lane): void {
    lane.running--;
    this.#running--;
    if (lane.running === 0 && lane.waiting.length === 0) this.#lanes.delete(name);
    this.#begin();
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }
}
