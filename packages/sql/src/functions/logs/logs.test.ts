import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowError } from '../../errors.js';
import { date, ofNull, parsed, timestamp } from '../testing.js';

const clf = '192.168.254.30 - John [24/May/2004:22:01:02 -0700] "GET /icons/apache_pb.gif HTTP/1.1" 304 0';
const clfColumns = [
  '192.168.254.30',
  '-',
  'John',
  '[24/May/2004:22:01:02 -0700]',
  'GET /icons/apache_pb.gif HTTP/1.1',
  '304',
  '0',
];

const named = (values: readonly (string | null)[]): Record<string, string | null> =>
  Object.fromEntries(values.map((value, index) => [`COLUMN${index + 1}`, value]));

for (const [format, text, values] of [
  ['COMMON', clf, clfColumns],
  ['common', clf, clfColumns],
  ['%h %l %u %t "%r" %>s %b', clf, clfColumns],
  ['%h %l %u %t \\"%r\\" %>s %b', clf, clfColumns],
  ['%h %l %u [%t] "%r" %>s %b', clf, clfColumns.with(3, '24/May/2004:22:01:02 -0700')],
  ['COMMON', clf.replace('304 0', '200 -'), clfColumns.with(5, '200').with(6, '-')],
  ['COMMON', clf.replace('GET', '\\"GET'), clfColumns.with(4, '\\"GET /icons/apache_pb.gif HTTP/1.1')],
  ['COMMON WITH VHOST', `example.com ${clf}`, ['example.com', ...clfColumns]],
  ['NCSA EXTENDED', `${clf} "http://a/" "Mozilla (X; Y)"`, [...clfColumns, 'http://a/', 'Mozilla (X; Y)']],
  ['REFERER', 'http://a/b c ---> /d', ['http://a/b c', '/d']],
  ['AGENT', 'Mozilla (X; Y)', ['Mozilla (X; Y)']],
  ['%{Referer}i|%U', 'x|y', ['x', 'y']],
  ['%!200,304[Referer]i %%%s', '- %500', ['-', '500']],
  ['%D/%T', '15/0', ['15', '0']],
  [
    'IIS',
    '172.16.0.1, -, 03/20/01, 7:55:20, W3SVC2, SALES1, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /Logo.gif, -,',
    [
      '172.16.0.1',
      '-',
      '03/20/01',
      '7:55:20',
      'W3SVC2',
      'SALES1',
      '172.21.13.45',
      '4502',
      '163',
      '3223',
      '200',
      '0',
      'GET',
      '/Logo.gif',
      '-',
    ],
  ],
] as const)
  test(`W3C_LOG_PARSE of ${format}: ${values.join(' | ')}`, () => {
    assert.deepEqual(parsed('W3C_LOG_PARSE', text, format), named(values));
  });

test('W3C_LOG_PARSE of other lines and formats', () => {
  assert.equal(parsed('W3C_LOG_PARSE', 'something else', 'COMMON'), null);
  assert.equal(parsed('W3C_LOG_PARSE', '', 'COMMON'), null);
  for (const format of ['COMMONS', '%', '%Y', '', '%[x', 5, ofNull()])
    assert.equal(parsed('W3C_LOG_PARSE', clf, format), undefined);
  assert.equal(parsed('W3C_LOG_PARSE', clf), undefined);
});

for (const [pattern, text, values] of [
  ['.*([E].).*([R].*)', 'HEALTHCARE', ['EA', 'RE']],
  ['.*([E].).*([R].*)', 'ENERGY', ['EN', 'RGY']],
  ['(.*)_+(._.*)', 'Mary_had_a_little_lamb', ['Mary_had', 'a_little_lamb']],
  ['(a)|(b)', 'b', [null, 'b']],
] as const)
  test(`REGEX_LOG_PARSE('${text}', '${pattern}')`, () => {
    assert.deepEqual(parsed('REGEX_LOG_PARSE', text, pattern), named(values));
  });

test('REGEX_LOG_PARSE: no match, columns, long values, bad patterns', () => {
  assert.equal(parsed('REGEX_LOG_PARSE', 'xab', '(a)b'), null);
  assert.deepEqual(parsed('REGEX_LOG_PARSE', 'a12', '(\\w)(\\d+)', 'letter VARCHAR(3), "count" INTEGER'), {
    LETTER: 'a',
    count: 12,
  });
  assert.deepEqual(parsed('REGEX_LOG_PARSE', 'a12', '(\\w)(\\d+)', 'letter, number TYPE DOUBLE'), {
    LETTER: 'a',
    NUMBER: 12,
  });
  assert.deepEqual(parsed('REGEX_LOG_PARSE', 'x'.repeat(2000), '(x*)'), { COLUMN1: 'x'.repeat(1024) });
  for (const operands of [['(('], ['a'], [5], [], ['(a)', 'a, b'], ['(a)', 'a FOO'], ['(a)', 'a', 'b'], [ofNull()]])
    assert.equal(parsed('REGEX_LOG_PARSE', 'a', ...operands), undefined);
});

test('SYS_LOG_PARSE', () => {
  assert.deepEqual(parsed('SYS_LOG_PARSE', 'Mar  7 10:11:12 web1 sshd[5]: in'), {
    COLUMN1: timestamp('1970-03-07 10:11:12').value,
    COLUMN2: 'web1 sshd[5]: in',
  });
  assert.deepEqual(parsed('SYS_LOG_PARSE', '<34>Oct 11 22:14:15 mymachine su: failed'), {
    COLUMN1: timestamp('1970-10-11 22:14:15').value,
    COLUMN2: 'mymachine su: failed',
  });
  assert.equal(parsed('SYS_LOG_PARSE', 'nothing'), null);
  assert.equal(parsed('SYS_LOG_PARSE', 'Foo 11 22:14:15 x'), null);
  assert.equal(parsed('SYS_LOG_PARSE', 'Oct 32 22:14:15 x'), null);
  assert.equal(parsed('SYS_LOG_PARSE', 'x', 'y'), undefined);
});

for (const [text, operands, expected] of [
  ['a,b,c', [3, ','], { COLUMN1: 'a', COLUMN2: 'b', COLUMN3: 'c' }],
  ['a,b', [3, ','], { COLUMN1: 'a', COLUMN2: 'b', COLUMN3: null }],
  ['a,b,c', [2, ','], { COLUMN1: 'a', COLUMN2: 'b' }],
  ['', [1, ','], { COLUMN1: '' }],
  ['a\tb', [2, '\t'], { COLUMN1: 'a', COLUMN2: 'b' }],
  ['a::b:c', [2, '::'], { COLUMN1: 'a', COLUMN2: 'b:c' }],
  ['a,b', [2, ',', '\\', '"'], { COLUMN1: 'a', COLUMN2: 'b' }],
  ['a\\,b', [2, ',', '\\', '"'], { COLUMN1: 'a,b', COLUMN2: null }],
  ['a\\::b', [1, '::', '\\'], { COLUMN1: 'a::b' }],
  [
    'John Doe,"514 West Bay, CA",$32.16',
    [3, ',', '', '"'],
    { COLUMN1: 'John Doe', COLUMN2: '514 West Bay, CA', COLUMN3: '$32.16' },
  ],
  ['"a ""b""",c', [2, ',', '', '"'], { COLUMN1: 'a "b"', COLUMN2: 'c' }],
  ['<a,b>,c', [2, ',', '', '<>'], { COLUMN1: 'a,b', COLUMN2: 'c' }],
  ['x,7', ['COL_1 TYPE VARCHAR(16), COL_2 TYPE INTEGER', ','], { COL_1: 'x', COL_2: 7 }],
  ['x,', ['a TYPE VARCHAR(16), b TYPE INTEGER', ','], { A: 'x', B: null }],
  ['abcdef', ['a TYPE VARCHAR(3)', ','], { A: 'abc' }],
  [
    '16/Sep/2009:03:15:24',
    [`"when" TYPE TIMESTAMP 'dd/MMM/yyyy:HH:mm:ss'`, ','],
    { when: timestamp('2009-09-16 03:15:24').value },
  ],
  [
    '2009-09-16,true,1.256',
    ['d TYPE DATE, b TYPE BOOLEAN NOT NULL, n TYPE NUMERIC(5,2)', ','],
    { D: date('2009-09-16').value, B: true, N: 126n },
  ],
] as const)
  test(`VARIABLE_COLUMN_LOG_PARSE('${text}', ${operands.join(' / ')})`, () => {
    assert.deepEqual(parsed('VARIABLE_COLUMN_LOG_PARSE', text, ...operands), expected);
  });

test('VARIABLE_COLUMN_LOG_PARSE: what is no value, and what are no columns', () => {
  assert.throws(() => parsed('VARIABLE_COLUMN_LOG_PARSE', 'x', 'a TYPE INTEGER', ','), RowError);
  assert.throws(
    () => parsed('VARIABLE_COLUMN_LOG_PARSE', 'x', 'a TYPE VARCHAR(5), b TYPE VARCHAR(5) NOT NULL', ','),
    /22004/,
  );
  assert.throws(() => parsed('VARIABLE_COLUMN_LOG_PARSE', 'x', `a TYPE DATE 'yyyy'`, ','), RowError);
  for (const operands of [
    [0, ','],
    [2000, ','],
    [2, ''],
    [2],
    ['', ','],
    ['a TYPE FOO', ','],
    ['a TYPE', ','],
    ['a TYPE VARCHAR(5', ','],
    ['a TYPE VARCHAR(5) NOT', ','],
    ['a TYPE DECIMAL(20,2)', ','],
    [`a TYPE DATE 'bbb'`, ','],
    [`a TYPE INTEGER 'yyyy'`, ','],
    [2, ',', '\\', '"""'],
    [2, ofNull()],
    ['1 TYPE DATE', ','],
    ['a TYPE DATE,', ','],
  ])
    assert.equal(parsed('VARIABLE_COLUMN_LOG_PARSE', 'x', ...operands), undefined, JSON.stringify(operands));
});

for (const [text, columns, expected] of [
  ['  1   true', 'a TYPE Integer START 0 FOR 3, b TYPE boolean START 4', { A: 1, B: true }],
  [
    '  1   true 423.345 ',
    'a TYPE Integer START 0 FOR 3, b TYPE boolean START 4 FOR 6, c TYPE numeric(5,2) START 10',
    { A: 1, B: true, C: 42_335n },
  ],
  ['abcdef', 'a START 1 FOR 2, b START 0', { A: 'bc    ', B: 'abcdef' }],
  ['abcdef', 'a TYPE VARCHAR(3) START 1, b TYPE CHAR START 2', { A: 'bcd', B: 'c' }],
  ['abc', 'a TYPE VARCHAR(3) START 3, b TYPE INTEGER START 9 FOR 3', { A: null, B: null }],
  [
    '16/Sep/2009:03:15:24 x',
    `"name" TYPE TIMESTAMP 'dd/MMM/yyyy:HH:mm:ss' START 0 FOR 20, x TYPE CHAR(1) NOT NULL START 21`,
    { name: timestamp('2009-09-16 03:15:24').value, X: 'x' },
  ],
  ['   5', 'a TYPE DOUBLE PRECISION START 0 FOR 3, b TYPE REAL START 3', { A: null, B: 5 }],
] as const)
  test(`FIXED_COLUMN_LOG_PARSE('${text}', '${columns}')`, () => {
    assert.deepEqual(parsed('FIXED_COLUMN_LOG_PARSE', text, columns), expected);
  });

test('FIXED_COLUMN_LOG_PARSE: what is no value, and what are no columns', () => {
  assert.throws(() => parsed('FIXED_COLUMN_LOG_PARSE', 'abc', 'a TYPE INTEGER START 0'), RowError);
  assert.throws(() => parsed('FIXED_COLUMN_LOG_PARSE', '', 'a TYPE INTEGER NOT NULL START 0'), /22004/);
  for (const operands of [
    ['a TYPE INTEGER'],
    ['a TYPE INTEGER START'],
    ['a START x'],
    ['a START 0 FOR'],
    [''],
    [5],
    ['a START 0', 'b'],
  ])
    assert.equal(parsed('FIXED_COLUMN_LOG_PARSE', 'abc', ...operands), undefined);
});
