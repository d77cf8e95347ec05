import { cases, common } from './condition-cases.js';
import { group } from './table.js';

const shards = 'kinesis:ShardCount';
const time = 'aws:CurrentTime';
const may = { [time]: '2026-05-01T12:00:00Z' };

export const numbersAndDates = group(
  'Conditions: numbers and dates',
  'Numbers are compared as numbers, moments as moments, whatever way they are written.',
  common,
  cases([
    ['NumericEquals', { NumericEquals: { [shards]: '4' } }, { [shards]: '4' }, true, 'The numbers are equal.'],
    [
      'NumericEquals, written otherwise',
      { NumericEquals: { [shards]: 4 } },
      { [shards]: '4.0' },
      true,
      '4 and 4.0 are the same number.',
    ],
    ['NumericNotEquals', { NumericNotEquals: { [shards]: '4' } }, { [shards]: '5' }, true, 'The numbers differ.'],
    [
      'NumericLessThan',
      { NumericLessThan: { [shards]: '10' } },
      { [shards]: '9' },
      true,
      '9 is less than 10, though "9" sorts after "10".',
    ],
    [
      'NumericLessThan, equal',
      { NumericLessThan: { [shards]: '10' } },
      { [shards]: '10' },
      false,
      '10 is not less than 10.',
    ],
    [
      'NumericLessThanEquals, equal',
      { NumericLessThanEquals: { [shards]: '10' } },
      { [shards]: '10' },
      true,
      'Equal is included.',
    ],
    ['NumericGreaterThan', { NumericGreaterThan: { [shards]: '1' } }, { [shards]: '2' }, true, '2 is greater than 1.'],
    [
      'NumericGreaterThanEquals, less',
      { NumericGreaterThanEquals: { [shards]: '3' } },
      { [shards]: '2' },
      false,
      '2 is less than 3.',
    ],
    [
      'A number that the request lacks',
      { NumericLessThan: { [shards]: '10' } },
      {},
      false,
      'A key that the request lacks does not match.',
    ],
    [
      'A value that is no number',
      { NumericLessThan: { [shards]: '10' } },
      { [shards]: 'many' },
      false,
      'What is no number is not less.',
    ],
    ['DateLessThan', { DateLessThan: { [time]: '2026-06-01T00:00:00Z' } }, may, true, 'May is before June.'],
    ['DateLessThan, later', { DateLessThan: { [time]: '2026-04-01T00:00:00Z' } }, may, false, 'May is after April.'],
    ['DateGreaterThan', { DateGreaterThan: { [time]: '2026-04-01T00:00:00Z' } }, may, true, 'May is after April.'],
    [
      'DateGreaterThanEquals, in another zone',
      { DateGreaterThanEquals: { [time]: '2026-05-01T14:00:00+02:00' } },
      may,
      true,
      'Both are the same moment.',
    ],
    [
      'DateLessThanEquals with a day only',
      { DateLessThanEquals: { [time]: '2026-05-01' } },
      may,
      false,
      'A day begins at midnight UTC.',
    ],
    [
      'DateEquals in seconds since 1970',
      { DateEquals: { [time]: '1777636800' } },
      may,
      true,
      'Epoch seconds are a date.',
    ],
    ['DateNotEquals', { DateNotEquals: { [time]: '2026-05-01T12:00:01Z' } }, may, true, 'The moments differ.'],
    [
      'A window of time',
      { DateGreaterThan: { [time]: '2026-05-01T00:00:00Z' }, DateLessThan: { [time]: '2026-05-02T00:00:00Z' } },
      may,
      true,
      'Both conditions hold.',
    ],
  ]),
);
