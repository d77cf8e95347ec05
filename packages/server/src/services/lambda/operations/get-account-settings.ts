import { structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { accountConcurrency } from '../concurrency.js';
import { operation } from '../context.js';
import { UNZIPPED_LIMIT, ZIPPED_LIMIT } from '../code/index.js';
import { layerCodeSize } from '../layers.js';
import { AccountLimit, AccountUsage } from '../structures.js';

/** 75 GB, which is told and not enforced: the disk is the limit here. */
const totalCodeSize = 80_530_636_800;

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export const getAccountSettings = operation({
  name: 'GetAccountSettings',
  http: { method: 'GET', path: '/2016-08-19/account-settings', status: 200 },
  input: structure('GetAccountSettingsRequest', {}),
  output: structure('GetAccountSettingsResponse', { AccountLimit, AccountUsage }),
  errors: ['ServiceException', 'TooManyRequestsException'],
  needs: onAnything('GetAccountSettings'),
  async run(context, _input, { principal: { account }, region }) {
    const { store } = context;
    const functions = await store.functions(account, region);
    const versions = await store.versionsOfAccount(account, region);
    const sizes = [...functions.map(({ latest }) => latest), ...versions].map(({ code }) => code.size);
    const reserved = functions.reduce((sum, owner) => sum + (owner.reserved ?? 0), 0);
    return {
      AccountLimit: {
        TotalCodeSize: totalCodeSize,
        CodeSizeUnzipped: UNZIPPED_LIMIT,
        CodeSizeZipped: ZIPPED_LIMIT,
        ConcurrentExecutions: accountConcurrency,
        UnreservedConcurrentExecutions: accountConcurrency - reserved,
      },
      AccountUsage: {
        TotalCodeSize: sizes.reduce((sum, size) => sum + size, await layerCodeSize(context, account, region)),
        FunctionCount: functions.length,
      },
    };
  },
});
