import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { useClient } from '../../session/use-session.js';
import { useAws } from '../../shared/use-aws.js';
import { isChanging } from './function-state.js';
import { keysOf } from './keys.js';

/** A function's configuration, and its state as it changes. */
export function useConfiguration(name: string) {
  const client = useClient(LambdaClient);
  return useAws(
    keysOf(name).configuration,
    ({ signal }) => client.send(new GetFunctionConfigurationCommand({ FunctionName: name }), { abortSignal: signal }),
    { every: (data) => (data !== undefined && isChanging(data) ? 1000 : 10_000) },
  );
}
