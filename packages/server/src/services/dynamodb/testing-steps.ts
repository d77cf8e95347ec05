import { testStart } from '../../test-request.js';
import type { Step } from './testing-processes.js';

/** What a table goes through in tests. */
export const rides = { TableName: 'rides' };
export const byG = {
  IndexName: 'byG',
  KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
};
export const base = {
  ...rides,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'g', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [byG],
};
export const put = (id: number): Step => [
  'PutItem',
  {
    ...rides,
    Item: { pk: { S: String(id) }, g: { S: `g${id % 3}` }, until: { N: String(testStart / 1000 + 1e6 + id) } },
  },
];
export const puts = [1, 2, 3, 4, 5, 6, 7].map(put);
export const remake = {
  AttributeDefinitions: base.AttributeDefinitions,
  GlobalSecondaryIndexUpdates: [{ Create: byG }],
};
export const recovery = (PointInTimeRecoveryEnabled: boolean): Step => [
  'UpdateContinuousBackups',
  { ...rides, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled } },
];
export const expiry = (Enabled: boolean): Step => [
  'UpdateTimeToLive',
  { ...rides, TimeToLiveSpecification: { AttributeName: 'until', Enabled } },
];
export const unstream: Step = ['UpdateTable', { ...rides, StreamSpecification: { StreamEnabled: false } }];
export const unindex: Step = [
  'UpdateTable',
  { ...rides, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byG' } }] },
];
export const create: Step = ['CreateTable', base];
export const streaming = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } };
export const restore: Step = [
  'RestoreTableToPointInTime',
  { SourceTableName: 'rides', TargetTableName: 'again', UseLatestRestorableTime: true },
];
export const remove: Step = ['DeleteTable', rides];
