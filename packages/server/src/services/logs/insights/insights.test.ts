import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileQuery, discoveredFields, executeQuery, MalformedQueryError, type LogEvent } from './index.js';

const START = Date.UTC(2026, 10, 22, 10);
const NOW = START + 3_600_000;

const event = (message: string, minute = 0, more: Partial<LogEvent> = {}): LogEvent => ({
  timestamp: START + minute * 60_000,
  message,
  ingestionTime: START + minute * 60_000 + 5,
  logStream: 's-1',
  logGroup: 'rides',
  account: '000000000000',
  ptr: `p-${minute}`,
  ...more,
});

/** Rows as `field=value` texts, without `@ptr`. */
function run(query: string, events: LogEvent[], limit?: number): string[] {
  const execution = compileQuery(query).start({ now: NOW, limit });
  execution.feed(events);
  return execution
    .results()
    .map((row) => row.flatMap(({ field, value }) => (field === '@ptr' ? [] : [`${field}=${value}`])).join(' '));
}

const value = (
  expression: string,
  message = '{"a":5,"t":"text","z":null,"l":[1,"x"],"yes":true,"d":{"e":{"f":"g"}}}',
): string | undefined => {
  const [row = ''] = run(`fields ${expression} as x`, [event(message)]);
  return row === '' ? undefined : row.slice('x='.length);
};

test('events come with the latest first, their time, message and place', () => {
  const execution = compileQuery('limit 2').start({ now: NOW });
  execution.feed([event('a', 1), event('c', 3), event('b', 2)]);
  assert.deepEqual(execution.results(), [
    [
      { field: '@timestamp', value: '2026-11-22 10:03:00.000' },
      { field: '@message', value: 'c' },
      { field: '@ptr', value: 'p-3' },
    ],
    [
      { field: '@timestamp', value: '2026-11-22 10:02:00.000' },
      { field: '@message', value: 'b' },
      { field: '@ptr', value: 'p-2' },
    ],
  ]);
  assert.deepEqual(execution.statistics, { recordsMatched: 3, recordsScanned: 3, bytesScanned: 3 });
});

test('system fields and those of JSON', () => {
  assert.deepEqual(
    run('fields @log, @logStream, @ingestionTime, a.b, list.1, @@own, missing', [
      event(' {"a":{"b":1.50},"list":[0,"y"],"@own":true}'),
    ]),
    ['@log=000000000000:rides @logStream=s-1 @ingestionTime=2026-11-22 10:00:00.005 a.b=1.5 list.1=y @@own=1'],
  );
});

test('expressions', () => {
  const cases: [string, string | undefined][] = [
    ['1 + 2 * 3 ^ 2', '19'],
    ['(1 + 2) * 3', '9'],
    ['-a % 3', '-2'],
    ['10 / 4', '2.5'],
    ['1 / 3', '0.3333'],
    ['1 / 0', undefined],
    ['2 ^ 3 ^ 2', '512'],
    ['a = 5.0', '1'],
    ['a != 5', '0'],
    ['missing != 5', '0'],
    ['"10" > 9', '1'],
    ['t > "a"', '1'],
    ['a >= 5 and not t = "x"', '1'],
    ['yes', '1'],
    ['yes = true', '1'],
    ['z', undefined],
    ['t like "ex"', '1'],
    ['t like /^T/', '0'],
    ['t =~ /(?i)^T/', '1'],
    ['t not like /x/', '0'],
    ['missing not like /x/', '0'],
    ['a in [1, 5]', '1'],
    ['t not in ["x", "text"]', '0'],
    ['`d.e.f`', 'g'],
    ['d.e.f', 'g'],
    ['l[1]', 'x'],
    ['abs(-2)', '2'],
    ['ceil(1.2)', '2'],
    ['floor(-1.2)', '-2'],
    ['greatest(1, a, 3)', '5'],
    ['least(2, a)', '2'],
    ['sqrt(16)', '4'],
    ['round(2.345, 2)', '2.35'],
    ['toInt("7.9")', '7'],
    ['log(t)', undefined],
    ['bin(1h)', '2026-11-22 10:00:00.000'],
    ['datefloor(@timestamp, 1mo)', '2026-11-01 00:00:00.000'],
    ['dateceil(@timestamp, 1 d)', undefined],
    ['dateceil(@timestamp, 1day)', '2026-11-23 00:00:00.000'],
    ['toMillis(@timestamp)', String(START)],
    ['fromMillis(0)', '1970-01-01 00:00:00.000'],
    ['now()', String(NOW / 1000)],
    ['ispresent(a)', '1'],
    ['ispresent(missing)', '0'],
    ['coalesce(missing, z, t)', 'text'],
    ['if(a > 1, "big", "small")', 'big'],
    ['case(a = 1, "one", a = 5, "five", "other")', 'five'],
    ['case(a = 1, "one", "other")', 'other'],
    ['isempty(missing)', '1'],
    ['isblank("  ")', '1'],
    ['concat(t, "-", a)', 'text-5'],
    ['trim("  x ")', 'x'],
    ['ltrim("xxy", "x")', 'y'],
    ['rtrim("yxx", "x")', 'y'],
    ['strlen("aé😀")', '3'],
    ['toupper(t)', 'TEXT'],
    ['substr(t, 1)', 'ext'],
    ['substr(t, 1, 2)', 'ex'],
    ['replace("a.a", ".", "$&")', 'a$&a'],
    ['strcontains(t, "ex")', '1'],
    ['strcontains(t, "EX", true)', '0'],
    ['regex_replace("a1b22", /\\d+/, "#")', 'a#b#'],
    ['startsWith(t, "te")', '1'],
    ['endsWith(t, "xt")', '1'],
    ['urlencode("a b")', 'a%20b'],
    ['urldecode("a%20b+c")', 'a b c'],
    ['base64decode(base64encode(t))', 'text'],
    ['split("a,b", ",")', '["a","b"]'],
    ['md5("")', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['jsonParse("{\\"k\\":[1]}")', '{"k":[1]}'],
    ['jsonStringify(jsonParse("[1, 2]"))', '[1,2]'],
    ['jsonParse("no")', undefined],
    ['isValidIp("::1")', '1'],
    ['isValidIpV4("1.2.3.4")', '1'],
    ['isValidIpV6("1.2.3.4")', '0'],
    ['isIpInSubnet("10.1.2.3", "10.0.0.0/8")', '1'],
    ['isIpv4InSubnet("11.1.2.3", "10.0.0.0/8")', '0'],
    ['isIpv6InSubnet("2001:db8::1", "2001:db8::/32")', '1'],
    ['ipv4ToNumber("1.0.0.1")', '16777217'],
    ['isPrivateIP("192.168.0.1")', '1'],
    ['isPublicIP("8.8.8.8")', '1'],
    ['isReservedIP("127.0.0.1")', '1'],
    ['unmask(t)', 'text'],
    ['histogram(a, 2)', '4'],
  ];
  for (const [expression, expected] of cases) {
    if (expression.includes('1 d)')) assert.throws(() => value(expression), MalformedQueryError);
    else assert.equal(value(expression), expected, expression);
  }
});

test('fields, display and aliases', () => {
  const events = [event('{"a":1,"b":2}')];
  assert.deepEqual(run('fields a, a + b | fields b as c', events), ['a=1 a + b=3 c=2']);
  assert.deepEqual(run('fields a | display b | display a, b as d', events), ['a=1 d=2']);
  assert.deepEqual(run('fields jsonParse(\'{"name":"x"}\') as j, j.name as early | fields j.name as late', events), [
    'j={"name":"x"} late=x',
  ]);
  assert.deepEqual(run('# all of it\nFIELDS a # more | not this\n| Filter b = 2', events), ['a=1']);
});

test('parse', () => {
  const line = event('2026 [ERROR] user=ann took 12 ms: the rest: x');
  assert.deepEqual(
    run('fields 1 as n | parse @message "* [*] user=* took * ms: *" as year, level, user, ms, rest', [line]),
    ['n=1 year=2026 level=ERROR user=ann ms=12 rest=the rest: x'],
  );
  assert.deepEqual(run('parse "user=* " as user | display user', [line]), ['user=ann']);
  assert.deepEqual(
    run('parse @message /user=(?<user>\\w+) took (?<ms>\\d+)/ | filter ms > 9 | display user, ms', [line, event('x')]),
    ['user=ann ms=12'],
  );
  assert.deepEqual(run('parse @message "nothing *" as x | fields x, @message', [event('y')]), ['@message=y']);
  assert.deepEqual(
    run('parse @message logfmt as lf | display lf.level, lf.msg, lf.n', [event('level=info msg="a \\"b\\"" n=1')]),
    ['lf.level=info lf.msg=a "b" lf.n=1'],
  );
});

const requests = [
  ['GET', 200, 10],
  ['GET', 200, 30],
  ['POST', 500, 90],
  ['GET', 404, 20],
  ['PUT', 200, 50],
].map(([method, status, ms], minute) => event(JSON.stringify({ method, status, ms }), minute));

test('stats', () => {
  assert.deepEqual(run('stats count(*), sum(ms) as total by method', requests), [
    'method=GET count(*)=3 total=60',
    'method=POST count(*)=1 total=90',
    'method=PUT count(*)=1 total=50',
  ]);
  assert.deepEqual(run('stats count(*) as n by bin(2m)', requests), [
    'bin(2m)=2026-11-22 10:04:00.000 n=1',
    'bin(2m)=2026-11-22 10:02:00.000 n=2',
    'bin(2m)=2026-11-22 10:00:00.000 n=2',
  ]);
  assert.deepEqual(
    run(
      'stats avg(ms), min(ms), max(ms), pct(ms, 50), median(ms), stddev(ms) as s, count_distinct(method) as d',
      requests,
    ),
    ['avg(ms)=40 min(ms)=10 max(ms)=90 pct(ms, 50)=30 median(ms)=30 s=28.2843 d=3'],
  );
  assert.deepEqual(
    run(
      'stats earliest(ms) as e, latest(@timestamp) as l, sortsFirst(method) as f, sortsLast(method) as z, values(status) as v',
      requests,
    ),
    [`e=10 l=${START + 240_000} f=GET z=PUT v=["200","500","404"]`],
  );
  assert.deepEqual(run('filter status = 200 | stats sum(ms) / count(*) as mean, count(missing) as none', requests), [
    'mean=30 none=0',
  ]);
  assert.deepEqual(run('stats count(*) as n by method | stats max(n) as most, count(*) as methods', requests), [
    'most=3 methods=3',
  ]);
  assert.deepEqual(run('stats count(*) as n by method | filter n = 1 | sort method desc | limit 1', requests), [
    'method=PUT n=1',
  ]);
  assert.deepEqual(run('stats count(*)', []), ['count(*)=0']);
  assert.deepEqual(run('stats count(*) by x', []), []);
  assert.deepEqual(run('stats count(*) as n by other', requests), ['n=5']);
});

test('sort, limit, dedup', () => {
  assert.deepEqual(run('fields ms | sort ms desc | limit 2', requests), ['ms=90', 'ms=50']);
  assert.deepEqual(
    run('fields x | sort x', [
      event('{"x":"b10"}'),
      event('{"x":"b9"}'),
      event('{"x":10}'),
      event('{"x":9}'),
      event('{}'),
    ]),
    ['', 'x=b9', 'x=b10', 'x=9', 'x=10'],
  );
  assert.deepEqual(run('fields ms | sort method, ms desc', requests), ['ms=30', 'ms=20', 'ms=10', 'ms=90', 'ms=50']);
  assert.deepEqual(run('fields ms | dedup method', requests), ['ms=50', 'ms=20', 'ms=90']);
  assert.deepEqual(run('fields ms | sort ms | dedup method | limit 2', requests), ['ms=10', 'ms=50']);
  assert.deepEqual(run('fields ms | head 1', requests), ['ms=50']);
  assert.deepEqual(run('fields ms | tail 2', requests), ['ms=30', 'ms=10']);
  assert.deepEqual(run('limit 2 | stats count(*) as n', requests), ['n=2']);
  assert.equal(run('fields ms', requests, 3).length, 3);
  assert.equal(run('fields ms | limit 4', requests, 3).length, 4);
});

test('limit any stops the scan', () => {
  const execution = compileQuery('fields ms | limit any 2').start({ now: NOW });
  execution.feed(requests);
  assert.deepEqual([execution.isDone, execution.statistics.recordsScanned, execution.results().length], [true, 2, 2]);
});

test('lists become rows', () => {
  assert.deepEqual(run("fields jsonParse('[1,2]') as l | unnest l into one | display one", [event('x')]), [
    'one=1',
    'one=2',
  ]);
});

test('what Lambda writes', () => {
  const id = '79104EXA-B723-4E24-8C21-000000000000'.toLowerCase().replace('exa', 'e0a');
  const logGroup = '/aws/lambda/f';
  const report = event(
    `REPORT RequestId: ${id}\tDuration: 1.25 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 101.50 ms\t\n`,
    0,
    { logGroup },
  );
  assert.deepEqual(
    run(
      'filter @type = "REPORT" | fields @requestId, @duration, @billedDuration, @memorySize / 1000 / 1000 as mb, @maxMemoryUsed, @initDuration',
      [report],
    ),
    [`@requestId=${id} @duration=1.25 @billedDuration=2 mb=128 @maxMemoryUsed=36000000 @initDuration=101.5`],
  );
  const line = event(`2026-11-22T10:00:00.000Z\t${id}\tINFO\t{"ride":{"id":7}}`, 0, { logGroup });
  assert.deepEqual(run('fields ride.id, @requestId', [line]), [`ride.id=7 @requestId=${id}`]);
  assert.deepEqual(
    [...discoveredFields(line)],
    [
      ['@requestId', id],
      ['ride.id', '7'],
    ],
  );
});

test('a source', () => {
  const query = compileQuery('SOURCE "a", "b" START=-3600s END=0s | limit 1');
  assert.deepEqual(query.sources, ['a', 'b']);
});

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

test('what comes in pages, in any order, comes out as if it came at once', async () => {
  const events = Array.from({ length: 3000 }, (_, i) =>
    event(JSON.stringify({ n: (i * 7919) % 3000 }), i % 97, { ptr: () => `p${i}` }),
  );
  async function* pages(): AsyncGenerator<LogEvent[]> {
    for (let i = 0; i < events.length; i += 100) yield await Promise.resolve(events.slice(i, i + 100));
  }
  const execution = compileQuery('fields n | sort n desc | limit 20').start({ now: NOW });
  await executeQuery(execution, pages());
  assert.deepEqual(
    execution.results().map(([n]) => n?.value),
    Array.from({ length: 20 }, (_, i) => String(2999 - i)),
  );
  const stopped = compileQuery('stats count(*) as n').start({ now: NOW });
  await executeQuery(stopped, pages(), AbortSignal.abort());
  assert.equal(stopped.statistics.recordsScanned, 0);
});

test('many values are estimated', () => {
  const execution = compileQuery('stats count_distinct(n) as d, pct(n, 90) as p').start({ now: NOW });
  execution.feed(Array.from({ length: 60_000 }, (_, i) => event(`{"n":${i}}`)));
  const [[d, p] = []] = execution.results();
  assert.ok(Math.abs(Number(d?.value) - 60_000) < 1800, d?.value);
  assert.ok(Math.abs(Number(p?.value) - 54_000) < 540, p?.value);
});
