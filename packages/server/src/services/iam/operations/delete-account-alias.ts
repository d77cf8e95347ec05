import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { aliasNotFound } from '../errors.js';
import { onAnything } from '../lookup.js';
import { AccountAliasType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html */
export const deleteAccountAlias = operation({
  name: 'DeleteAccountAlias',
  input: structure('DeleteAccountAliasRequest', { AccountAlias: required(AccountAliasType) }),
  output: undefined,
  errors: ['ConcurrentModification', 'NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onAnything('DeleteAccountAlias'),
  run({ store }, input, request) {
    const { account } = request.principal;
    return store.change(() => {
      const {
        value: { alias, ...settings },
        version,
      } = store.account(account);
      const held = store.accountAlias(input.AccountAlias);
      if (alias !== input.AccountAlias || held === undefined) throw aliasNotFound(input.AccountAlias);
      return {
        changes: [store.deleteAccountAlias(alias, held.version), store.putAccount(account, settings, version)],
        result: undefined,
      };
    });
  },
});
