import { integer, list, string, structure } from '@paddock/wire';
import { namedGroup, onGroup } from '../addressing.js';
import { operation } from '../context.js';
import { expiryHorizon } from '../domain/log-group.js';
import { startOf } from '../domain/position.js';
import { fieldsOf } from '../domain/record-fields.js';
import { liveEvents } from '../events/live.js';
import { groupReference, Timestamp } from '../shapes.js';

const MINUTE = 60_000;
const most = 1_000;

/**
 * AWS looks at some events of eight minutes before and after a time, or of the last fifteen minutes.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogGroupFields.html
 */
export const getLogGroupFields = operation({
  name: 'GetLogGroupFields',
  input: structure('GetLogGroupFieldsRequest', {
    logGroupName: groupReference.logGroupName,
    time: Timestamp,
    logGroupIdentifier: groupReference.logGroupIdentifier,
  }),
  output: structure('GetLogGroupFieldsResponse', {
    logGroupFields: list(structure('LogGroupField', { name: string(), percent: integer({ min: 0, max: 100 }) })),
  }),
  errors: [
    'InvalidParameterException',
    'LimitExceededException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  needs: onGroup('GetLogGroupFields'),
  async run(context, input, request) {
    const { group } = await context.groups.find(namedGroup(input, request));
    const now = context.clock.now();
    // Seconds, as the other times of queries.
    const middle = input.time === undefined ? undefined : input.time * 1000;
    const from = middle === undefined ? now - 15 * MINUTE : middle - 8 * MINUTE;
    const below = middle === undefined ? now + 1 : middle + 8 * MINUTE;
    const counts = new Map<string, number>();
    let looked = 0;
    const start = startOf(Math.max(from, expiryHorizon(group, now), 0));
    search: for await (const batch of liveEvents(context, { group }, start, below)) {
      for (const event of batch) {
        for (const name of Object.keys(fieldsOf(group, event))) counts.set(name, (counts.get(name) ?? 0) + 1);
        looked += 1;
        if (looked === most) break search;
      }
    }
    const logGroupFields = Array.from(counts, ([name, count]) => ({
      name,
      percent: Math.floor((100 * count) / looked),
    }));
    return { logGroupFields: logGroupFields.sort((a, b) => b.percent - a.percent || (a.name < b.name ? -1 : 1)) };
  },
});
