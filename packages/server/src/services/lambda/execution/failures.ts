import type { Status } from './platform-log.js';
import { LONGEST_ANSWER, type FunctionError } from './runtime-api.js';

/** Why an initialisation or an invocation failed, and the document that tells the caller. */
export interface Failure {
  readonly errorType: string;
  readonly status: Status;
  document(requestId: string): Uint8Array;
  /** What the text log says of it between START and END. */
  line?(requestId: string, now: number): string;
}

const json = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));

/** What the runtime itself told. */
export const reported = ({ errorType, document }: FunctionError): Failure => ({
  errorType,
  status: 'error',
  document: () => document,
});

/** What the platform found. @param status `failure`: the runtime is gone */
function found(errorType: string, text: string, status: Status = 'failure'): Failure {
  const message = (requestId: string): string => `RequestId: ${requestId} Error: ${text}`;
  return {
    errorType,
    status,
    document: (requestId) => json({ errorType, errorMessage: message(requestId) }),
    line: (requestId) => `${message(requestId)}\n${errorType}\n`,
  };
}

export const exited = (status: number): Failure => found('Runtime.ExitError', exitText(status));

export const invalidEntrypoint = (text: string): Failure => found('Runtime.InvalidEntrypoint', text);

export function timedOut(seconds: number): Failure {
  const text = `Task timed out after ${seconds.toFixed(2)} seconds`;
  return {
    ...found('Sandbox.Timedout', text, 'timeout'),
    line: (requestId, now) => `${new Date(now).toISOString()} ${requestId} ${text}\n\n`,
  };
}

export function tooLarge(): Failure {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${LONGEST_ANSWER} bytes).`;
  const errorType = 'Function.ResponseSizeTooLarge';
  return { errorType, status: 'error', document: () => json({ errorMessage, errorType }) };
}

/** @param text `exit status 1`, or what the extension said */
export const extensionFailed = (errorType: string, text: string): Failure => found(errorType, text);

const SIGNALS: Readonly<Record<number, string>> = {
  130: 'interrupt',
  131: 'quit',
  132: 'illegal instruction',
  133: 'trace/breakpoint trap',
  134: 'aborted',
  135: 'bus error',
  136: 'floating point exception',
  137: 'killed',
  139: 'segmentation fault',
  141: 'broken pipe',
  143: 'terminated',
};

/** @param status as a shell tells it: 128 and the number of a signal */
function exitText(status: number): string {
  if (status === 0) return 'Runtime exited without providing a reason';
  const name = SIGNALS[status];
  return `Runtime exited with error: ${name === undefined ? `exit status ${status}` : `signal: ${name}`}`;
}
