import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import type { ManagedPolicy } from '../domain/entities.js';
import { policyNameTaken, quotaExceeded } from '../errors.js';
import { checkManagedDocument, checkManagedSize } from '../policies.js';
import { PolicyDescriptionType, PolicyDocumentType, PolicyNameType, PolicyPathType } from '../shapes.js';
import { Policy, TagListType } from '../structures.js';
import { checkNewTags } from '../tags.js';
import { makeUniqueId } from '../unique-id.js';
import { policyView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = operation({
  name: 'CreatePolicy',
  input: structure('CreatePolicyRequest', {
    PolicyName: required(PolicyNameType),
    Path: PolicyPathType,
    PolicyDocument: required(PolicyDocumentType),
    Description: PolicyDescriptionType,
    Tags: TagListType,
  }),
  output: structure('CreatePolicyResponse', { Policy }),
  errors: [
    'InvalidInput',
    'LimitExceeded',
    'EntityAlreadyExists',
    'MalformedPolicyDocument',
    'ConcurrentModification',
    'ServiceFailure',
  ],
  needs: (_context, input, request): AuthorizationNeed[] => {
    const { account } = request.principal;
    const resources = [entityArn('policy', { account, path: input.Path ?? '/', name: input.PolicyName })];
    const keys = requestTags(input.Tags);
    const need = { action: 'iam:CreatePolicy', resources, called: `policy ${input.PolicyName}`, keys };
    return input.Tags && input.Tags.length > 0 ? [need, { action: 'iam:TagPolicy', resources, keys }] : [need];
  },
  run({ store, clock, random, quotas }, input, request) {
    const { account } = request.principal;
    const tags = checkNewTags(input.Tags ?? [], 'kept');
    checkManagedDocument(input.PolicyDocument);
    const id = makeUniqueId('policy', request.principal.account, random);
    return store.change(() => {
      if (store.policy(account, input.PolicyName)) throw policyNameTaken(input.PolicyName);
      checkManagedSize(input.PolicyDocument, quotas.managedPolicySize);
      if (store.policies(account).length >= quotas.policiesPerAccount)
        throw quotaExceeded('PoliciesPerAccount', quotas.policiesPerAccount);
      const now = clock.now();
      const policy: ManagedPolicy = {
        account,
        name: input.PolicyName,
        path: input.Path ?? '/',
        id,
        created: now,
        updated: now,
        tags,
        versions: [{ id: 'v1', document: input.PolicyDocument, created: now }],
        defaultVersion: 'v1',
        nextVersion: 2,
        attachments: 0,
        bounds: 0,
        ...(input.Description === undefined ? {} : { description: input.Description }),
      };
      // AWS answers the tags in the order in which they were given, and never the description.
      const view = { ...policyView(policy), ...(tags.length > 0 ? { Tags: tags } : {}) };
      return { changes: [store.putPolicy(policy, 0)], result: { Policy: view } };
    });
  },
});
