import type { FunctionName, LambdaFunction } from './domain/lambda-function.js';
import type { Running } from './metrics.js';
import type { LambdaStore } from './store.js';

/** What an account may run at once in a region. https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
export const accountConcurrency = 1000;
/** So much of it must stay unreserved. */
export const unreservedMinimum = 100;

/** Which limit refused an invocation, as AWS names it. */
export type Refusal = 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded';

export interface Admission extends Running {
  /** To be called once, when it is over. */
  leave(): void;
}

/** What runs at once, by function and by account; what one process runs, it counts. */
export class Concurrency {
  readonly #store: LambdaStore;
  readonly #limits: boolean;
  readonly #running = new Map<string, number>();
  readonly #inAccount = new Map<string, number>();
  /** Of functions that share the account's unreserved concurrency. */
  readonly #unreserved = new Map<string, number>();
  /** What functions of an account have reserved together; forgotten when one of them changes. */
  readonly #reserved = new Map<string, Promise<number>>();
  readonly #unwatch: () => void;

  /** @param limits whether the account's limit holds; what a function reserved holds always */
  constructor(store: LambdaStore, limits: boolean) {
    this.#store = store;
    this.#limits = limits;
    this.#unwatch = store.watchFunctions((changed) => {
      if (changed === undefined) this.#reserved.clear();
      else this.#reserved.delete(scopeOf(changed));
    });
  }

  /** Admits an invocation, or says which limit does not. */
  async enter(owner: LambdaFunction, version: string): Promise<Admission | { readonly refused: Refusal }> {
    const { reserved, provisioned } = owner;
    const key = `${scopeOf(owner)}/${owner.name}`;
    const scope = scopeOf(owner);
    if (reserved !== undefined) {
      const all = Object.values(provisioned).reduce((sum, { requested }) => sum + requested, 0);
      // What is provisioned for versions is not for $LATEST.
      const limit = version === '$LATEST' ? reserved - all : reserved;
      if ((this.#running.get(key) ?? 0) >= limit)
        return { refused: 'ReservedFunctionConcurrentInvocationLimitExceeded' };
      return this.#enter(key, scope, true);
    }
    if (this.#limits) {
      const free = accountConcurrency - (await this.reservedOf(owner.account, owner.region));
      if ((this.#unreserved.get(scope) ?? 0) >= free) return { refused: 'ConcurrentInvocationLimitExceeded' };
    }
    return this.#enter(key, scope, false);
  }

  /** What functions of an account have reserved in a region. */
  reservedOf(account: string, region: string): Promise<number> {
    const scope = scopeOf({ account, region });
    let sum = this.#reserved.get(scope);
    if (sum === undefined) {
      sum = this.#store
        .functions(account, region)
        .then((functions) => functions.reduce((total, { reserved = 0 }) => total + reserved, 0));
      this.#reserved.set(scope, sum);
      sum.catch(() => this.#reserved.delete(scope));
    }
    return sum;
  }

  /** Invocations of a function that run now. */
  running(named: FunctionName): number {
    return this.#running.get(`${scopeOf(named)}/${named.name}`) ?? 0;
  }

  close(): void {
    this.#unwatch();
  }

  #enter(key: string, scope: string, isReserved: boolean): Admission {
    const running = add(this.#running, key, 1);
    const inAccount = add(this.#inAccount, scope, 1);
    const unreserved = isReserved ? undefined : add(this.#unreserved, scope, 1);
    return {
      running,
      inAccount,
      unreserved,
      leave: () => {
        add(this.#running, key, -1);
        add(this.#inAccount, scope, -1);
        if (!isReserved) add(this.#unreserved, scope, -1);
      },
    };
  }
}

function add(counts: Map<string, number>, key: string, change: number): number {
  const count = (counts.get(key) ?? 0) + change;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
  return count;
}

const scopeOf = ({ account, region }: Pick<FunctionName, 'account' | 'region'>): string => `${account}/${region}`;
