import { AwsError } from '@paddock/wire';
import type { Random } from '../../../runtime/random.js';
import { resolveFunction } from '../addressing.js';
import type { Invoker } from '../invoker.js';
import { pickVersion } from '../routing.js';
import type { LambdaStore } from '../store.js';
import type { FunctionInvoker } from './ports.js';

/** The service's functions as mappings invoke them. */
export function invokerOf(parts: {
  readonly store: LambdaStore;
  readonly invoker: Invoker;
  readonly random: Random;
}): FunctionInvoker {
  const { store, invoker, random } = parts;
  return {
    async invoke(target, payload, requestId) {
      const resolved = await resolveFunction({ store }, target, (weights) => pickVersion(weights, random.number()));
      const { payload: answer, functionError } = await invoker.invoke({ target: resolved, requestId, payload });
      return { statusCode: 200, functionError, payload: answer, executedVersion: resolved.version.version };
    },
    async role(target) {
      try {
        return (await resolveFunction({ store }, target)).version.role;
      } catch (error) {
        if (error instanceof AwsError) return undefined;
        throw error;
      }
    },
    watch: (listener) => store.watchFunctions(listener),
  };
}
