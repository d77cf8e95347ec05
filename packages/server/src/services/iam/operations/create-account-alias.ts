import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { aliasTaken, aliasUnfit } from '../errors.js';
import { onAnything } from '../lookup.js';
import { AccountAliasType } from '../shapes.js';

/**
 * An account has one alias: a new one takes the old one's place.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html
 */
export const createAccountAlias = operation({
  name: 'CreateAccountAlias',
  input: structure('CreateAccountAliasRequest', { AccountAlias: required(AccountAliasType) }),
  output: undefined,
  errors: ['ConcurrentModification', 'EntityAlreadyExists', 'LimitExceeded', 'ServiceFailure'],
  needs: onAnything('CreateAccountAlias'),
  run({ store }, { AccountAlias: alias }, request) {
    const { account } = request.principal;
    if (/^\d{12}$/.test(alias)) throw aliasUnfit();
    return store.change(() => {
      if (store.accountAlias(alias) !== undefined) throw aliasTaken(alias);
      const { value: settings, version } = store.account(account);
      const old = settings.alias === undefined ? undefined : store.accountAlias(settings.alias);
      return {
        changes: [
          store.putAccountAlias(alias, account, 0),
          store.putAccount(account, { ...settings, alias }, version),
          ...(old && settings.alias !== undefined ? [store.deleteAccountAlias(settings.alias, old.version)] : []),
        ],
        result: undefined,
      };
    });
  },
});
