import { required, structure } from '@paddock/wire';
import { findKeyHolder, findKeyOf } from '../access-keys.js';
import { operation } from '../context.js';
import { accessKeyCannotExpire } from '../errors.js';
import { onUserOrCaller } from '../lookup.js';
import { AccessKeyIdType, ExistingUserNameType, StatusType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export const updateAccessKey = operation({
  name: 'UpdateAccessKey',
  input: structure('UpdateAccessKeyRequest', {
    UserName: ExistingUserNameType,
    AccessKeyId: required(AccessKeyIdType),
    Status: required(StatusType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure', 'InvalidInput'],
  needs: onUserOrCaller('UpdateAccessKey'),
  run(context, input, request) {
    const { store } = context;
    const status = input.Status;
    // The model has one shape for what keys may be and for what they may be made.
    if (status === 'Expired') throw accessKeyCannotExpire();
    return store.change(() => {
      const { value: user } = findKeyHolder(context, request, input);
      const { value: accessKey, version } = findKeyOf(store, user, input.AccessKeyId);
      if (accessKey.status === status) return { changes: [], result: undefined };
      return { changes: [store.putAccessKey({ ...accessKey, status }, version)], result: undefined };
    });
  },
});
