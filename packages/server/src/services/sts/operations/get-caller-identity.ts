import { string, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { ArnType } from '../shapes.js';

/**
 * Whose credentials these are. It needs no permission, and no policy can deny it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const getCallerIdentity = operation({
  name: 'GetCallerIdentity',
  input: structure('GetCallerIdentityRequest', {}),
  output: structure('GetCallerIdentityResponse', { UserId: string(), Account: string(), Arn: ArnType }),
  errors: [],
  needs: () => [],
  run: (_context, _input, { principal: { userId, account, arn } }) => ({
    UserId: userId,
    Account: account,
    Arn: arn,
  }),
});
