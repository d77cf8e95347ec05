import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onAnything } from '../lookup.js';
import { SimulationPolicyListType } from '../shapes.js';
import { contextKeyNames, contextKeysOutput } from '../simulation/context-key-names.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html */
export const getContextKeysForCustomPolicy = operation({
  name: 'GetContextKeysForCustomPolicy',
  input: structure('GetContextKeysForCustomPolicyRequest', { PolicyInputList: required(SimulationPolicyListType) }),
  output: contextKeysOutput,
  errors: ['InvalidInput'],
  needs: onAnything('GetContextKeysForCustomPolicy'),
  run: (_context, input) => contextKeyNames(input.PolicyInputList),
});
