import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTimestamp } from './datetimes.js';
import { combinedQualifier, intervalText, parseInterval, qualifierText, truncateInterval } from './intervals.js';
import { qualifierOf } from './testing.js';

describe('intervals', () => {
  for (const [text, qualifier, value] of [
    ['1', 'DAY', 86_400_000],
    ['+1', 'DAY', 86_400_000],
    ['-3 4', 'DAY TO HOUR', -273_600_000],
    ['1 02:03:04.005', 'DAY TO SECOND', 93_784_005],
    ['59:59.999', 'MINUTE TO SECOND(3)', 3_599_999],
    ['1.5', 'SECOND', 1500],
    ['1.5', 'SECOND(1,1)', 1500],
    ['3-4', 'YEAR TO MONTH', 40],
    ['-11', 'MONTH', -11],
    ['007', 'MINUTE', 420_000],
    ['1234567890', 'SECOND(10)', 1_234_567_890_000],
    ['0', 'HOUR', 0],
    ['-0', 'HOUR', 0],
  ] as const)
    it(`read ${text} ${qualifier}`, () => assert.deepEqual(parseInterval(text, qualifierOf(qualifier)), { value }));
  for (const [text, qualifier, problem] of [
    ['120', 'MINUTE', { problem: 'precision', digits: '120' }],
    ['3:45:04.0', 'DAY TO HOUR', { problem: 'format' }],
    ['1 24', 'DAY TO HOUR', { problem: 'format' }],
    ['1:60', 'HOUR TO MINUTE', { problem: 'format' }],
    ['1-12', 'YEAR TO MONTH', { problem: 'format' }],
    ['1.1', 'YEAR(1)', { problem: 'format' }],
    ['1.', 'SECOND', { problem: 'format' }],
    ['1.1234', 'SECOND', { problem: 'format' }],
    ['1.12', 'SECOND(1,1)', { problem: 'format' }],
    ['1 2', 'DAY', { problem: 'format' }],
    ['', 'DAY', { problem: 'format' }],
    ['--1', 'DAY', { problem: 'format' }],
  ] as const)
    it(`refuse ${JSON.stringify(text)} ${qualifier}`, () =>
      assert.deepEqual(parseInterval(text, qualifierOf(qualifier)), problem));
  for (const [value, qualifier, text] of [
    [371_000, 'MINUTE TO SECOND', '+6:11'],
    [371_000, 'MINUTE', '+6'],
    [-2_400_000, 'HOUR TO MINUTE', '-0:40'],
    [1100, 'SECOND(1,3)', '+1.100'],
    [1100, 'SECOND(1,1)', '+1.1'],
    [1100, 'SECOND(2,0)', '+1'],
    [40, 'YEAR TO MONTH', '+3-04'],
    [40, 'MONTH', '+40'],
    [86_400_000 * 367, 'DAY', '+367'],
    [0, 'DAY TO SECOND', '+0 00:00:00'],
  ] as const)
    it(`write ${text}`, () => assert.equal(intervalText(value, qualifierOf(qualifier)), text));
  it('are read as they are written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -8_000_000_000, max: 8_000_000_000 }),
        fc.constantFrom('DAY', 'HOUR', 'MINUTE', 'SECOND'),
        (value, leading) => {
          const qualifier = qualifierOf(leading === 'SECOND' ? 'SECOND(8,3)' : `${leading}(8) TO SECOND(3)`);
          assert.deepEqual(parseInterval(intervalText(value, qualifier), qualifier), { value });
        },
      ),
    );
  });
  for (const [a, b, both] of [
    ['DAY', 'DAY TO HOUR', 'DAY TO HOUR'],
    ['MINUTE(3)', 'SECOND(4,1)', 'MINUTE(3) TO SECOND(1)'],
    ['HOUR', 'DAY(3) TO MINUTE', 'DAY(3) TO MINUTE'],
    ['SECOND(2,1)', 'SECOND(3,2)', 'SECOND(3, 2)'],
    ['YEAR', 'MONTH', 'YEAR TO MONTH'],
  ] as const)
    it(`of ${a} and ${b} are ${both}`, () =>
      assert.equal(qualifierText(combinedQualifier(qualifierOf(a), qualifierOf(b))), both));
  // The reference's differences of datetimes: what is less than the last field is cut off.
  for (const [left, right, qualifier, text] of [
    ['2004-05-01 12:03:34', '2004-05-01 11:57:23', 'MINUTE TO SECOND', '+6:11'],
    ['2004-05-01 12:03:34', '2004-05-01 11:57:23', 'SECOND', '+371'],
    ['2004-05-01 12:03:34', '2004-05-01 11:57:23', 'MINUTE', '+6'],
    ['2004-05-01 11:57:23', '2004-05-01 12:03:34', 'MINUTE', '-6'],
    ['2004-05-01 12:03:34', '2004-04-29 11:57:23', 'DAY TO SECOND', '+2 00:06:11'],
    ['2004-05-01 1:03:34', '2004-04-29 11:57:23', 'DAY TO SECOND', '+1 13:06:11'],
    ['2004-05-01 12:03:34', '2004-04-29 11:57:23', 'DAY', '+2'],
    ['2004-12-02 00:00:00', '2003-12-01 00:00:00', 'DAY', '+367'],
    ['2004-05-01 12:00:00.25', '2004-05-01 12:00:00', 'SECOND(2,1)', '+0.2'],
  ] as const)
    it(`between ${right} and ${left} are ${text} of ${qualifier}`, () => {
      const target = qualifierOf(qualifier);
      const value = truncateInterval((parseTimestamp(left) ?? 0) - (parseTimestamp(right) ?? 0), target);
      assert.equal(intervalText(value, target), text);
      assert.equal(truncateInterval(value, target), value);
    });
});
