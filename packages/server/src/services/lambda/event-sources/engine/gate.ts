import { callFailed, type Work } from './work.js';

const notAssumable = 'The role defined for the function cannot be assumed by Lambda.';

/** Lets readers read while the function is there and its role may. What a mapping may not read stays where it is until it may again. */
export class Gate {
  readonly #work: Work;
  /** Those who wait share one round of tries. */
  #waiting: Promise<string | undefined> | undefined;

  constructor(work: Work) {
    this.#work = work;
  }

  /** The role in whose name is read, as soon as it may; undefined when the mapping's work ends. */
  async pass(): Promise<string | undefined> {
    if (this.#work.isStopping) return undefined;
    if (this.#waiting !== undefined) return this.#waiting;
    const { role } = await this.#try();
    if (role !== undefined) return role;
    this.#waiting ??= this.#wait().finally(() => {
      this.#waiting = undefined;
    });
    return this.#waiting;
  }

  async #wait(): Promise<string | undefined> {
    for (let failures = 1; !this.#work.isStopping; failures++) {
      const tried = await this.#try();
      if (tried.role !== undefined) return tried.role;
      await this.#work.tell(tried.problem);
      await this.#work.pause(failures + 2);
    }
    return undefined;
  }

  async #try(): Promise<{ role: string } | { role?: undefined; problem: string }> {
    const { parts, mapping, source, target } = this.#work;
    const role = await parts.invoker.role(target);
    if (role === undefined) return { problem: callFailed };
    const denied = await parts.permissions.denial(mapping, role, source.needs);
    return denied === undefined ? { role } : { problem: `PROBLEM: ${denied === '' ? notAssumable : denied}` };
  }
}
