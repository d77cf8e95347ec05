import { allowsCallbacks } from './load-handler.js';

/** How a function that answers by callback, or by the context's old methods, tells its answer. */
export interface Completion {
  /** Whether an answer by callback waits until nothing is left to do. */
  waits: boolean;
  done(error: unknown, result?: unknown): void;
}

/** The context object that functions get. */
export function contextOf(headers: Readonly<Record<string, string>>, completion: Completion): object {
  const { env } = process;
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const context: Record<string, unknown> = {
    functionVersion: env['AWS_LAMBDA_FUNCTION_VERSION'],
    functionName: env['AWS_LAMBDA_FUNCTION_NAME'],
    memoryLimitInMB: env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: env['AWS_LAMBDA_LOG_STREAM_NAME'],
    clientContext: parsed(headers['lambda-runtime-client-context']),
    identity: parsed(headers['lambda-runtime-cognito-identity']),
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  if (!allowsCallbacks()) return context;
  Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
    enumerable: true,
    get: () => completion.waits,
    set: (waits: unknown) => {
      completion.waits = Boolean(waits);
    },
  });
  const atOnce = (error: unknown, result?: unknown): void => {
    completion.waits = false;
    completion.done(error, result);
  };
  return Object.assign(context, {
    succeed: (result?: unknown) => atOnce(null, result),
    fail: (error?: unknown) => atOnce(error ?? 'handled'),
    done: (error?: unknown, result?: unknown) => atOnce(error, result),
  });
}

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));
