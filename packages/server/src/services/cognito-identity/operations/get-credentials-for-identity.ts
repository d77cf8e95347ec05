import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { arriveAs, findIdentity } from '../identities.js';
import { verifyLoginsOf } from '../logins.js';
import { roleSessionOf } from '../role-session.js';
import { ARNString, Credentials, IdentityId, LoginsMap } from '../shapes.js';

/**
 * The enhanced flow.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 */
export const getCredentialsForIdentity = operation({
  name: 'GetCredentialsForIdentity',
  input: structure('GetCredentialsForIdentityInput', {
    IdentityId: required(IdentityId),
    Logins: LoginsMap,
    CustomRoleArn: ARNString,
  }),
  output: structure('GetCredentialsForIdentityResponse', { IdentityId, Credentials }),
  errors: [
    ...usual,
    'ResourceConflictException',
    'InvalidIdentityPoolConfigurationException',
    'ExternalServiceException',
  ],
  unsigned: true,
  needs: () => [],
  async run(context, input, request) {
    const { identity: named, pool } = await findIdentity(context, input.IdentityId);
    const proofs = await verifyLoginsOf(context, pool, named, input.Logins);
    const { logins, own } = proofs;
    const arriving = { poolId: pool.id, named: named.id, proven: own !== undefined, logins };
    const identity = await arriveAs(context, arriving);
    const asked = { pool, identity, proofs, custom: input.CustomRoleArn };
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = roleSessionOf(context, asked, request);
    return {
      IdentityId: identity.id,
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiration,
      },
    };
  },
});
