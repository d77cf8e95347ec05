import { list, required, string, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import type { QueryDefinition } from '../domain/query-definition.js';
import { limitExceeded, queryDefinitionNotFound } from '../errors.js';
import {
  LogGroupName,
  QueryDefinitionName,
  QueryDefinitionString,
  QueryId,
  QueryLanguage,
  QueryParameterList,
} from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html */
export const putQueryDefinition = operation({
  name: 'PutQueryDefinition',
  input: structure('PutQueryDefinitionRequest', {
    queryLanguage: QueryLanguage,
    name: required(QueryDefinitionName),
    queryDefinitionId: QueryId,
    logGroupNames: list(LogGroupName),
    queryString: required(QueryDefinitionString),
    clientToken: string({ min: 36, max: 128, pattern: '\\S{36,128}' }),
    parameters: QueryParameterList,
  }),
  output: structure('PutQueryDefinitionResponse', { queryDefinitionId: QueryId }),
  errors: [
    'InvalidParameterException',
    'LimitExceededException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  needs: onAnything('PutQueryDefinition'),
  run({ store, quotas, clock, ids }, input, { principal: { account }, region }) {
    const fresh = ids.requestId();
    return store.change(async () => {
      const { queryDefinitionId: given, clientToken } = input;
      const before = given === undefined ? undefined : await store.queryDefinition(account, region, given);
      if (given !== undefined && before === undefined) throw queryDefinitionNotFound();
      if (given === undefined) {
        const all = await store.queryDefinitions(account, region);
        // The same request, sent again.
        const same = clientToken === undefined ? undefined : all.find((one) => one.clientToken === clientToken);
        if (same) return { changes: [], result: { queryDefinitionId: same.id } };
        if (all.length >= quotas.queryDefinitions) throw limitExceeded();
      }
      const definition: QueryDefinition = {
        id: given ?? fresh,
        name: input.name,
        queryString: input.queryString,
        language: input.queryLanguage ?? 'CWLI',
        modified: clock.now(),
        ...(input.logGroupNames === undefined ? {} : { logGroupNames: input.logGroupNames }),
        ...(input.parameters === undefined ? {} : { parameters: input.parameters.map(stripped) }),
        ...(clientToken === undefined ? {} : { clientToken }),
      };
      return {
        changes: [store.putQueryDefinition(account, region, definition, before?.version ?? 0)],
        result: { queryDefinitionId: definition.id },
      };
    });
  },
});

interface Given {
  readonly name: string;
  readonly defaultValue?: string | undefined;
  readonly description?: string | undefined;
}
const stripped = ({ name, defaultValue, description }: Given): NonNullable<QueryDefinition['parameters']>[number] => ({
  name,
  ...(defaultValue === undefined ? {} : { defaultValue }),
  ...(description === undefined ? {} : { description }),
});
