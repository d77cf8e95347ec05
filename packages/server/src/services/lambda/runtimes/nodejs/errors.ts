import { types } from 'node:util';

/** An error of the runtime's own, whose name is what AWS reports as its type. */
export class RuntimeError extends Error {
  constructor(type: string, message: string, cause?: unknown) {
    super(message);
    this.name = `Runtime.${type}`;
    if (cause instanceof Error && cause.stack !== undefined) this.stack = cause.stack;
  }
}

export class UnhandledRejection extends RuntimeError {
  readonly reason: unknown;
  readonly promise: unknown;
  constructor(reason: unknown, promise: unknown) {
    super('UnhandledPromiseRejection', String(reason));
    this.reason = reason;
    this.promise = promise;
  }
}

const isError = (value: unknown): value is Error =>
  types.isNativeError(value) ||
  (typeof value === 'object' && value !== null && 'name' in value && 'message' in value && 'stack' in value);

/** As the caller gets it. */
export function toDocument(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  try {
    if (isError(error)) {
      const { name, message, stack } = error;
      return { errorType: String(name), errorMessage: String(message), trace: String(stack ?? '').split('\n') };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage: 'callback called with Error argument, but there was a problem',
      trace: [],
    };
  }
}

/** As the log has it: with what else the error carries. */
export function toLogText(error: unknown): string {
  try {
    const known = intoError(error);
    const { stack, name, message } = known;
    const code = (known as { code?: unknown }).code;
    const told = {
      errorType: name,
      errorMessage: message,
      ...(code === undefined ? {} : { code }),
      ...own(known),
      stack: stack?.split('\n'),
    };
    return `\t${JSON.stringify(told, (_, value: unknown) => (isError(value) ? toLogValue(value) : value))}`;
  } catch {
    return `\t${JSON.stringify(toDocument(error))}`;
  }
}

const toLogValue = (error: Error): object => ({
  errorType: error.name,
  errorMessage: error.message,
  ...own(error),
  stack: error.stack?.split('\n'),
});

export const intoError = (value: unknown): Error =>
  value instanceof Error
    ? value
    : isError(value)
      ? value
      : new Error(typeof value === 'string' ? value : String(value));

/** What an error carries besides what all have. */
export const own = (error: Error): object => Object.fromEntries(Object.entries(error));
