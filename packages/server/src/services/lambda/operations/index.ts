import type { AnyOperation } from '../../../operation.js';
import type { LambdaContext } from '../context.js';
import { getFunctionConfiguration } from './get-function-configuration.js';

/** Every operation of Lambda that there is. docs/services/lambda.md lists the same. */
export const operations: readonly AnyOperation<LambdaContext>[] = [getFunctionConfiguration];
