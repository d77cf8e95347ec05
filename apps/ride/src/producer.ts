import { main, streamFlags } from './command.js';
import { decimal, text, whole } from './flags.js';
import { rideAlone } from './lone-ride.js';
import { rideFleet } from './fleet-ride.js';

const ABOUT = `producer: a unicorn's sensor; sends one reading a second with PutRecord and prints a dot for each.

  npx producer [-name Shadowfax] [-stream wildrydes] [-region us-east-1] [-endpoint url]
  npx producer -fleet 1000 -rate 1          a fleet of unicorns, sent with PutRecords

! marks an attempt that was throttled or failed and is repeated. Ctrl+C ends.`;

/** The workshop's producer. */
await main({
  name: 'producer',
  about: ABOUT,
  flags: {
    name: text('name', 'Shadowfax', "the unicorn's name (Shadowfax)"),
    ...streamFlags,
    fleet: whole('n', undefined, [1, 1_000_000], 'simulate n unicorns instead of one'),
    rate: decimal('n', 1, [0.001, 1_000], 'readings a second of each unicorn (1)'),
    count: whole('n', undefined, [1, 1_000_000_000], 'stop after n readings of each unicorn'),
  },
  run: async ({ name, fleet, rate, count }, session) => {
    if (fleet === undefined) await rideAlone({ name, rate, count }, session);
    else await rideFleet({ size: fleet, rate, count }, session);
  },
});
