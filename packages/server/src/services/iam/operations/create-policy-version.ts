import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import type { ManagedPolicy } from '../domain/entities.js';
import { tooManyPolicyVersions } from '../errors.js';
import { onPolicy } from '../lookup.js';
import { checkManagedDocument, checkManagedSize, policyToChange } from '../policies.js';
import { ArnType, PolicyDocumentType } from '../shapes.js';
import { PolicyVersion } from '../structures.js';
import { policyVersionView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const createPolicyVersion = operation({
  name: 'CreatePolicyVersion',
  input: structure('CreatePolicyVersionRequest', {
    PolicyArn: required(ArnType),
    PolicyDocument: required(PolicyDocumentType),
    SetAsDefault: boolean,
  }),
  output: structure('CreatePolicyVersionResponse', { PolicyVersion }),
  errors: ['NoSuchEntity', 'MalformedPolicyDocument', 'InvalidInput', 'LimitExceeded', 'ServiceFailure'],
  needs: onPolicy('CreatePolicyVersion'),
  run(context, input, request) {
    const { store, clock, quotas } = context;
    checkManagedDocument(input.PolicyDocument);
    return store.change(() => {
      const { value: policy, version } = policyToChange(context, request, 'iam:CreatePolicyVersion', input.PolicyArn);
      checkManagedSize(input.PolicyDocument, quotas.managedPolicySize);
      if (policy.versions.length >= quotas.versionsPerPolicy) throw tooManyPolicyVersions(quotas.versionsPerPolicy);
      const now = clock.now();
      const added = { id: `v${policy.nextVersion}`, document: input.PolicyDocument, created: now };
      const changed: ManagedPolicy = {
        ...policy,
        updated: now,
        versions: [...policy.versions, added],
        defaultVersion: input.SetAsDefault === true ? added.id : policy.defaultVersion,
        nextVersion: policy.nextVersion + 1,
      };
      return {
        changes: [store.putPolicy(changed, version)],
        result: { PolicyVersion: policyVersionView(changed, added) },
      };
    });
  },
});
