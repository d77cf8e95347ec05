import { AwsError } from '@paddock/wire';
import type { Clock } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';
import type { FaultRule } from './fault-rules.js';
import { throttlingOf } from './throttling.js';

export interface FaultsParts {
  readonly random: Pick<Random, 'number'>;
  readonly clock: Pick<Clock, 'after'>;
  /** Ends the process as a power cut would: nothing is closed. */
  readonly crash: () => void;
}

/** A rule in force. */
export interface ActiveFault extends FaultRule {
  readonly id: string;
  /** How often it has struck. */
  readonly struck: number;
}

/** How one entry of a batch fails. */
export interface EntryFault {
  readonly code: string;
  readonly message: string;
}

/** Faults for tests to meet: asked before and after every operation, and by operations that take batches. */
export class Faults {
  readonly #parts: FaultsParts;
  #active: (ActiveFault & { struck: number })[] = [];
  #lastId = 0;

  constructor(parts: FaultsParts) {
    this.#parts = parts;
  }

  /**
   * What strikes before an operation runs: waits, then the first error. Undefined when there is nothing to wait for; without rules that
   * is all it costs.
   * @param resources ARNs that the request names, as far as they are known
   * @returns a promise that is rejected with an AwsError where a rule says so
   */
  before(service: string, operation: string, resources: readonly string[] = []): Promise<void> | undefined {
    if (this.#active.length === 0) return undefined;
    const striking = this.#strike({ service, operation, resources }, isBefore);
    return striking.length === 0 ? undefined : this.#run(striking, service, operation);
  }

  /** What strikes when an operation has run and is not answered yet: only crashes do. */
  after(service: string, operation: string, resources: readonly string[] = []): void {
    if (this.#active.length === 0) return;
    if (this.#strike({ service, operation, resources }, isAfter).length > 0) this.#parts.crash();
  }

  /** Which entries of a batch fail, asked once for each index; undefined when none does. */
  partial(
    service: string,
    operation: string,
    resources: readonly string[] = [],
  ): ((index: number) => EntryFault | undefined) | undefined {
    if (this.#active.length === 0) return undefined;
    for (const { effect } of this.#strike({ service, operation, resources }, isPartial)) {
      if (effect.kind !== 'partial') continue;
      const throttling = throttlingOf(service, operation);
      const { fraction, code = throttling.code } = effect;
      const fault = { code, message: effect.message ?? (code === throttling.code ? throttling.message : code) };
      return () => (this.#parts.random.number() < fraction ? fault : undefined);
    }
    return undefined;
  }

  /** Puts a rule in force. Rules strike in the order in which they came. */
  add(rule: FaultRule): ActiveFault {
    const active = { ...rule, id: String(++this.#lastId), struck: 0 };
    this.#active.push(active);
    return active;
  }

  /** Lifts a rule. @returns whether it was in force */
  remove(id: string): boolean {
    const before = this.#active.length;
    this.#active = this.#active.filter((fault) => fault.id !== id);
    return this.#active.length < before;
  }

  clear(): void {
    this.#active = [];
  }

  list(): readonly ActiveFault[] {
    return this.#active;
  }

  async #run(striking: readonly FaultRule[], service: string, operation: string): Promise<void> {
    for (const { effect } of striking) {
      switch (effect.kind) {
        case 'latency':
          await new Promise<void>((resolve) => {
            this.#parts.clock.after(effect.ms, resolve);
          });
          break;
        case 'error':
          throw new AwsError(effect.code, effect.message, { status: effect.status });
        case 'throttle': {
          const { code, message, status } = throttlingOf(service, operation);
          throw new AwsError(code, message, { status });
        }
        case 'crash':
          this.#parts.crash();
          break;
        case 'partial':
          break;
      }
    }
  }

  /** The rules of a kind that strike this time; their times are counted. */
  #strike(request: FaultTarget, isMeant: (rule: FaultRule) => boolean): FaultRule[] {
    const striking = this.#active.filter(
      (fault) =>
        isMeant(fault) &&
        isAimedAt(fault, request) &&
        (fault.probability === undefined || this.#parts.random.number() < fault.probability),
    );
    for (const fault of striking) fault.struck += 1;
    this.#active = this.#active.filter(({ struck, times = Infinity }) => struck < times);
    return striking;
  }
}

interface FaultTarget {
  readonly service: string;
  readonly operation: string;
  readonly resources: readonly string[];
}

const isBefore = ({ effect }: FaultRule): boolean =>
  effect.kind !== 'partial' && !(effect.kind === 'crash' && effect.when === 'after');
const isAfter = ({ effect }: FaultRule): boolean => effect.kind === 'crash' && effect.when === 'after';
const isPartial = ({ effect }: FaultRule): boolean => effect.kind === 'partial';

function isAimedAt(rule: FaultRule, { service, operation, resources }: FaultTarget): boolean {
  if (rule.service !== undefined && rule.service !== service) return false;
  if (rule.operation !== undefined && rule.operation !== operation) return false;
  const { resource } = rule;
  if (resource === undefined) return true;
  return resources.some((arn) => arn === resource || arn.endsWith(`/${resource}`) || arn.endsWith(`:${resource}`));
}
