import type { AwsError } from '../errors.js';
import type { Answering } from '../protocol.js';

/**
 * What a service that once spoke Query alone says to clients which still know its errors by the codes of that protocol: the model's trait
 * awsQueryCompatible. Errors are thrown by the names of their shapes; Query answers, and the header x-amzn-query-error of the other protocols, have the code.
 */
export interface QueryCompatible {
  /** By the names of the errors' shapes, where the codes differ from them. */
  readonly codes: Readonly<Record<string, string>>;
}

/** The header for a client that asks for it with x-amzn-query-mode. */
export function queryErrorHeader(
  error: AwsError,
  { headers }: Answering,
  compatible: QueryCompatible | undefined,
): Readonly<Record<string, string>> | undefined {
  if (compatible === undefined || headers?.['x-amzn-query-mode'] !== 'true') return undefined;
  const fault = error.fault === 'client' ? 'Sender' : 'Receiver';
  return { 'x-amzn-query-error': `${compatible.codes[error.code] ?? error.code};${fault}` };
}
