import { isPolicyDocument, parsePolicy } from '@paddock/policy';
import { string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import type { ResourcePolicy } from '../domain/resource-policy.js';
import { invalidPolicy, limitExceeded, otherRevision } from '../errors.js';
import { describePolicy, namedPolicy, onPolicy } from '../policies.js';
import { Arn, PolicyDocument, ResourcePolicyShape, RevisionId } from '../shapes.js';

/** What AWS does not mind in a policy of the account. */
const resourceFault = 'Policy has invalid resource';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html */
export const putResourcePolicy = operation({
  name: 'PutResourcePolicy',
  input: structure('PutResourcePolicyRequest', {
    policyName: string(),
    policyDocument: PolicyDocument,
    resourceArn: Arn,
    expectedRevisionId: RevisionId,
  }),
  output: structure('PutResourcePolicyResponse', { resourcePolicy: ResourcePolicyShape, revisionId: RevisionId }),
  errors: [
    'InvalidParameterException',
    'LimitExceededException',
    'OperationAbortedException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  needs: onPolicy('PutResourcePolicy'),
  async run({ store, groups, quotas, clock, ids }, input, request) {
    const { account } = request.principal;
    const { region } = request;
    const { of, group } = namedPolicy(input, request);
    if (group) await groups.find(group);
    const parsed = parsePolicy(input.policyDocument ?? '', 'resource');
    const isAnyResourceRight = group === undefined;
    if (!isPolicyDocument(parsed) && !(isAnyResourceRight && parsed.fault === resourceFault)) {
      throw invalidPolicy(parsed.fault);
    }
    const revisionId = ids.hex(32);
    return store.change(async () => {
      const before = await store.policy(account, region, of);
      checkRevision(input.expectedRevisionId, before?.value);
      const count = store.policies(account, region).filter((policy) => policy.name !== undefined).length;
      if (before === undefined && 'name' in of && count >= quotas.resourcePolicies) throw limitExceeded();
      const policy: ResourcePolicy = {
        ...of,
        document: input.policyDocument ?? '',
        updated: clock.now(),
        ...(group ? { revisionId } : {}),
      };
      return {
        changes: [store.putPolicy(account, region, of, policy, before?.version ?? 0)],
        result: { resourcePolicy: describePolicy(policy), ...(group ? { revisionId } : {}) },
      };
    });
  },
});

/** @throws InvalidParameterException when the caller has not seen the latest */
export function checkRevision(expected: string | undefined, policy: ResourcePolicy | undefined): void {
  if (expected !== undefined && policy !== undefined && expected !== policy.revisionId) throw otherRevision();
}
