import { list, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { pageOf } from '../listing.js';
import { canonicalDocument, describePolicy } from '../policies.js';
import { Arn, DescribeLimit, NextToken, PolicyScope, ResourcePolicyShape } from '../shapes.js';

const defaultLimit = 50;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html */
export const describeResourcePolicies = operation({
  name: 'DescribeResourcePolicies',
  input: structure('DescribeResourcePoliciesRequest', {
    nextToken: NextToken,
    limit: DescribeLimit,
    resourceArn: Arn,
    policyScope: PolicyScope,
  }),
  output: structure('DescribeResourcePoliciesResponse', {
    resourcePolicies: list(ResourcePolicyShape),
    nextToken: NextToken,
  }),
  errors: ['InvalidParameterException', 'ServiceUnavailableException'],
  needs: onAnything('DescribeResourcePolicies'),
  run(context, input, { principal: { account }, region }) {
    const scope = input.policyScope ?? (input.resourceArn === undefined ? 'ACCOUNT' : 'RESOURCE');
    const found = context.store
      .policies(account, region)
      .map(describePolicy)
      .filter(
        ({ policyScope, resourceArn }) =>
          policyScope === scope && (input.resourceArn === undefined || resourceArn === input.resourceArn),
      );
    const key = (policy: (typeof found)[number]): string => policy.policyName ?? policy.resourceArn ?? '';
    found.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const { page, nextToken } = pageOf(context, 'DescribeResourcePolicies', found, key, {
      limit: input.limit ?? defaultLimit,
      nextToken: input.nextToken,
    });
    const resourcePolicies = page.map((policy) => ({
      ...policy,
      policyDocument: canonicalDocument(policy.policyDocument ?? ''),
    }));
    return { resourcePolicies, nextToken };
  },
});
