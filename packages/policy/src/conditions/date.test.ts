import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDate } from './date.js';

describe('dates', () => {
  const table: readonly (readonly [text: string, iso: string | undefined])[] = [
    ['2026', '2026-01-01T00:00:00.000Z'],
    ['2026-07', '2026-07-01T00:00:00.000Z'],
    ['2026-07-16', '2026-07-16T00:00:00.000Z'],
    ['2026-07-16T19:20Z', '2026-07-16T19:20:00.000Z'],
    ['2026-07-16T19:20+01:00', '2026-07-16T18:20:00.000Z'],
    ['2026-07-16T19:20:30-0330', '2026-07-16T22:50:30.000Z'],
    ['2026-07-16T19:20:30.45Z', '2026-07-16T19:20:30.450Z'],
    ['2026-07-16T19:20:30', '2026-07-16T19:20:30.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0050-03-01', '0050-03-01T00:00:00.000Z'],
    ['1784229630', '2026-07-16T19:20:30.000Z'],
    ['1784229630.5', '2026-07-16T19:20:30.500Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
    ['-1', '1969-12-31T23:59:59.000Z'],
    ['2026-02-29', undefined],
    ['2026-00-01', undefined],
    ['2026-13-01', undefined],
    ['2026-01-00', undefined],
    ['2026-04-31', undefined],
    ['2026-07-16T24:00Z', undefined],
    ['2026-07-16T19:60Z', undefined],
    ['2026-07-16T19:20:60Z', undefined],
    ['2026-07-16T19Z', undefined],
    ['2026-07-16T19:20+25:00', undefined],
    ['2026-07-16 19:20', undefined],
    ['2026-7-16', undefined],
    ['16 July 2026', undefined],
    ['', undefined],
  ];
  for (const [text, iso] of table) {
    it(`${JSON.stringify(text)} is ${iso ?? 'none'}`, () => {
      assert.equal(parseDate(text), iso === undefined ? undefined : Date.parse(iso));
    });
  }

  it('read what JavaScript writes', () => {
    const limits = {
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    };
    fc.assert(fc.property(fc.date(limits), (date) => assert.equal(parseDate(date.toISOString()), date.getTime())));
  });
});
