import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RowError } from '../../errors.js';
import { TIMESTAMP } from '../../types/sql-type.js';
import { called, calledTimestamp, date, given, ofNull, settled, time, timestamp } from '../testing.js';

const moment = '2009-09-16 03:15:24';

// Those of the reference first.
for (const [format, text, expected] of [
  ['yyyy-MM-dd', moment, '2009-09-16 00:00:00.000'],
  ['MM/dd/yy hh:mm:ss', '09/16/11 03:15:24', '2011-09-16 03:15:24.000'],
  ['yyyy', '09-16 03:15', '0009-01-01 00:00:00.000'],
  ['yyyy', '16 03:15', '0016-01-01 00:00:00.000'],
  ['yyyy-hh-mm', moment, '2009-01-01 09:16:00.000'],
  ['yyyy', moment, '2009-01-01 00:00:00.000'],
  ['yyyy-hh', moment, '2009-01-01 09:00:00.000'],
  ['yyyy hh', '2009 09 16 03:15:24', '2009-01-01 09:00:00.000'],
  ['yyyy/hh', '2009/09/16 03:15:24', '2009-01-01 09:00:00.000'],
  ['yyyy-mm', moment, '2009-01-01 00:09:00.000'],
  ['yyyy-MM-dd hh:mm:ss', moment, '2009-09-16 03:15:24.000'],
  ['yyyy-mm', '2011-02-08 07:23:19', '2011-01-01 00:02:00.000'],
  ['MMM dd, yyyy', 'March 7, 2010', '2010-03-07 00:00:00.000'],
  ['MMM dd,', 'March 7, 2010', '1970-03-07 00:00:00.000'],
  ['MMM dd,y', 'March 7, 2010', '2010-03-07 00:00:00.000'],
  ['MMM dd,y', 'March 7, 10', '0010-03-07 00:00:00.000'],
  ['M-d', '2-8', '1970-02-08 00:00:00.000'],
  ['M-d', '2-8-2011', '1970-02-08 00:00:00.000'],
  ['MM-dd-yyyy', '06-23-2011 10:11:12', '2011-06-23 00:00:00.000'],
  ['dd-MM-yy hh:mm:ss', '23-06-11 10:11:12', '2011-06-23 10:11:12.000'],
  ['MM-dd-yy ss:hh:mm', '06-23-11 12:10:11', '2011-06-23 10:11:12.000'],
  ['yy-dd-MM ss:hh:mm', '06-23-11 12:10:11', '2006-11-23 10:11:12.000'],
  ['dd-MM-yy hh:mm', '23-06-11 10:11:12', '2011-06-23 10:11:00.000'],
  ['dd-MM-yy hh:mm', '23-06-1 10:11:12', '0001-06-23 10:11:00.000'],
  ['MM/dd/yy hh:mm:ss', '12/19/11 10:11:12', '2011-12-19 10:11:12.000'],
  ['MM/dd/yy hh:mm:ss', '12/19/11 12:11:12', '2011-12-19 00:11:12.000'],
  ['MM/dd/yy hh:mm:ss', '12/19/11 00:11:12', '2011-12-19 00:11:12.000'],
  ['MM/dd/yy HH:mm:ss', '12/19/11 12:59:59', '2011-12-19 12:59:59.000'],
  ['MM/dd/yy HH:mm:ss', '12/19/11 21:08:07', '2011-12-19 21:08:07.000'],
  ['y/MM/dd HH:mm:ss', '2011/12/19 00:11:12', '2011-12-19 00:11:12.000'],
  ['y/MM/dd HH:mm:ss', '12/11/19 00:11:12', '2012-11-19 00:11:12.000'],
  ['yyyy-MM-dd ss', moment, '2009-09-16 00:00:03.000'],
  // Others.
  ["yyyy-MM-dd'T'HH:mm:ss.SSS", '2018-05-09T12:50:41.337', '2018-05-09 12:50:41.337'],
  ["yyyy-MM-dd'T'HH:mm:ssZ", '2018-05-09T12:50:41-0700', '2018-05-09 19:50:41.000'],
  ["yyyy-MM-dd'T'HH:mm:ssX", '2018-05-09T12:50:41Z', '2018-05-09 12:50:41.000'],
  ["yyyy-MM-dd'T'HH:mm:ssX", '2018-05-09T12:50:41+02:00', '2018-05-09 10:50:41.000'],
  ["yyyy-MM-dd'T'HH:mm:ssX", '2018-05-09T12:50:41+02', '2018-05-09 10:50:41.000'],
  ['yyyy-MM-dd HH:mm z', '2018-05-09 12:50 PST', '2018-05-09 20:50:00.000'],
  ['yyyy-MM-dd HH:mm z', '2018-05-09 12:50 GMT+01:30', '2018-05-09 11:20:00.000'],
  ['yyyyMMddHHmmss', '20180509125041', '2018-05-09 12:50:41.000'],
  ['yyMMdd', '180509', '2018-05-09 00:00:00.000'],
  ['yyMMdd', '700509', '1970-05-09 00:00:00.000'],
  ['dd/MMM/yyyy:HH:mm:ss Z', '24/May/2004:22:01:02 -0700', '2004-05-25 05:01:02.000'],
  ['EEE, d MMM yyyy HH:mm:ss', 'Wed, 4 Jul 2001 12:08:56', '2001-07-04 12:08:56.000'],
  ['EEEE, dd MMMM yyyy', 'wednesday, 16 SEPTEMBER 2009', '2009-09-16 00:00:00.000'],
  ['yyyy-MM-dd hh:mm a', '2009-09-16 03:15 PM', '2009-09-16 15:15:00.000'],
  ['yyyy-MM-dd hh:mm a', '2009-09-16 12:15 am', '2009-09-16 00:15:00.000'],
  ['K:mm a', '0:15 PM', '1970-01-01 12:15:00.000'],
  ['k:mm', '24:15', '1970-01-01 00:15:00.000'],
  ['yyyy DDD', '2004 366', '2004-12-31 00:00:00.000'],
  ['YYYY ww u', '2009 01 1', '2008-12-29 00:00:00.000'],
  ['yyyy-MM W E', '2009-09 3 Wed', '2009-09-16 00:00:00.000'],
  ['yyyy-MM F E', '2009-09 3 Wed', '2009-09-16 00:00:00.000'],
  ['E', 'Mon', '1970-01-05 00:00:00.000'],
  ["h 'o''clock'", "5 o'clock", '1970-01-01 05:00:00.000'],
  ['yyyy-MM-dd', '  2009-  9- 16', '2009-09-16 00:00:00.000'],
  ['G yyyy', 'AD 2009', '2009-01-01 00:00:00.000'],
  ['MM/dd/yyyy', '01/11/12', '0012-01-11 00:00:00.000'],
  ['MM/dd/yy', '05/04/64', '1964-05-04 00:00:00.000'],
  ['MM/dd/yy', '01/02/003', '0003-01-02 00:00:00.000'],
  ['yyyy-MM-dd', '2000-02-29', '2000-02-29 00:00:00.000'],
] as const)
  test(`CHAR_TO_TIMESTAMP('${format}', '${text}') is ${expected}`, () => {
    assert.equal(calledTimestamp('CHAR_TO_TIMESTAMP', format, text), expected);
  });

for (const [format, text] of [
  ['MM/dd/yy hh:mm:ss', '2009/09/16 03:15:24'],
  ['yyyy hh', moment],
  ['yyyy-MM hh', moment],
  ['M-d', '2011-2-8'],
  ['MM/dd/yy HH:mm:ss', '2011-12-19 00:11:12'],
  ['y/MM/dd HH:mm:ss', '12/19/11 00:11:12'],
  ['y/MM/dd HH:mm:ss', '2011-12-19 12:11:12'],
  ['MMM dd, yyyy', 'March 7 2010'],
  ['MMM dd yyyy', 'March 7, 2010'],
  ['yyyy-MM-dd', '2001-02-29'],
  ['yyyy-MM-dd', '2001-02-30'],
  ['yyyy-MM-dd', '2001-00-10'],
  ['yyyy-MM-dd HH', '2001-01-10 24'],
  ['yyyy-MM-dd hh', '2001-01-10 13'],
  ['HH:mm', '10:60'],
  ['HH:mm:ss', '10:59:60'],
  ['ss.SSS', '10.1000'],
  ['EEE yyyy-MM-dd', 'Thu 2009-09-16'],
  ['MMM', 'Xyz'],
  ['yyyyMMdd', '2018050'],
  ['yyyy', ''],
  ['yyyy', 'abcd'],
  ['G yyyy', 'BC 2009'],
  ['yyyy', '0000'],
  ['HH a', '13 AM'],
  ['HH:mm z', '10:10 XYZ'],
] as const)
  test(`CHAR_TO_TIMESTAMP('${format}', '${text}') has no result`, () => {
    assert.throws(() => called('CHAR_TO_TIMESTAMP', format, text), RowError);
  });

const written = timestamp('2001-07-04 12:08:56.235');

for (const [format, expected] of [
  ["yyyy.MM.dd G 'at' HH:mm:ss z", '2001.07.04 AD at 12:08:56 UTC'],
  ["EEE, MMM d, ''yy", "Wed, Jul 4, '01"],
  ['h:mm a', '12:08 PM'],
  ["hh 'o''clock' a, zzzz", "12 o'clock PM, Coordinated Universal Time"],
  ['K:mm a, z', '0:08 PM, UTC'],
  ['yyyyy.MMMMM.dd GGG hh:mm aaa', '02001.July.04 AD 12:08 PM'],
  ['EEE, d MMM yyyy HH:mm:ss Z', 'Wed, 4 Jul 2001 12:08:56 +0000'],
  ['yyMMddHHmmssZ', '010704120856+0000'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", '2001-07-04T12:08:56.235+0000'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSX", '2001-07-04T12:08:56.235Z'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2001-07-04T12:08:56.235Z'],
  ['y M d H m s S', '2001 7 4 12 8 56 235'],
  ['EEEE', 'Wednesday'],
  ['EE', 'Wed'],
  ['u F W w D', '3 1 1 27 185'],
  ['YYYY YY', '2001 01'],
  ['k K h', '12 0 12'],
  ['ww DDD', '27 185'],
  ['SSSSSS', '000235'],
  ['', ''],
  ["''", "'"],
  ['/-:. ', '/-:. '],
] as const)
  test(`TIMESTAMP_TO_CHAR('${format}') writes ${expected}`, () => {
    assert.equal(called('TIMESTAMP_TO_CHAR', format, written), expected);
  });

test('the other conversions', () => {
  assert.equal(called('CHAR_TO_DATE', 'yyyy-MM-dd HH', '2009-09-16 13'), date('2009-09-16').value);
  assert.equal(called('CHAR_TO_TIME', 'yyyy-MM-dd HH', '2009-09-16 13'), time('13:00:00').value);
  assert.equal(called('DATE_TO_CHAR', 'dd.MM.yyyy', date('2009-09-16')), '16.09.2009');
  assert.equal(called('TIME_TO_CHAR', 'HH.mm', time('13:05:00')), '13.05');
  assert.equal(called('TIMESTAMP_TO_CHAR', 'k', timestamp('2009-09-16 00:00:00')), '24');
  assert.equal(called('TIMESTAMP_TO_CHAR', 'YYYY w', timestamp('2008-12-29 00:00:00')), '2009 1');
});

test('NULL is NULL, but of TIMESTAMP_TO_CHAR the text null', () => {
  assert.equal(called('TIMESTAMP_TO_CHAR', 'yyyy', ofNull(TIMESTAMP)), 'null');
  assert.equal(called('TIMESTAMP_TO_CHAR', ofNull(), written), null);
  assert.equal(called('DATE_TO_CHAR', 'yyyy', ofNull()), null);
  assert.equal(called('TIME_TO_CHAR', 'yyyy', ofNull()), null);
  assert.equal(called('CHAR_TO_TIMESTAMP', 'yyyy', ofNull()), null);
  assert.equal(called('CHAR_TO_TIMESTAMP', ofNull(), '2009'), null);
});

test('bad patterns are errors of rows, other operands of the program', () => {
  for (const format of ['bbb', "yyyy 'at", 'V', 'yyyy-mm-ddThh'])
    assert.throws(() => called('TIMESTAMP_TO_CHAR', format, written), RowError);
  assert.throws(() => called('CHAR_TO_TIMESTAMP', 'j', '1'), RowError);
  assert.equal(settled('CHAR_TO_TIMESTAMP', 'yyyy'), undefined);
  assert.equal(settled('CHAR_TO_TIMESTAMP', 'yyyy', 5), undefined);
  assert.equal(settled('TIMESTAMP_TO_CHAR', written, 'yyyy'), undefined);
  assert.equal(settled('DATE_TO_CHAR', 'yyyy', written), undefined);
});

test('what is written is read', () => {
  const formats = fc.constantFrom(
    'yyyy-MM-dd HH:mm:ss.SSS',
    'yyyyMMddHHmmssSSS',
    'EEEE, d MMMM yyyy hh:mm:ss.SSS a',
    'yyyy DDD k:m:s.S Z',
    'YYYY ww u HH:mm:ss.SSS X',
    'yyyy MM W E HH:mm:ss.SSS',
    'yyyy MM F E HH:mm:ss.SSS z',
  );
  const moments = fc.integer({ min: -2e12, max: 4e12 });
  fc.assert(
    fc.property(formats, moments, (format, ms) => {
      const text = called('TIMESTAMP_TO_CHAR', format, given(TIMESTAMP, ms));
      assert.equal(called('CHAR_TO_TIMESTAMP', format, String(text)), ms);
    }),
  );
});
