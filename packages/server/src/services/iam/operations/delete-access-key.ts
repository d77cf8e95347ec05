import { required, structure } from '@paddock/wire';
import { findKeyHolder, findKeyOf } from '../access-keys.js';
import { operation } from '../context.js';
import { onUserOrCaller } from '../lookup.js';
import { AccessKeyIdType, ExistingUserNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html */
export const deleteAccessKey = operation({
  name: 'DeleteAccessKey',
  input: structure('DeleteAccessKeyRequest', {
    UserName: ExistingUserNameType,
    AccessKeyId: required(AccessKeyIdType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onUserOrCaller('DeleteAccessKey'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: user, version } = findKeyHolder(context, request, input);
      const { value: accessKey, version: keyVersion } = findKeyOf(store, user, input.AccessKeyId);
      const holder = { ...user, accessKeys: user.accessKeys.filter((id) => id !== accessKey.id) };
      const changes = [
        store.deleteAccessKey(accessKey.id, keyVersion),
        store.putUser(holder, version),
        store.deleteLastUsed(accessKey.id),
      ];
      return { changes, result: undefined };
    });
  },
});
