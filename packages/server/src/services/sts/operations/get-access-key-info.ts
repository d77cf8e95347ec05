import { required, string, structure } from '@paddock/wire';
import { accountOfAccessKeyId } from '../../../identity/access-key-id.js';
import { operation } from '../context.js';
import { unknownAccessKey } from '../errors.js';
import { AccessKeyIdType } from '../shapes.js';

/**
 * The account that an access key belongs to. It is in the key's id: any id of the right form is answered, whether there is such a key or not.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html
 */
export const getAccessKeyInfo = operation({
  name: 'GetAccessKeyInfo',
  input: structure('GetAccessKeyInfoRequest', { AccessKeyId: required(AccessKeyIdType) }),
  output: structure('GetAccessKeyInfoResponse', { Account: string() }),
  errors: [],
  needs: () => ({ action: 'sts:GetAccessKeyInfo', resources: ['*'] }),
  run({ rootAccountOf }, { AccessKeyId: id }) {
    const account = rootAccountOf(id) ?? accountOfAccessKeyId(id);
    if (account === undefined) throw unknownAccessKey();
    return { Account: account };
  },
});
