import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../errors.js';
import {
  addMonths,
  civilOf,
  dateText,
  fitTimestamp,
  greatestTimestamp,
  leastTimestamp,
  midnightOf,
  monthsBetween,
  parseDate,
  parseTime,
  parseTimestamp,
  timeOfDay,
  timeText,
  timestampText,
} from './datetimes.js';

const timestamps = fc.integer({ min: leastTimestamp, max: greatestTimestamp });

describe('timestamps', () => {
  it('are read as they are written, as ISO 8601 has them', () => {
    fc.assert(
      fc.property(timestamps, (ms) => {
        const text = timestampText(ms);
        assert.equal(text, new Date(ms).toISOString().replace('T', ' ').replace('Z', ''));
        assert.equal(parseTimestamp(text), ms);
        assert.equal(parseDate(dateText(ms)), midnightOf(ms));
        assert.equal(parseTime(text.slice(11)), timeOfDay(ms));
        assert.equal(timeText(timeOfDay(ms)), text.slice(11, 19));
      }),
    );
  });
  it('span the years 0001 to 9999', () => {
    assert.equal(timestampText(leastTimestamp), '0001-01-01 00:00:00.000');
    assert.equal(timestampText(greatestTimestamp), '9999-12-31 23:59:59.999');
    assert.throws(() => fitTimestamp(leastTimestamp - 1), RowError);
    assert.throws(() => fitTimestamp(greatestTimestamp + 1), RowError);
    assert.throws(() => fitTimestamp(Number.NaN), RowError);
  });
  for (const text of [
    '2018-02-30',
    '2018-13-01',
    '2018-00-01',
    '0000-01-01',
    '2018-1',
    '12018-01-01',
    '2018-01-01 ',
    '',
    '1900-02-29',
  ])
    it(`have no date ${JSON.stringify(text)}`, () => assert.equal(parseDate(text), undefined));
  for (const text of ['24:00:00', '12:60:00', '12:00:60', '12:00', '12:00:00.x', ' 12:00:00', ''])
    it(`have no time ${JSON.stringify(text)}`, () => assert.equal(parseTime(text), undefined));
  it('keep ms of a fraction', () => {
    assert.equal(parseTime('00:00:00.9999'), 999);
    assert.equal(parseTime('00:00:00.'), 0);
    assert.equal(parseTimestamp('1970-01-01  00:00:00'), undefined);
  });
});

describe('months', () => {
  it('are counted as they are added', () => {
    fc.assert(
      fc.property(timestamps, fc.integer({ min: 0, max: 1200 }), (from, months) => {
        fc.pre(civilOf(from).day <= 28 && civilOf(from).year <= 9800);
        assert.equal(monthsBetween(from, addMonths(from, months)), months);
        assert.equal(monthsBetween(from, addMonths(from, months) - 1), months === 0 ? 0 : months - 1);
        assert.equal(addMonths(addMonths(from, months), -months), from);
      }),
    );
  });
  for (const [from, months, to] of [
    ['2015-01-31', 1, '2015-02-28'],
    ['2016-01-31', 1, '2016-02-29'],
    ['2016-03-31', -13, '2015-02-28'],
    ['2015-12-31', 2, '2016-02-29'],
  ] as const)
    it(`end on the month's last day: ${from} and ${months}`, () =>
      assert.equal(dateText(addMonths(parseDate(from) ?? 0, months)), to));
});
