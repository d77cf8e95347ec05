import type { Infer } from '@paddock/wire';
import { initialWarm } from '../domain/new-table.js';
import { tableQuotas } from '../domain/table-quotas.js';
import type { Billing, Throughput } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import type { OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from '../structures.js';
import { limitExceeded, subscriberLimit } from '../table-errors.js';

export type Units = Infer<typeof ProvisionedThroughput>;
export type Maximum = Infer<typeof OnDemandThroughput>;
export type Warm = Infer<typeof WarmThroughput>;
type Mode = Billing['mode'];

export const unitsOf = ({ ReadCapacityUnits: read, WriteCapacityUnits: write }: Units): Throughput => ({ read, write });

/** Undefined when it sets no bound. */
export function maximumOf({ MaxReadRequestUnits: read, MaxWriteRequestUnits: write }: Maximum) {
  if (read === undefined && write === undefined) return undefined;
  return { ...(read === undefined ? {} : { read }), ...(write === undefined ? {} : { write }) };
}

export const warmOf = ({ ReadUnitsPerSecond: read, WriteUnitsPerSecond: write }: Warm): Partial<Throughput> => ({
  ...(read === undefined ? {} : { read }),
  ...(write === undefined ? {} : { write }),
});

/** Read and write, with AWS's names for them. */
const sides = [
  { side: 'read', units: 'ReadCapacityUnits', maximum: 'MaxReadRequestUnits', warm: 'ReadUnitsPerSecond' },
  { side: 'write', units: 'WriteCapacityUnits', maximum: 'MaxWriteRequestUnits', warm: 'WriteUnitsPerSecond' },
] as const;

/** @throws ValidationException */
export function checkNewThroughput(mode: Mode, units: Units | undefined): void {
  if (mode === 'PAY_PER_REQUEST' && units !== undefined) throw unitsOnDemand();
  if (mode === 'PROVISIONED' && units === undefined) {
    throw invalidParameter(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  if (units !== undefined) checkBounds(units);
}

export const unitsOnDemand = () =>
  invalidParameter(
    'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
  );

/** @throws ValidationException */
export function checkBounds(units: Units, index?: string): void {
  for (const { units: name } of sides) {
    if (units[name] > tableQuotas.throughputBound) {
      throw invalid(
        `Given value ${units[name]} for ${name} is out of bounds${index === undefined ? '' : ` for index ${index}`}`,
      );
    }
  }
}

/** @throws ValidationException */
export function checkNewIndexThroughput(mode: Mode, index: string, units: Units | undefined): void {
  if (mode === 'PAY_PER_REQUEST' && units !== undefined) {
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (mode === 'PROVISIONED' && units === undefined) {
    throw invalidParameter(`ProvisionedThroughput is not specified for index: ${index}`);
  }
  if (units !== undefined) checkBounds(units, index);
}

/**
 * @param index the table itself when absent
 * @param clears whether -1 takes a bound away, as in an update
 * @throws ValidationException, or LimitExceededException above the account's quota
 */
export function checkMaximum(
  mode: Mode,
  maximum: Maximum | undefined,
  region: string,
  options: { readonly index?: string | undefined; readonly clears?: boolean } = {},
): void {
  if (maximum === undefined) return;
  const { index, clears = false } = options;
  for (const { maximum: name } of sides) {
    const value = maximum[name];
    if (value === undefined) continue;
    if (mode === 'PROVISIONED') {
      const of = index === undefined ? '' : ` for index: ${index}`;
      throw invalidParameter(
        `${name} for OnDemandThroughput${of} cannot be specified when table BillingMode is PROVISIONED.`,
      );
    }
    const target = index === undefined ? 'table' : `index : ${index}`;
    if (value < 1 && !(clears && value === -1)) {
      throw invalidParameter(`Requested ${name} for OnDemandThroughput for ${target} is outside of valid range`);
    }
    if (value > tableQuotas.tableCapacity) {
      const quota = `TableMax${name === 'MaxReadRequestUnits' ? 'Read' : 'Write'}CapacityUnits`;
      throw subscriberLimit(
        `Requested ${name} for OnDemandThroughput for ${target} exceeds ${quota} of the account in region ${region}`,
      );
    }
  }
}

/** What a new table, or a new index, is to be warm for. @throws ValidationException, or LimitExceededException */
export function checkNewWarm(billing: Billing, warm: Warm | undefined, region: string, index?: string): void {
  if (warm === undefined) return;
  const least = initialWarm(billing, billing.throughput);
  const target = targetOf(index);
  for (const { side, warm: name, units } of sides) {
    const value = warm[name];
    if (value === undefined) continue;
    if (value < least[side]) {
      const lower = `Requested ${name} for WarmThroughput for ${target} is lower than`;
      throw invalidParameter(
        billing.mode === 'PAY_PER_REQUEST'
          ? `${lower} initial throughput for OnDemand. See: ${warmPage}`
          : `${lower} ${units} of ProvisionedThroughput`,
      );
    }
    checkWarmQuota(name, value, region, index);
  }
}

/** What a table or an index is to be warm for, when it is warm already. @throws ValidationException, or LimitExceededException */
export function checkWarm(current: Throughput, warm: Warm, region: string, index?: string): void {
  for (const { side, warm: name } of sides) {
    const value = warm[name];
    if (value === undefined) continue;
    if (value < current[side]) {
      throw invalidParameter(
        `Requested ${name} for WarmThroughput for ${targetOf(index)} is lower than current WarmThroughput, ` +
          'decreasing WarmThroughput is not supported',
      );
    }
    checkWarmQuota(name, value, region, index);
  }
}

function checkWarmQuota(name: string, value: number, region: string, index: string | undefined): void {
  if (value <= tableQuotas.tableCapacity) return;
  const quota = `TableMax${name.startsWith('Read') ? 'Read' : 'Write'}CapacityUnits`;
  throw subscriberLimit(
    `Requested ${name} for WarmThroughput for ${targetOf(index)} exceeds ${quota} of the account in region ${region}`,
  );
}

const targetOf = (index: string | undefined): string => (index === undefined ? 'table' : `index ${index}`);
const warmPage = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html';

/** The account's quotas. @param reserved what the account's other tables and indexes have @throws LimitExceededException */
export function checkCapacityQuotas(
  requested: readonly { readonly index?: string; readonly throughput: Throughput }[],
  reserved: Throughput,
  region: string,
): void {
  for (const { side, units } of sides) {
    for (const { index, throughput } of requested) {
      if (throughput[side] <= tableQuotas.tableCapacity) continue;
      const [of, kind] = index === undefined ? ['', 'table'] : [` for index ${index}`, 'index'];
      throw limitExceeded(
        `The requested ${units}${of}, ${throughput[side]}, is above the per ${kind} maximum for the account in ${region}. ` +
          `Per ${kind} maximum: ${tableQuotas.tableCapacity}. ${guide}`,
      );
    }
  }
  for (const { side, units } of sides) {
    const sum = requested.reduce((total, { throughput }) => total + throughput[side], 0);
    if (reserved[side] + sum <= tableQuotas.accountCapacity) continue;
    throw limitExceeded(
      `This request would have caused the ${units} limit to be exceeded for the account in ${region}. ` +
        `Current ${units} reserved by the account: ${reserved[side]}. Limit: ${tableQuotas.accountCapacity}. ` +
        `Requested: ${sum}. ${guide}`,
    );
  }
}

export const guide =
  'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.';
