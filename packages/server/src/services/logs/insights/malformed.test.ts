import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileQuery, MalformedQueryError } from './index.js';
import { requests, run } from './testing.js';

/** [query, symbol, position] */
const MALFORMED: [string, string, number][] = [
  ['', '<EOF>', 0],
  ['bad', 'bad', 0],
  ['fields', '<EOF>', 6],
  ['fields a |', '<EOF>', 10],
  ['stats count(*) by x | sort bin(5m)', '(', 30],
  ['fields @message like /x/i', 'i', 24],
  ['dedup a | sort b', 'sort', 10],
  ['limit 0', '0', 6],
  ['limit x', 'x', 6],
  ['limit 1.5', '1.5', 6],
  ['filter a = ', '<EOF>', 11],
  ['fields nosuch(1)', 'nosuch', 7],
  ['fields abs(1, 2)', 'abs', 7],
  ['parse "a *" as x, y', '"a *"', 6],
  ['parse @message "a" x', 'x', 19],
  ['filter a like /(?=x)/', '/', 14],
  ['filter a like /x', '/', 14],
  ['fields "open', '"', 7],
  ['fields bin(5x)', '5x', 11],
  ['fields a b', 'b', 9],
  ['fields a = = b', '=', 11],
  ['filter a in', '<EOF>', 11],
  ['fields ~', '~', 7],
];

test('a query is refused where it goes wrong', () => {
  for (const [query, symbol, position] of MALFORMED) {
    assert.throws(
      () => compileQuery(query),
      (error: unknown) => {
        assert.ok(error instanceof MalformedQueryError);
        assert.equal(error.message, `unexpected symbol found ${symbol} at line 1 and position ${position}`, query);
        assert.equal(error.compileError.start, position);
        assert.equal(error.compileError.end, position + (symbol === '<EOF>' ? 0 : symbol.length));
        return true;
      },
      query,
    );
  }
  assert.throws(() => compileQuery('fields a\n| bad'), {
    message: 'unexpected symbol found bad at line 2 and position 2',
  });
  assert.throws(() => compileQuery('stats count(*) as n by x | filter y = 1'), {
    message: 'Unknown symbols found in or after stats: y',
  });
  assert.throws(() => compileQuery('stats count(*) + y by x'), {
    message: 'Unknown symbols found in or after stats: y',
  });
  for (const query of [
    'fields count(*)',
    'stats sum(*)',
    'stats a by count(*)',
    'fields /x/',
    'stats count(*) as a | stats count(*) as b | stats count(*)',
  ])
    assert.throws(() => compileQuery(query), { name: 'MalformedQueryError' }, query);
});

test('any text is compiled or refused', () => {
  const word = fc.constantFrom(
    'fields',
    'filter',
    'stats',
    'sort',
    'limit',
    'parse',
    'dedup',
    'by',
    'as',
    'a',
    '@message',
    'count(*)',
    '|',
    '(',
    ')',
    '1',
    '5m',
    '"x*"',
    '/a/',
    '=',
    'like',
    'in',
    '[1]',
    'not',
    '-',
    ',',
    '*',
    '#',
    '`b c`',
    'desc',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      try {
        run(words.join(' '), requests);
      } catch (error) {
        assert.ok(error instanceof MalformedQueryError, String(error));
      }
    }),
    { numRuns: 3000 },
  );
  assert.throws(() => compileQuery(`fields ${'('.repeat(5000)}`), MalformedQueryError);
  assert.throws(() => compileQuery(`fields ${'-'.repeat(5000)}1`), MalformedQueryError);
  assert.throws(() => compileQuery(`filter ${'not '.repeat(2000)}a`), MalformedQueryError);
});
