import type { DynamoDbRecord } from './dynamodb-event.js';
import { hasRepeatedKey } from './filter-keys.js';
import { compilePattern, InvalidPattern, isObject, Subject, type Matcher } from './filter-pattern.js';
import type { KinesisRecord } from '../../../../kinesis-records.js';

export interface FilterCriteria {
  readonly Filters?: readonly { readonly Pattern?: string | undefined }[] | undefined;
}

/** What a mapping filters its records by. A record passes that matches one of the patterns. */
export interface Filters<R> {
  matches(record: R): boolean;
}

/** A mapping's filters are refused; the message is what AWS answers. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

/**
 * Compiles a mapping's filters; undefined when it has none.
 * @throws FilterError
 */
export function compileFilters(
  criteria: FilterCriteria | undefined,
  source: 'kinesis',
): Filters<KinesisRecord> | undefined;
export function compileFilters(
  criteria: FilterCriteria | undefined,
  source: 'dynamodb',
): Filters<DynamoDbRecord> | undefined;
export function compileFilters(
  criteria: FilterCriteria | undefined,
  source: 'kinesis' | 'dynamodb',
): Filters<KinesisRecord> | Filters<DynamoDbRecord> | undefined {
  const patterns = (criteria?.Filters ?? []).flatMap(({ Pattern }) => (Pattern === undefined ? [] : [Pattern]));
  if (patterns.length === 0) return undefined;
  if (patterns.length > MOST_FILTERS)
    throw new FilterError(`Filter criteria cannot have more than ${MOST_FILTERS} filters.`);
  const payload = source === 'kinesis' ? 'data' : 'dynamodb';
  const filters = patterns.map((text) => compile(text, payload));
  return source === 'kinesis' ? kinesisFilters(filters) : dynamoDbFilters(filters);
}

/** AWS's quota; nothing raises it here. */
const MOST_FILTERS = 5;

interface Filter {
  readonly matches: Matcher;
  /** Whether it looks into the record's payload. */
  readonly readsPayload: boolean;
}

function compile(text: string, payload: string): Filter {
  try {
    const pattern: unknown = JSON.parse(text);
    if (!isObject(pattern) || hasRepeatedKey(text)) throw new InvalidPattern();
    const matches = compilePattern(pattern);
    return { matches, readsPayload: readsPayload(pattern, payload) };
  } catch (error) {
    if (error instanceof InvalidPattern || error instanceof SyntaxError)
      throw new FilterError('Invalid filter pattern definition.');
    throw error;
  }
}

/** Whether the payload's key stands in a pattern, at its top. What it is asked for must be an object there. */
function readsPayload(pattern: Readonly<Record<string, unknown>>, payload: string): boolean {
  const alternatives = Array.isArray(pattern['$or']) ? pattern['$or'].filter(isObject) : [];
  const reads = alternatives.map((alternative) => readsPayload(alternative, payload)).includes(true);
  if (!Object.hasOwn(pattern, payload)) return reads;
  if (!isObject(pattern[payload])) throw new InvalidPattern();
  return true;
}

const kinesisFilters = (filters: readonly Filter[]): Filters<KinesisRecord> => {
  const readsData = filters.some((filter) => filter.readsPayload);
  return {
    matches: (record) => {
      const data = readsData ? parsed(Buffer.from(record.data, 'base64').toString()) : undefined;
      const subject = new Subject({
        kinesisSchemaVersion: '1.0',
        partitionKey: record.partitionKey,
        sequenceNumber: record.sequenceNumber,
        ...(data === undefined ? {} : { data }),
        approximateArrivalTimestamp: record.arrival / 1000,
      });
      // Data that is not JSON passes no filter that asks for its content, not even for something that must be absent.
      return filters.some(
        (filter) => (data !== undefined || !filter.readsPayload) && filter.matches(subject.root, subject),
      );
    },
  };
};

const dynamoDbFilters = (filters: readonly Filter[]): Filters<DynamoDbRecord> => ({
  matches: (record) => {
    const subject = new Subject(record.parse());
    return filters.some((filter) => filter.matches(subject.root, subject));
  },
});

/** Undefined when the text is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
