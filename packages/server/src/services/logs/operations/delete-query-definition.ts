import { boolean, required, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { queryDefinitionNotFound } from '../errors.js';
import { QueryId } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteQueryDefinition.html */
export const deleteQueryDefinition = operation({
  name: 'DeleteQueryDefinition',
  input: structure('DeleteQueryDefinitionRequest', { queryDefinitionId: required(QueryId) }),
  output: structure('DeleteQueryDefinitionResponse', { success: boolean }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onAnything('DeleteQueryDefinition'),
  run: ({ store }, { queryDefinitionId: id }, { principal: { account }, region }) =>
    store.change(async () => {
      const found = await store.queryDefinition(account, region, id);
      if (found === undefined) throw queryDefinitionNotFound();
      return {
        changes: [store.deleteQueryDefinition(account, region, id, found.version)],
        result: { success: true },
      };
    }),
});
