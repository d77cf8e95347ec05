import { structure } from '@paddock/wire';
import { CommitmentOutput, describeCommitment, settledAt } from '../account-settings.js';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeAccountSettings.html */
export const describeAccountSettings = operation({
  name: 'DescribeAccountSettings',
  input: structure('DescribeAccountSettingsInput', {}),
  output: structure('DescribeAccountSettingsOutput', { MinimumThroughputBillingCommitment: CommitmentOutput }),
  errors: ['LimitExceededException'],
  needs: onAnything('DescribeAccountSettings'),
  async run(context, _input, request) {
    const { value } = await context.store.settings(request.principal.account, request.region);
    return { MinimumThroughputBillingCommitment: describeCommitment(settledAt(value, context.clock.now())) };
  },
});
