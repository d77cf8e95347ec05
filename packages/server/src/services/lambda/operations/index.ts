import type { AnyOperation } from '../../../operation.js';
import type { LambdaContext } from '../context.js';
import { createFunction } from './create-function.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { invokeAsync } from './invoke-async.js';
import { invokeWithResponseStream } from './invoke-with-response-stream.js';
import { invoke } from './invoke.js';

/** Every operation of Lambda that there is. docs/services/lambda.md lists the same. */
export const operations: readonly AnyOperation<LambdaContext>[] = [
  createFunction,
  getFunctionConfiguration,
  invoke,
  invokeAsync,
  invokeWithResponseStream,
];
