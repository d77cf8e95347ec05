import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileQuery, discoveredFields, executeQuery, type LogEvent } from './index.js';
import { event, NOW, requests, run, START } from './testing.js';

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
