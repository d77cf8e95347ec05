import { required, structure } from '@paddock/wire';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { tableChangeErrors } from '../declared-errors.js';
import { intervals } from '../domain/table-quotas.js';
import { invalid, tableNotFound } from '../errors.js';
import { TableNameOrArn } from '../shapes.js';
import { TimeToLiveSpecification } from '../structures.js';
import { changeTable } from '../table-changes.js';
import { resourceInUse } from '../table-errors.js';
import { isWithin } from '../table-states.js';
import { withExpiry, withoutExpiry } from '../time-to-live.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive = operation({
  name: 'UpdateTimeToLive',
  input: structure('UpdateTimeToLiveInput', {
    TableName: required(TableNameOrArn),
    TimeToLiveSpecification: required(TimeToLiveSpecification),
  }),
  output: structure('UpdateTimeToLiveOutput', { TimeToLiveSpecification }),
  errors: tableChangeErrors,
  needs: onTable('UpdateTimeToLive'),
  async run(context, input, request) {
    const { AttributeName: attribute, Enabled: isWanted } = input.TimeToLiveSpecification;
    await changeTable(context, namedTable(input.TableName, request), (table) => {
      if (table.status === 'CREATING') throw tableNotFound(table.name);
      if (table.status === 'DELETING') throw resourceInUse('Attempt to change a resource which is still in use');
      const { timeToLive: current } = table;
      if (current !== undefined && current.attribute !== attribute) {
        throw invalid(
          `TimeToLive is active on a different AttributeName: current AttributeName is ${current.attribute}`,
        );
      }
      if (isWanted === (current !== undefined)) {
        throw invalid(`TimeToLive is already ${isWanted ? 'enabled' : 'disabled'}`);
      }
      const now = context.clock.now();
      if (context.limits && isWithin(table.changed?.timeToLive, intervals.timeToLive, now)) {
        throw invalid('Time to live has been modified multiple times within a fixed interval');
      }
      const noted = { ...table, changed: { ...table.changed, timeToLive: now } };
      return isWanted ? withExpiry(noted, attribute, now) : withoutExpiry(noted);
    });
    return { TimeToLiveSpecification: input.TimeToLiveSpecification };
  },
});
