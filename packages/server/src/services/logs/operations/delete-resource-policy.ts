import { string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { policyNotFound } from '../errors.js';
import { namedPolicy, onPolicy } from '../policies.js';
import { Arn, RevisionId } from '../shapes.js';
import { checkRevision } from './put-resource-policy.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = operation({
  name: 'DeleteResourcePolicy',
  input: structure('DeleteResourcePolicyRequest', {
    policyName: string(),
    resourceArn: Arn,
    expectedRevisionId: RevisionId,
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
  ],
  needs: onPolicy('DeleteResourcePolicy'),
  run: ({ store }, input, request) =>
    store.change(async () => {
      const { account } = request.principal;
      const { of } = namedPolicy(input, request);
      const found = await store.policy(account, request.region, of);
      if (found === undefined) throw policyNotFound(input.policyName);
      checkRevision(input.expectedRevisionId, found.value);
      return { changes: [store.deletePolicy(account, request.region, of, found.version)], result: undefined };
    }),
});
