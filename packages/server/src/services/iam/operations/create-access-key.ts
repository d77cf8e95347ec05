import { required, structure } from '@paddock/wire';
import { makeAccessKeyId } from '../../../identity/access-key-id.js';
import { findKeyHolder } from '../access-keys.js';
import { operation } from '../context.js';
import type { AccessKey as AccessKeyDocument } from '../domain/entities.js';
import { quotaExceeded } from '../errors.js';
import { onUserOrCaller } from '../lookup.js';
import { ExistingUserNameType } from '../shapes.js';
import { AccessKey } from '../structures.js';
import { accessKeyView } from '../views.js';

/** The only answer that ever holds the secret. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html */
export const createAccessKey = operation({
  name: 'CreateAccessKey',
  input: structure('CreateAccessKeyRequest', { UserName: ExistingUserNameType }),
  output: structure('CreateAccessKeyResponse', { AccessKey: required(AccessKey) }),
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onUserOrCaller('CreateAccessKey'),
  run(context, input, request) {
    const { store, clock, random, secrets, quotas } = context;
    const { secret, sealed } = secrets.make();
    return store.change(() => {
      const { value: user, version } = findKeyHolder(context, request, input);
      if (user.accessKeys.length >= quotas.accessKeysPerUser)
        throw quotaExceeded('AccessKeysPerUser', quotas.accessKeysPerUser);
      const accessKey: AccessKeyDocument = {
        // Made anew with every attempt: should an id be taken, the commit conflicts.
        id: makeAccessKeyId('AKIA', user.account, random.bytes(5)),
        account: user.account,
        userName: user.name,
        sealed,
        status: 'Active',
        created: clock.now(),
      };
      const holder = { ...user, accessKeys: [...user.accessKeys, accessKey.id] };
      return {
        changes: [store.putAccessKey(accessKey, 0), store.putUser(holder, version)],
        result: { AccessKey: { ...accessKeyView(accessKey), SecretAccessKey: secret } },
      };
    });
  },
});
