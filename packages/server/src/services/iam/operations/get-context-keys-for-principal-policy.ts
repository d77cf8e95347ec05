import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { ArnType, SimulationPolicyListType } from '../shapes.js';
import { contextKeyNames, contextKeysOutput } from '../simulation/context-key-names.js';
import { findPolicySource, policySourceArns } from '../simulation/policy-source.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html */
export const getContextKeysForPrincipalPolicy = operation({
  name: 'GetContextKeysForPrincipalPolicy',
  input: structure('GetContextKeysForPrincipalPolicyRequest', {
    PolicySourceArn: required(ArnType),
    PolicyInputList: SimulationPolicyListType,
  }),
  output: contextKeysOutput,
  errors: ['NoSuchEntity', 'InvalidInput'],
  needs: (context, input, request) => ({
    action: 'iam:GetContextKeysForPrincipalPolicy',
    resources: policySourceArns(context, request, input.PolicySourceArn),
  }),
  run: (context, input, request) => {
    const { policies, boundary } = findPolicySource(context, request, input.PolicySourceArn);
    const kept = [...policies, ...(boundary ? [boundary] : [])].map(({ text }) => text);
    // Those given come first, for errors tell them by their number.
    return contextKeyNames([...(input.PolicyInputList ?? []), ...kept]);
  },
});
