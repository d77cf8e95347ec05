import {
  RegistryConflictError,
  type Json,
  type Registry,
  type RegistryChange,
  type RegistryEntry,
} from '@paddock/store';
import type { RegistryCache } from '../../runtime/registry-cache.js';
import type { Versioned } from '../../runtime/versioned.js';
import type { FunctionName, FunctionVersion, LambdaFunction } from './domain/lambda-function.js';

/** The registry's keys of functions and their versions, and how the documents are written. Nothing else knows them. */
const root = 'lambda';
export const functionsPrefix = `${root}/function/`;
export const versionsPrefix = `${root}/version/`;
const scope = ({ account, region }: Pick<FunctionName, 'account' | 'region'>): string => `${account}/${region}/`;
export const functionKey = (named: FunctionName): string => `${functionsPrefix}${scope(named)}${named.name}`;
const versionPrefix = (named: FunctionName): string => `${versionsPrefix}${scope(named)}${named.name}/`;
// Padded, so that they stand in the order of their numbers.
const versionKey = (named: FunctionName, version: string): string => versionPrefix(named) + version.padStart(12, '0');

export const decodeFunction = (entry: RegistryEntry): Versioned<LambdaFunction> => ({
  value: entry.value as unknown as LambdaFunction,
  version: entry.version,
});
export const decodeVersion = (entry: RegistryEntry): Versioned<FunctionVersion> => ({
  value: entry.value as unknown as FunctionVersion,
  version: entry.version,
});

const json = (value: object): Json => value as Json;
const isVersion = (text: string): boolean => /^\d{1,12}$/.test(text);

/** What is to be committed, and what the caller gets once it is. */
export interface Change<T> {
  readonly changes: readonly RegistryChange[];
  readonly result: T;
}

/** Functions and their versions: reads through caches that the registry's change feed keeps true, conditional writes. */
export class LambdaStore {
  readonly registry: Registry;
  readonly #functions: RegistryCache<Versioned<LambdaFunction>>;
  readonly #versions: RegistryCache<Versioned<FunctionVersion>>;

  constructor(
    registry: Registry,
    functions: RegistryCache<Versioned<LambdaFunction>>,
    versions: RegistryCache<Versioned<FunctionVersion>>,
  ) {
    this.registry = registry;
    this.#functions = functions;
    this.#versions = versions;
  }

  /** The function if it is remembered: the hot path's way. Undefined says nothing. */
  peekFunction(named: FunctionName): Versioned<LambdaFunction> | undefined {
    return this.#functions.peek(functionKey(named));
  }

  function(named: FunctionName): Promise<Versioned<LambdaFunction> | undefined> {
    return this.#functions.get(functionKey(named));
  }

  /** The function as it is now, where what is remembered may be older: for those who know of a change, or would do harm if they missed one. */
  currentFunction(named: FunctionName): Promise<Versioned<LambdaFunction> | undefined> {
    this.#functions.forget(functionKey(named));
    return this.function(named);
  }

  /** In the order of their names' bytes. */
  async functions(
    account: string,
    region: string,
    options: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<LambdaFunction[]> {
    const prefix = functionsPrefix + scope({ account, region });
    const entries = await this.registry.list(prefix, {
      ...(options.after === undefined ? {} : { after: prefix + options.after }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
    });
    return entries.map((entry) => decodeFunction(entry).value);
  }

  /** A published version; `$LATEST` stands with its function. */
  async version(named: FunctionName, version: string): Promise<FunctionVersion | undefined> {
    return isVersion(version) ? (await this.#versions.get(versionKey(named, version)))?.value : undefined;
  }

  /** The same as it is now: for decisions. */
  currentVersion(named: FunctionName, version: string): Promise<FunctionVersion | undefined> {
    if (isVersion(version)) this.#versions.forget(versionKey(named, version));
    return this.version(named, version);
  }

  /** Published versions, oldest first. */
  async versions(
    named: FunctionName,
    options: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<FunctionVersion[]> {
    const entries = await this.registry.list(versionPrefix(named), {
      ...(options.after === undefined ? {} : { after: versionKey(named, options.after) }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
    });
    return entries.map((entry) => decodeVersion(entry).value);
  }

  /** Published versions of all functions. */
  async versionsOfAccount(account: string, region: string): Promise<FunctionVersion[]> {
    const entries = await this.registry.list(versionsPrefix + scope({ account, region }));
    return entries.map((entry) => decodeVersion(entry).value);
  }

  /** @param ifVersion 0 for a function that is not there yet */
  putFunction(value: LambdaFunction, ifVersion: number): RegistryChange {
    return { put: functionKey(value), value: json(value), ifVersion };
  }

  /** For commits that are only good while the function stays as it is. */
  checkFunction(named: FunctionName, ifVersion: number): RegistryChange {
    return { check: functionKey(named), ifVersion };
  }

  deleteFunction(named: FunctionName, ifVersion: number): RegistryChange {
    return { delete: functionKey(named), ifVersion };
  }

  putVersion(named: FunctionName, version: FunctionVersion): RegistryChange {
    return { put: versionKey(named, version.version), value: json(version) };
  }

  deleteVersion(named: FunctionName, version: string): RegistryChange {
    return { delete: versionKey(named, version) };
  }

  /** Calls the listener for every function that changed, was made or went, whichever process did it; undefined: any may have. */
  watchFunctions(listener: (changed: FunctionName | undefined) => void): () => void {
    return this.registry.watch(functionsPrefix, (event) => {
      if (event.reset === true) return listener(undefined);
      const [account = '', region = '', name = ''] = event.key.slice(functionsPrefix.length).split('/');
      listener({ account, region, name });
    });
  }

  /** Commits what the callback makes of the newest documents; calls it again when another change came first. */
  async change<T>(make: () => Promise<Change<T>>): Promise<T> {
    for (;;) {
      const { changes, result } = await make();
      if (changes.length === 0) return result;
      try {
        await this.registry.commit(changes);
        return result;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }
}
