import { explain, inOneLine } from './failures.js';
import { Cancelled } from './patience.js';
import type { Action, Deployment, Part, ProvisionEvent, RemovalOptions } from './contracts.js';
import type { Explained } from './failures.js';

/** Tells how it goes, and remembers what failed. */
export class Report {
  readonly failures = new Map<string, Explained>();
  readonly #skipped = new Set<string>();
  readonly #options: RemovalOptions;
  changed = 0;

  constructor(options: RemovalOptions) {
    this.#options = options;
  }

  /** Whether a part is not there, or not as it shall be. */
  hasNot(id: string): boolean {
    return this.failures.has(id) || this.#skipped.has(id);
  }

  /**
   * Does one step and tells of it; never throws.
   * @param what failed, when it fails
   * @param act answers false when there was nothing that it could do
   * @param known what is known of the deployment when it is done
   */
  async run(
    part: Part,
    action: Action,
    what: string,
    act: (tell: (state: string) => void) => Promise<boolean | void>,
    known?: () => Partial<Deployment>,
  ): Promise<void> {
    const { time, signal, destination } = this.#options;
    if (signal.aborted) return;
    const startedAt = time.elapsed();
    if (action.kind !== 'none') this.#tell({ kind: 'started', part, action });
    try {
      const isDone = await act((state) => this.#tell({ kind: 'progress', part, state }));
      if (isDone === false) return;
      if (action.kind !== 'none') this.changed++;
      const tookMillis = time.elapsed() - startedAt;
      this.#tell({ kind: 'done', part, action, tookMillis, ...(known && { known: known() }) });
    } catch (error) {
      if (!(error instanceof Cancelled) && !signal.aborted) this.failed(part, explain(what, error, destination));
      else this.#skipped.add(part.id);
    }
  }

  failed(part: Part, explained: Explained): void {
    this.failures.set(part.id, explained);
    this.#tell({ kind: 'failed', part, ...explained });
  }

  /** It could not be looked at. */
  unseen(part: Part, error: unknown): void {
    this.failed(part, explain(`${part.title} could not be looked at`, error, this.#options.destination));
  }

  skipped(part: Part, because: Part): void {
    this.#skipped.add(part.id);
    this.#tell({ kind: 'skipped', part, because });
  }

  /** @throws Error of one line, when anything failed */
  throwFailures(): void {
    const [first] = this.failures.values();
    if (first === undefined) return;
    const more = this.failures.size - 1;
    throw new Error(inOneLine(first) + (more > 0 ? ` (${more} more ${more === 1 ? 'part' : 'parts'} failed)` : ''));
  }

  #tell(event: ProvisionEvent): void {
    this.#options.onEvent(event);
  }
}
