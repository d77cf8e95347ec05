import { AwsError } from '@paddock/wire';
import { tableArn, indexArn } from './domain/table.js';
import type { CancellationReason } from './errors.js';
import type { IndexView, TableView } from './table-view.js';

/** Why AWS throttles: which resource, which way, by which limit. */
export interface ThrottlingReason {
  readonly reason: string;
  readonly resource: string;
}

const provisioned =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.';
const provisionedIndex =
  'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. ' +
  'Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API';
const onDemand =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please ' +
  'try again shortly. If exceptions persist, check if you have a hot key: ' +
  'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html';
const onDemandIndex =
  'Throughput exceeds the current capacity for one or more global secondary indexes. ' +
  'DynamoDB is automatically scaling your index so please try again shortly.';
const maximum = 'Throughput exceeds the maximum OnDemandThroughput configured on table or index';

/** Which limit was met. `KeyRange` is that of one partition. */
export type ThroughputLimit = 'Provisioned' | 'MaxOnDemand' | 'KeyRange' | 'Account';

/** The error of a request that a table or an index has no capacity left for. */
export function throttled(
  view: TableView,
  index: IndexView | undefined,
  way: 'Read' | 'Write',
  limit: ThroughputLimit,
): AwsError {
  const reason: ThrottlingReason = {
    reason:
      `${index === undefined ? 'Table' : 'Index'}${way}${limit}Throughput${limit === 'Account' ? 'Limit' : ''}Exceeded`.replace(
        'AccountThroughputLimit',
        'AccountLimit',
      ),
    resource: index === undefined ? tableArn(view.table) : indexArn(view.table, index.name),
  };
  if (!view.isOnDemand) {
    return new AwsError('ProvisionedThroughputExceededException', index?.global ? provisionedIndex : provisioned, {
      members: { ThrottlingReasons: [reason] },
    });
  }
  const message = limit === 'MaxOnDemand' ? maximum : index?.global ? onDemandIndex : onDemand;
  return new AwsError('ThrottlingException', message, { members: { throttlingReasons: [reason] } });
}

export const isThrottled = ({ code }: AwsError): boolean =>
  code === 'ProvisionedThroughputExceededException' ||
  code === 'ThrottlingException' ||
  code === 'RequestLimitExceeded';

/** How the reasons of a cancellation name it. */
export const throttledInTransaction = (error: AwsError): CancellationReason => ({
  Code: error.code === 'ProvisionedThroughputExceededException' ? 'ProvisionedThroughputExceeded' : 'ThrottlingError',
  Message: error.message,
});
