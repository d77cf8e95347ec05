/** AWS's quotas of tables. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
export const tableQuotas = {
  tables: 2_500,
  /** Tables that may be CREATING, UPDATING or DELETING at once. */
  changing: 500,
  globalIndexes: 20,
  localIndexes: 5,
  /** Names in NonKeyAttributes, over all indexes. */
  projectedAttributes: 100,
  keyAttributesOfIndex: 4,
  tags: 50,
  /** Units a second, of each kind. */
  accountCapacity: 80_000,
  tableCapacity: 40_000,
  /** What AWS calls out of bounds. */
  throughputBound: 1_000_000_000_000,
  decreasesPerDay: 4,
  tableClassChanges: 2,
  encryptionChanges: 4,
  /** Bytes. */
  policySize: 20_480,
} as const;

const hour = 3_600_000;
/** How long some settings may not be changed again, ms. */
export const intervals = {
  deletionProtection: 15_000,
  policy: 15_000,
  /** Measured: refused after 1,811 s, accepted after 1,872 s. */
  timeToLive: 1_860_000,
  /** Between decreases, once the day's own are used up. */
  decrease: hour,
  tableClass: 30 * 24 * hour,
  encryptionWindow: 24 * hour,
  /** Between changes of the encryption, once the window's own are used up. */
  encryption: 6 * hour,
} as const;

/** Whether both moments (ms since the epoch) lie on one UTC day. */
export const isSameDay = (a: number, b: number): boolean => Math.floor(a / (24 * hour)) === Math.floor(b / (24 * hour));
