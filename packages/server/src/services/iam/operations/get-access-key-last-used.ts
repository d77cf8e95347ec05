import { required, structure } from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { operation, type IamContext } from '../context.js';
import type { AccessKey } from '../domain/entities.js';
import { accessKeyNotYours } from '../errors.js';
import { onUser } from '../lookup.js';
import { AccessKeyIdType, ExistingUserNameType } from '../shapes.js';
import { AccessKeyLastUsed } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html */
export const getAccessKeyLastUsed = operation({
  name: 'GetAccessKeyLastUsed',
  input: structure('GetAccessKeyLastUsedRequest', { AccessKeyId: required(AccessKeyIdType) }),
  output: structure('GetAccessKeyLastUsedResponse', {
    UserName: ExistingUserNameType,
    AccessKeyLastUsed,
  }),
  errors: [],
  needs: (context, input, request) =>
    onUser('GetAccessKeyLastUsed')(
      context,
      { UserName: findOwnKey(context, request, input.AccessKeyId).userName },
      request,
    ),
  run(context, input, request) {
    const { id, userName } = findOwnKey(context, request, input.AccessKeyId);
    const used = context.store.lastUsed(id);
    return {
      UserName: userName,
      AccessKeyLastUsed: used
        ? { LastUsedDate: used.at, ServiceName: used.service, Region: used.region }
        : { ServiceName: 'N/A', Region: 'N/A' },
    };
  },
});

/** @throws AccessDenied for what is no key of the caller's account */
function findOwnKey({ store }: IamContext, { principal }: RequestContext, id: string): AccessKey {
  const accessKey = store.accessKey(id)?.value;
  if (accessKey?.account !== principal.account) throw accessKeyNotYours(principal.arn, id);
  return accessKey;
}
