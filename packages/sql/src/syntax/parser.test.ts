import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression, Select } from './ast.js';
import { parseExpression, parseProgram, parseQuery } from './index.js';

/** An expression with parentheses around every operator, to see how it was understood. */
function shape(e: Expression): string {
  switch (e.kind) {
    case 'operator': {
      const [first, ...rest] = e.operands.map(shape);
      return rest.length === 0 ? `[${e.operator} ${first}]` : `[${[first, ...rest].join(` ${e.operator} `)}]`;
    }
    case 'name':
      return e.name.parts.map(({ text }) => text).join('.');
    case 'literal':
      return 'text' in e.literal
        ? e.literal.text
        : e.literal.type === 'boolean'
          ? String(e.literal.value)
          : e.literal.type;
    case 'cast':
      return `cast(${shape(e.operand)})`;
    case 'row':
      return `(${e.items.map(shape).join(', ')})`;
    default:
      return e.kind;
  }
}

const shapes: Readonly<Record<string, string>> = {
  'a + b * c - d': '[[A + [B * C]] - D]',
  'a - b - c': '[[A - B] - C]',
  '(a - b) * -c': '[[A - B] * [- C]]',
  'a || b = c || d': '[[A || B] = [C || D]]',
  'a = 1 or b = 2 and not c = 3': '[[A = 1] OR [[B = 2] AND [NOT [C = 3]]]]',
  'not a is null': '[NOT [IS NULL A]]',
  'not a is true': '[IS TRUE [NOT A]]',
  'not unknown is unknown': '[IS UNKNOWN [NOT cast(null)]]',
  'a = b is not false and c': '[[IS NOT FALSE [A = B]] AND C]',
  'a between 1 and 2 + 3 and b': '[[A BETWEEN 1 BETWEEN [2 + 3]] AND B]',
  "a not like 'x' escape '!' or b": '[[A NOT LIKE x NOT LIKE !] OR B]',
  'a is distinct from b + 1': '[A IS DISTINCT FROM [B + 1]]',
  'a and b and c and d': '[[A AND B] AND [C AND D]]',
  '(a, b) precedes (c, d) precedes (e, f)':
    '[[A PRECEDES B PRECEDES C PRECEDES D] AND [C PRECEDES D PRECEDES E PRECEDES F]]',
  '(a, b) contains t': '[A CONTAINS B CONTAINS T]',
  'a != -1': '[A <> [- 1]]',
};

test('operators bind as the reference says', () => {
  for (const [text, expected] of Object.entries(shapes)) assert.equal(shape(parseExpression(text)), expected, text);
});

test('unquoted names are in capitals, quoted ones as they are', () => {
  const e = parseExpression('"aB""c".Def."ROWTIME"');
  assert.equal(e.kind, 'name');
  assert.deepEqual(e.kind === 'name' ? e.name.parts.map(({ text, quoted }) => [text, quoted]) : [], [
    ['aB"c', true],
    ['DEF', false],
    ['ROWTIME', true],
  ]);
});

test('spans are of the text, parentheses left out', () => {
  const { at } = parseExpression("((date '2004-12-02' -\n  date '2003-12-01'))");
  assert.deepEqual(at, { line: 1, column: 3, endLine: 2, endColumn: 19 });
});

test('literals keep their digits', () => {
  const texts = ['1', '007', '1.50', '.5', '1.', '1e-3', '.5E+2'].map((text) => shape(parseExpression(text)));
  assert.deepEqual(texts, ['1', '007', '1.50', '0.5', '1', '1E-3', '0.5E+2']);
  assert.equal(shape(parseExpression("u&'a\\0062\\\\' ")), 'ab\\');
  assert.equal(shape(parseExpression("u&'!0009!!' uescape '!'")), '\t!');
  assert.equal(shape(parseExpression("'it''s '\n'one'")), "it's one");
});

test('interval qualifiers keep what was said', () => {
  const e = parseExpression("INTERVAL -'1 12' DAY(3) TO SECOND(2)");
  assert.deepEqual(e.kind === 'literal' && e.literal, {
    type: 'interval',
    text: '1 12',
    negative: true,
    qualifier: { from: 'DAY', to: 'SECOND', precision: 3, fraction: 2 },
  });
  const difference = parseExpression('(a - b) SECOND(10, 3)');
  assert.equal(difference.kind, 'datetime-difference');
  assert.deepEqual(difference.kind === 'datetime-difference' && difference.qualifier, {
    from: 'SECOND',
    to: 'SECOND',
    precision: 10,
    fraction: 3,
  });
});

test('calls with words between the operands', () => {
  const of = (text: string): unknown[] => {
    const e = parseExpression(text);
    assert.equal(e.kind, 'call', text);
    return e.kind === 'call' ? [...e.operands.map(shape), e.unit, e.flag] : [];
  };
  assert.deepEqual(of('FLOOR(a TO MINUTE)'), ['A', 'MINUTE', undefined]);
  assert.deepEqual(of('EXTRACT(DOW FROM a)'), ['A', 'DOW', undefined]);
  assert.deepEqual(of("POSITION('x' IN a FROM 2)"), ['x', 'A', '2', undefined, undefined]);
  assert.deepEqual(of("TRIM(LEADING 'x' FROM a)"), ['x', 'A', undefined, 'LEADING']);
  assert.deepEqual(of('TRIM(BOTH FROM a)'), ['A', undefined, 'BOTH']);
  assert.deepEqual(of('TRIM(a)'), ['A', undefined, undefined]);
  assert.deepEqual(of('OVERLAY(a PLACING b FROM 1 FOR 2)'), ['A', 'B', '1', '2', undefined, undefined]);
  assert.deepEqual(of("SUBSTRING(a SIMILAR b ESCAPE '#')"), ['A', 'B', '#', undefined, 'REGEX']);
  assert.deepEqual(of('SUBSTRING(a, 2)'), ['A', '2', undefined, undefined]);
  assert.deepEqual(of('STEP(a BY 5)'), ['A', '5', undefined, undefined]);
  assert.deepEqual(of('NTH_VALUE(a, 2) FROM LAST OVER w'), ['A', '2', undefined, 'LAST']);
  assert.deepEqual(of('LOCALTIME'), [undefined, undefined]);
});

const select = (text: string): Select => {
  const query = parseQuery(text);
  assert.equal(query.kind, 'select');
  return query as Select;
};

test('windows', () => {
  const { windows, from } = select(`SELECT STREAM a FROM s OVER (RANGE INTERVAL '1' HOUR FOLLOWING) AS x
    WINDOW w AS (y PARTITION BY a, b ORDER BY c ROWS 2 PRECEDING), z AS (RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`);
  const [first, second] = windows.map(({ window }) => window);
  assert.equal(first?.base?.text, 'Y');
  assert.equal(first?.partitionBy.length, 2);
  assert.equal(first?.orderBy.length, 1);
  assert.equal(first?.frame?.unit, 'ROWS');
  assert.equal(first?.frame?.from.kind, 'preceding');
  assert.deepEqual(first?.frame?.to, { kind: 'current-row' });
  assert.deepEqual(second?.frame?.from, { kind: 'unbounded-preceding' });
  const [table] = from;
  assert.equal(table?.kind, 'table');
  assert.deepEqual(table?.kind === 'table' && table.over?.frame?.from, { kind: 'current-row' });
});

test('WINDOWED is no alias before BY, and one elsewhere', () => {
  const staggered = select("SELECT STREAM a FROM s WINDOWED BY STAGGER (PARTITION BY a RANGE INTERVAL '1' MINUTE)");
  assert.equal(staggered.stagger?.partitionBy.length, 1);
  const [table] = select('SELECT STREAM a FROM s WINDOWED').from;
  assert.equal(table?.kind === 'table' && table.alias?.text, 'WINDOWED');
});

test('set operators: INTERSECT first, the rest from the left, ORDER BY of the whole', () => {
  const query = parseQuery(
    'SELECT a FROM t UNION ALL SELECT a FROM u EXCEPT SELECT a FROM v INTERSECT SELECT a FROM w ORDER BY 1',
  );
  assert.ok(query.kind === 'set-operation');
  assert.equal(query.operator, 'EXCEPT');
  assert.equal(query.orderBy.length, 1);
  assert.ok(query.left.kind === 'set-operation' && query.left.operator === 'UNION ALL');
  assert.ok(query.right.kind === 'set-operation' && query.right.operator === 'INTERSECT');
});

test('what only a SELECT has room for is put around other queries', () => {
  const query = select('(SELECT STREAM a FROM t UNION ALL SELECT STREAM a FROM u) LIMIT 3');
  assert.equal(query.stream, true);
  assert.equal(query.from[0]?.kind, 'subquery');
  assert.equal(select('VALUES (2), (1) ORDER BY 1').orderBy.length, 1);
});

test('joins nest to the left', () => {
  const [join] = select('SELECT * FROM a JOIN b ON a.x = b.x LEFT JOIN c USING (x, y)').from;
  assert.ok(join?.kind === 'join' && join.type === 'LEFT' && join.using?.length === 2);
  assert.ok(join.left.kind === 'join' && join.left.type === 'INNER' && join.left.condition !== undefined);
});

test('a group of nothing is not the lack of groups', () => {
  assert.deepEqual(select('SELECT COUNT(*) FROM t GROUP BY ()').groupBy, []);
  assert.equal(select('SELECT a FROM t').groupBy, undefined);
});

test('types are known by their own names', () => {
  const [stream] = parseProgram(
    'CREATE STREAM s (a INT, b DEC(4,2), c CHARACTER VARYING(9), d FLOAT, e CHAR, f DECIMAL(19,5) NOT NULL, g VARCHAR)',
  );
  assert.ok(stream?.kind === 'create-stream');
  assert.deepEqual(
    stream.columns?.map(({ type }) => type.type),
    [
      { kind: 'INTEGER' },
      { kind: 'DECIMAL', precision: 4, scale: 2 },
      { kind: 'VARCHAR', length: 9 },
      { kind: 'DOUBLE' },
      { kind: 'CHAR', length: 1 },
      { kind: 'DECIMAL', precision: 18, scale: 5 },
      { kind: 'VARCHAR', length: 65_535 },
    ],
  );
  assert.deepEqual(
    stream.columns?.map(({ notNull }) => notNull),
    [false, false, false, false, false, true, false],
  );
});

test('pumps are started unless they are said to be stopped', () => {
  const pumps =
    parseProgram(`CREATE PUMP p AS INSERT INTO s SELECT STREAM * FROM t; CREATE PUMP q STOPPED AS INSERT INTO s (a, b) SELECT STREAM * FROM t;
    ALTER PUMP ALL STOP`);
  assert.deepEqual(
    pumps.map((pump) => 'state' in pump && pump.state),
    ['STARTED', 'STOPPED', 'STOPPED'],
  );
});

test('a program of comments is empty', () => {
  for (const text of ['', '  \n', '-- nothing', '// nothing\n;;', '/* nothing */ ;'])
    assert.deepEqual(parseProgram(text), []);
});

test('a thousand conditions are no deep tree', () => {
  parseExpression(Array(5_000).fill('a = 1').join(' OR '));
});

test('a query may be a statement of its own', () => {
  const statements = parseProgram('SELECT STREAM a FROM s; VALUES (1); (SELECT a FROM t)');
  assert.deepEqual(
    statements.map(({ kind }) => kind),
    ['query', 'query', 'query'],
  );
});
