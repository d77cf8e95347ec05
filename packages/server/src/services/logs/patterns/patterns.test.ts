import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileFilterPattern } from './index.js';
import { splitFields } from './fields.js';

/** [pattern, messages that match, messages that do not] */
type Cases = [string, string[], string[]][];

function check(cases: Cases): void {
  for (const [pattern, matching, others] of cases) {
    const compiled = compileFilterPattern(pattern);
    for (const message of matching) assert.equal(compiled.matches(message), true, `${pattern} matches ${message}`);
    for (const message of others)
      assert.equal(compiled.matches(message), false, `${pattern} does not match ${message}`);
  }
}

test('words', () => {
  check([
    ['', ['', 'x'], []],
    ['  ', ['x'], []],
    ['""', ['x'], []],
    ['ERROR', ['an ERROR', 'ERRORCODE'], ['error']],
    ['ERROR 404', ['404 ERROR'], ['ERROR', '404']],
    ['?ERROR ?WARN', ['ERROR', 'WARN'], ['INFO']],
    ['?ERROR ?WARN REQUEST', ['REQUEST'], ['ERROR']],
    ['ERROR -"Exit \\"now\\""', ['ERROR'], ['ERROR Exit "now"', 'x']],
    ['-ERROR', ['x'], ['ERROR']],
    ['"internal error"', ['an internal error!'], ['internal  error']],
    ['%4\\d{2}% -GET', ['POST 404'], ['GET 404', 'POST 500']],
    ['größe', ['die größe'], ['grösse']],
  ]);
});

test('JSON', () => {
  check([
    [
      '{ $.eventType = "UpdateTrail" }',
      ['{"eventType":"UpdateTrail"}', ' {"eventType" : "UpdateTrail"}'],
      ['{"eventType":"x"}', 'UpdateTrail', '{}', ''],
    ],
    ['{$.a.b=1}', ['{"a":{"b":1}}', '{"a":{"b":1.0}}'], ['{"a":{"b":"1"}}', '{"a":1}']],
    ['{ $.f = 123.0 }', ['{"f":123}'], ['{"f":"123"}']],
    ['{ $.f = "123" }', ['{"f":123}', '{"f":"123"}'], ['{"f":123.0}']],
    ['{ $.f != "123.0" }', ['{"f":123}'], ['{"f":123.0}', '{}', '{"f":{}}', '{"f":[]}', '{"f":null}']],
    ['{ $.f != "12" }', ['{"f":12.0}'], ['{"f":12}']],
    ['{ $.f = 1* }', ['{"f":123}', '{"f":"1x"}'], ['{"f":213}']],
    ['{ $.f = "*23" }', ['{"f":123}', '{"f":"x23"}'], ['{"f":"23x"}', '{"f":"23x23"}']],
    ['{ $.f = *b* }', ['{"f":"abc"}'], ['{"f":"ac"}']],
    ['{ $.f = 1*3 }', ['{"f":"1*3"}'], ['{"f":"123"}']],
    ['{ $.f = * }', ['{"f":1}', '{"f":""}', '{"f":false}'], ['{"g":1}', '{"f":{}}']],
    ['{ $.ip != 123.123.* }', ['{"ip":"1.2.3.4"}'], ['{"ip":"123.123.1.1"}']],
    ['{ $.n >= 1e-3 && $.n < 2 }', ['{"n":0.001}', '{"n":1}'], ['{"n":2}', '{"n":"1"}', '{"n":-1}']],
    ['{ $.a[0] = "v" && $.a[1].b IS TRUE }', ['{"a":["v",{"b":true}]}'], ['{"a":"v"}', '{"a":["v",{"b":1}]}']],
    ['{ $.a[*].b = 2 }', ['{"a":[{"b":1},{"b":2}]}'], ['{"a":{"b":2}}', '{"a":[]}']],
    ["{ $.['a.b'] = 1 || $['c d'].e = 1 }", ['{"a.b":1}', '{"c d":{"e":1}}'], ['{"a":{"b":1}}']],
    ['{ $.a IS NULL }', ['{"a":null}'], ['{}', '{"a":0}']],
    ['{ $.a NOT EXISTS }', ['{}', '{"b":1}'], ['{"a":null}', '{"a":{}}', 'text']],
    ['{ $.a is false }', ['{"a":false}'], ['{"a":0}']],
    ['{ ($.a = 1 || $.b = 1) && $.c = 1 }', ['{"a":1,"c":1}', '{"b":1,"c":1}'], ['{"a":1}', '{"c":1}']],
    ['{ $.a = 1 || $.b = 1 && $.c = 1 }', ['{"a":1}', '{"b":1,"c":1}'], ['{"b":1}']],
    [
      '{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = *Policy)) }',
      ['{"eventSource":"s3.amazonaws.com","eventName":"PutBucketPolicy"}'],
      ['{"eventSource":"s3.amazonaws.com","eventName":"x"}'],
    ],
    [
      '{ $.a = %^x\\d% && $.b != %y% }',
      ['{"a":"x1","b":"z"}'],
      ['{"a":"1","b":"z"}', '{"a":"x1","b":"yy"}', '{"a":"x1"}'],
    ],
    ['{$.user-identity.id_1="a\\"b"}', ['{"user-identity":{"id_1":"a\\"b"}}'], []],
    ['{ $.__proto__ NOT EXISTS && $.constructor NOT EXISTS }', ['{}'], ['{"__proto__":1}']],
  ]);
});

const request = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 404 1534';

test('columns', () => {
  check([
    ['[ip, id, user, timestamp, request, status_code, bytes]', [request], [`${request} x`, 'x']],
    ['[ip, id, user, timestamp, request =*.gif*, status_code=4*, bytes]', [request], []],
    ['[ip, id, user, timestamp, request, status_code=404, bytes > 1600]', [], [request]],
    [
      '[..., request=*.html*, status_code=4*,]',
      ['"GET /x.html" 404 9', 'a b "x.html" 401 2'],
      ['"GET /x.html" 500 9', '404 9'],
    ],
    ['[..., status>=400 && status<500, b]', ['404 1', 'x 499 1'], ['500 1', 'x 1']],
    ['[w1=ERROR || w1=%WARN%, w2]', ['ERROR x', 'WARNING x'], ['INFO x', 'ERROR', 'ERROR x y']],
    ['[w1!=ERROR, ...]', ['x', 'x y z'], ['ERROR', '']],
    ['[...]', ['', 'x y'], []],
    [
      '[report="REPORT", id_label="RequestId:", id, d="Duration:", time>1, ...]',
      ['REPORT RequestId: a\tDuration: 3.5 ms\tBilled'],
      ['REPORT RequestId: a\tDuration: 0.5 ms'],
    ],
    ['[a="x y", b]', ['"x y" z'], ['x y z']],
  ]);
});

test('what is extracted', () => {
  assert.deepEqual(compileFilterPattern('[..., request, status_code=4*, bytes]').extract(request), {
    $1: '127.0.0.1',
    $2: '-',
    $3: 'frank',
    $4: '10/Oct/2000:13:25:15 -0700',
    $request: 'GET /apache_pb.gif HTTP/1.0',
    $status_code: '404',
    $bytes: '1534',
  });
  assert.deepEqual(compileFilterPattern('[,,u,t,r,404]').extract(request), undefined);
  assert.deepEqual(compileFilterPattern('{ $.a = * && $.b.c NOT EXISTS }').extract('{"a":12.0}'), { '$.a': '12.0' });
  assert.deepEqual(compileFilterPattern('frank').extract(request), {});
  assert.equal(compileFilterPattern('frank').extract('x'), undefined);
  assert.deepEqual(compileFilterPattern('').extract('x'), {});
});

test('the value of a metric', () => {
  const columns = compileFilterPattern('[..., status, bytes]');
  assert.deepEqual(
    ['$bytes', '$status', '$1', '$7', '$9', '$other', 'bytes'].map((one) => columns.value(one, request)),
    ['1534', '404', '127.0.0.1', '1534', undefined, undefined, undefined],
  );
  const json = compileFilterPattern('{ $.a = 1 }');
  const message = '{"a":1,"b":{"c":[1e3,"x",{"d":true}],"c2":-0.50}, "n":null}';
  assert.deepEqual(
    ['$.a', '$.b.c[0]', '$.b.c[1]', '$.b.c[2].d', '$.b.c2', '$.b', '$.n', '$.b.c[', 'a'].map((one) =>
      json.value(one, message),
    ),
    ['1', '1e3', 'x', 'true', '-0.50', undefined, undefined, undefined, undefined],
  );
  assert.equal(json.value('$.a', 'text'), undefined);
  assert.equal(compileFilterPattern('x').value('$.a', message), undefined);
});

test('numbers keep the text that they have in the message', () => {
  const number = fc.constantFrom('1', '-1.50', '2e1', '0.0');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      number,
      fc.constantFrom('"x\\"]},"', 'null', 'true'),
      fc.array(tie('value'), { maxLength: 3 }).map((all) => `[ ${all.join(' , ')}]`),
      fc
        .array(fc.tuple(fc.constantFrom('a', 'b\\u0041'), tie('value')), { maxLength: 3 })
        .map((all) => `{ ${all.map(([k, v]) => `"${k}" : ${String(v)}`).join(' ,')} }`),
    ),
  }));
  fc.assert(
    fc.property(fc.array(value.map(String), { maxLength: 3 }), number, (before, text) => {
      const message = `{${before.map((one, i) => `"k${i}":${one},`).join('')}"f":[${[...before, text].join()}]}`;
      assert.equal(compileFilterPattern('{$.f=*}').value(`$.f[${before.length}]`, message), text);
    }),
  );
});

test('fields of messages', () => {
  assert.deepEqual(splitFields('  a "b c"\t[d e] "f'), ['a', 'b c', 'd e', '"f']);
  assert.deepEqual(splitFields('[a]b "c"d ""'), ['[a]b', '"c"d', '']);
  assert.equal(splitFields('[ " '.repeat(100_000)).length > 0, true);
});

test('what is no pattern is refused', () => {
  const bad = [
    'a:b',
    '"event": "x"',
    '?',
    '-',
    'ERROR ""',
    '"open',
    '%a',
    '%(%',
    'a*',
    '%a% %b% %c%',
    '{',
    '{}',
    '{ $.a }',
    '{ a = 1 }',
    '{ $.a = }',
    '{ $.a > "1" }',
    '{ $.a >= x }',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a = 1 $.b = 2 }',
    '{ $.a IS }',
    '{ $.a[x] = 1 }',
    '{ $.a == 1 }',
    '{ $.a < %x% }',
    '{ $.a = 1',
    '{ $.a = %x% && $.a = %y% && $.a = %z% }',
    '[a',
    '[a=]',
    '[a, ..., b, ...]',
    '[a=1 || b=2]',
    '[a > x]',
    '[a || b]',
    '[a b]',
  ];
  for (const pattern of bad)
    assert.throws(() => compileFilterPattern(pattern), { name: 'InvalidPatternError' }, pattern);
  assert.throws(() => compileFilterPattern('{ $.a = 1'), {
    message: "If a filter pattern starts with '{' it must end with '}'",
  });
  assert.throws(() => compileFilterPattern('a ?'), { message: "Invalid character(s) in term '?'" });
});

test('any text is compiled or refused, and holds against any message', () => {
  const text = fc.string({ unit: fc.constantFrom(...'{}[]()$.="%*?-&|,<>! ab1\\'.split('')), maxLength: 20 });
  fc.assert(
    fc.property(text, fc.constantFrom('{', '[', ''), (inner, open) => {
      const pattern = open + inner + (open === '{' ? '}' : open === '[' ? ']' : '');
      try {
        compileFilterPattern(pattern).extract('{"a":[1,"b"]}');
      } catch (error) {
        assert.equal((error as Error).name, 'InvalidPatternError', pattern);
      }
    }),
    { numRuns: 2000 },
  );
});
