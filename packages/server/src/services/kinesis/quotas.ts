/** AWS's default quotas of an account in a region. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export interface Quotas {
  /** Open shards of provisioned streams. */
  readonly shards: (region: string) => number;
  readonly onDemandStreams: number;
  /** Streams that may be CREATING or DELETING at once. */
  readonly transitions: number;
  readonly consumersPerStream: number;
  readonly consumersCreating: number;
  readonly tagsPerResource: number;
  readonly shardCountUpdatesPerDay: number;
  readonly modeSwitchesPerDay: number;
}

const largeRegions = new Set(['us-east-1', 'us-west-2', 'eu-west-1']);

export const defaultQuotas: Quotas = {
  shards: (region) => (largeRegions.has(region) ? 20_000 : 6_000),
  onDemandStreams: 50,
  transitions: 5,
  consumersPerStream: 20,
  consumersCreating: 5,
  tagsPerResource: 50,
  shardCountUpdatesPerDay: 10,
  modeSwitchesPerDay: 2,
};

/** What one shard takes and gives in a second. */
export const shardRates = {
  writeBytes: 1_048_576,
  writeRecords: 1_000,
  readBytes: 2_097_152,
  reads: 5,
} as const;
