import { RegistryConflictError } from '@paddock/store';
import { enumeration, required, structure } from '@paddock/wire';
import { CommitmentOutput, describeCommitment, settledAt } from '../account-settings.js';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import type { AccountSettings } from '../store.js';

/** A commitment lasts for at least a day. */
const shortest = 86_400_000;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html */
export const updateAccountSettings = operation({
  name: 'UpdateAccountSettings',
  input: structure('UpdateAccountSettingsInput', {
    MinimumThroughputBillingCommitment: required(
      structure('MinimumThroughputBillingCommitmentInput', { Status: required(enumeration('ENABLED', 'DISABLED')) }),
    ),
  }),
  output: structure('UpdateAccountSettingsOutput', { MinimumThroughputBillingCommitment: CommitmentOutput }),
  errors: ['InvalidArgumentException', 'ValidationException', 'LimitExceededException'],
  needs: onAnything('UpdateAccountSettings'),
  async run(context, input, request) {
    const { account } = request.principal;
    const now = context.clock.now();
    for (;;) {
      const { value, version } = await context.store.settings(account, request.region);
      const settings = next(settledAt(value, now), input.MinimumThroughputBillingCommitment.Status, now);
      try {
        await context.store.commit([context.store.putSettings(account, request.region, settings, version)]);
        return { MinimumThroughputBillingCommitment: describeCommitment(settings) };
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  },
});

function next(current: AccountSettings, asked: 'ENABLED' | 'DISABLED', now: number): AccountSettings {
  if (asked === 'ENABLED') {
    if (current.status === 'DISABLED')
      return { status: 'ENABLED', startedAt: now, earliestAllowedEndAt: now + shortest };
    return { ...current, status: 'ENABLED' };
  }
  const end = current.earliestAllowedEndAt;
  if (current.status === 'DISABLED') return current;
  if (end !== undefined && now < end) return { ...current, status: 'ENABLED_UNTIL_EARLIEST_ALLOWED_END' };
  const { earliestAllowedEndAt: _over, ...rest } = current;
  return { ...rest, status: 'DISABLED', endedAt: now };
}
