import { enumeration, required, structure, timestamp, type Infer } from '@paddock/wire';
import type { AccountSettings } from './store.js';

export const CommitmentOutput = structure('MinimumThroughputBillingCommitmentOutput', {
  Status: required(enumeration('ENABLED', 'DISABLED', 'ENABLED_UNTIL_EARLIEST_ALLOWED_END')),
  StartedAt: timestamp,
  EndedAt: timestamp,
  EarliestAllowedEndAt: timestamp,
});

/** The commitment as it stands at a time: one that was ended early runs out by itself. */
export function settledAt(settings: AccountSettings, now: number): AccountSettings {
  const end = settings.earliestAllowedEndAt;
  if (settings.status !== 'ENABLED_UNTIL_EARLIEST_ALLOWED_END' || end === undefined || now < end) return settings;
  return {
    ...(settings.startedAt === undefined ? {} : { startedAt: settings.startedAt }),
    status: 'DISABLED',
    endedAt: end,
  };
}

export const describeCommitment = (settings: AccountSettings): Infer<typeof CommitmentOutput> => ({
  Status: settings.status,
  StartedAt: settings.startedAt,
  EndedAt: settings.endedAt,
  EarliestAllowedEndAt: settings.earliestAllowedEndAt,
});
