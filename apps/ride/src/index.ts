export { BatchSender } from './batch-sender.js';
export { chooseDestination, connect, isPaddock, realSurroundings } from './client.js';
export { classify, errorLine, isTransient } from './errors.js';
export { Fleet } from './fleet.js';
export { putRecord, putRecords, shardSource } from './kinesis-port.js';
export { Lineage } from './lineage.js';
export { fleetNames } from './names.js';
export { StreamReader } from './stream-reader.js';
export { realTime } from './time.js';
export { Unicorn, encodeReading, statusTime } from './unicorn.js';
export type { BatchSenderOptions, Outgoing } from './batch-sender.js';
export type { Destination, Surroundings } from './client.js';
export type { Place, Trouble } from './errors.js';
export type { FleetOptions } from './fleet.js';
export type { From, Shard, Start } from './lineage.js';
export type { Page, Position, ShardSource, StreamRecord } from './shard-source.js';
export type { ShardProgress, StreamReaderOptions } from './stream-reader.js';
export type { Time } from './time.js';
export type { Random, Reading } from './unicorn.js';
export { deploy, describeDeployment, destroy, findDeployment, plan, planRemoval } from './provision/index.js';
export type {
  Action,
  Deployment,
  Part,
  Plan,
  ProvisionEvent,
  ProvisionOptions,
  Removal,
  RemovalOptions,
  RideStatus,
  SummaryKind,
} from './provision/index.js';
