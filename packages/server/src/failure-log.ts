import type { LogFields, Logger } from './runtime/log.js';

/** Errors that say all there is to say in their message, and that every request meets until somebody mends the cause. */
const conditions = new Set([
  'LogFullError',
  'LogCorruptError',
  'TablesFullError',
  'TablesCorruptError',
  'RegistryUnavailableError',
  'RegistryCorruptError',
]);
/** Of requests that came too late. */
const endings = new Set(['LogClosedError', 'TablesClosedError', 'RegistryClosedError', 'EnvironmentsClosedError']);

const mostRemembered = 100;

/** Logs what went wrong with requests: faults of ours with their stack, a full disk or a damaged file with one line, once. */
export class FailureLog {
  readonly #logger: Logger;
  readonly #told = new Set<string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  report(thrown: unknown, fields: LogFields): void {
    if (!(thrown instanceof Error) || !conditions.has(thrown.name)) {
      this.#logger.error('a request failed', { ...fields, error: thrown });
      return;
    }
    if (this.#told.has(thrown.message)) return;
    if (this.#told.size >= mostRemembered) this.#told.clear();
    this.#told.add(thrown.message);
    this.#logger.error(`${thrown.message}; requests fail until this is mended, and this line is not repeated`, fields);
  }
}

/** Whether a request failed because the server is stopping or being reset. */
export const isEnding = (thrown: unknown): boolean => thrown instanceof Error && endings.has(thrown.name);
