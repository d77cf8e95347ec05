import { label, query, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { noSuchResource } from '../errors.js';
import { policyOf, revisionOf } from '../policies.js';
import { policyText } from '../policy-text.js';
import { NamespacedFunctionName, NumericLatestPublishedOrAliasQualifier, text } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html */
export const getPolicy = operation({
  name: 'GetPolicy',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/policy', status: 200 },
  input: structure('GetPolicyRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: structure('GetPolicyResponse', { Policy: text, RevisionId: text }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetPolicy'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const { value: owner } = await findFunction(context, named);
    const policy = policyOf(owner, named);
    if (policy === undefined) throw noSuchResource();
    return { Policy: policyText(policy), RevisionId: await revisionOf(context, owner, named.qualifier) };
  },
});
