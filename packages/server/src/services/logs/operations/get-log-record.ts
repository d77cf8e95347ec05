import { boolean, map, required, string, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { parseEventId } from '../domain/position.js';
import { parsePointer } from '../domain/query-record.js';
import { fieldsOf } from '../domain/record-fields.js';
import { expiryHorizon } from '../domain/log-group.js';
import { recordNotFound } from '../errors.js';
import { liveEvents } from '../events/live.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogRecord.html */
export const getLogRecord = operation({
  name: 'GetLogRecord',
  input: structure('GetLogRecordRequest', { logRecordPointer: required(string()), unmask: boolean }),
  output: structure('GetLogRecordResponse', { logRecord: map(string(), string()) }),
  errors: [
    'InvalidParameterException',
    'LimitExceededException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  needs: onAnything('GetLogRecord'),
  async run(context, input, request) {
    const pointer = parsePointer(input.logRecordPointer);
    const position = pointer && parseEventId(pointer.eventId)?.position;
    if (pointer === undefined || position === undefined) throw recordNotFound();
    const { account, region } = pointer.group;
    if (account !== request.principal.account || region !== request.region) throw recordNotFound();
    const group = (await context.store.group(pointer.group))?.group;
    const isExpired = group && position.timestamp < expiryHorizon(group, context.clock.now());
    if (group === undefined || isExpired === true) throw recordNotFound();
    for await (const [event] of liveEvents(context, { group }, position, position.timestamp + 1)) {
      if (event === undefined) continue;
      if (event.streamId !== position.streamId || event.sequence !== position.sequence) break;
      if (event.index !== position.index) break;
      return { logRecord: fieldsOf(group, event) };
    }
    throw recordNotFound();
  },
});
