import type { EnvironmentCounts, EnvironmentPool, EnvironmentSpec, Invocation, Outcome } from './execution/index.js';

/** What a function does in a test. What it leaves out of the outcome is that of a success that took 10 ms. */
export type TestFunction = (
  event: unknown,
  invocation: Invocation,
  spec: EnvironmentSpec,
) => Promise<Partial<Outcome>> | Partial<Outcome>;

/** Execution environments that run nothing: functions are what the test says. */
export class TestPool implements EnvironmentPool {
  readonly invocations: { readonly spec: EnvironmentSpec; readonly invocation: Invocation; readonly event: unknown }[] =
    [];
  /** How many environments are to be kept, by key. */
  readonly provisioned = new Map<string, number>();
  readonly specs = new Map<string, EnvironmentSpec>();
  readonly retired: string[] = [];
  /** By the function's name; `null` is answered for those that are not here. */
  readonly functions = new Map<string, TestFunction>();
  /** Whether environments can be provisioned. */
  provisionFails: Error | undefined;
  #busy = 0;

  async invoke(spec: EnvironmentSpec, invocation: Invocation): Promise<Outcome> {
    const event = JSON.parse(Buffer.from(invocation.payload).toString()) as unknown;
    this.invocations.push({ spec, invocation, event });
    this.specs.set(spec.key, spec);
    this.#busy++;
    try {
      const made = await this.functions.get(spec.functionName)?.(event, invocation, spec);
      return { ...quiet, ...made };
    } finally {
      this.#busy--;
    }
  }

  async provision(spec: EnvironmentSpec, count: number): Promise<void> {
    if (this.provisionFails !== undefined) throw this.provisionFails;
    this.specs.set(spec.key, spec);
    if (count === 0) this.provisioned.delete(spec.key);
    else this.provisioned.set(spec.key, count);
  }

  async retire(key: string): Promise<void> {
    this.provisioned.delete(key);
    this.retired.push(key);
  }

  counts(key?: string): EnvironmentCounts {
    const kept = [...this.provisioned].filter(([other]) => key === undefined || key === other);
    const provisioned = kept.reduce((sum, [, count]) => sum + count, 0);
    return { total: provisioned + this.#busy, busy: this.#busy, provisioned };
  }

  async stopAll(): Promise<void> {
    this.provisioned.clear();
  }
}

const quiet: Outcome = {
  payload: Buffer.from('null'),
  contentType: 'application/json',
  timedOut: false,
  logTail: new Uint8Array(),
  durationMs: 10,
  billedMs: 10,
  maxMemoryMb: 32,
  logStream: '2023/11/14/[$LATEST]00000000000000000000000000000000',
};

/** The JSON of an answer, as an outcome has it. */
export const answers = (value: unknown): Partial<Outcome> => ({ payload: Buffer.from(JSON.stringify(value)) });
/** An exception of the function's. */
export const fails = (errorMessage: string, errorType = 'Error'): Partial<Outcome> => ({
  ...answers({ errorType, errorMessage }),
  functionError: 'Unhandled',
});
