import { streamFlags } from '../../command.js';
import { choice, toggle } from '../../flags.js';
import type { FlagValues, Flags } from '../../flags.js';

const { region, endpoint } = streamFlags;

/** The flags of every command of the ride. */
export const rideFlags = {
  region,
  endpoint,
  summary: choice(
    ['auto', 'analytics', 'function'],
    'auto',
    'what makes the summary: an analytics application, or a function (auto: as deployed, else what the endpoint can)',
  ),
  'dry-run': toggle('says what would be done, and does nothing'),
  yes: toggle('does not ask before it removes something from AWS'),
  json: toggle('prints the result as JSON'),
} satisfies Flags;

export type RideFlags = FlagValues<typeof rideFlags>;
