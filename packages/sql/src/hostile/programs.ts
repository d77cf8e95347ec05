// Programs of up to 100 KB whose writer means harm: short to write, long to work out, or broken in ways that nobody writes by accident.

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** A pump of one VARCHAR(100). */
const pump = (item: string, from = 'S'): string =>
  `CREATE STREAM O (X VARCHAR(100)); CREATE PUMP P AS INSERT INTO O SELECT STREAM ${item} FROM ${from};`;
const text = (item: string): string => pump(`CAST(${item} AS VARCHAR(100))`);
const when = (condition: string): string => pump(`CASE WHEN ${condition} THEN 'a' END`);
const byMinute = 'S GROUP BY FLOOR(S.ROWTIME TO MINUTE)';
const firstView = 'CREATE VIEW V0 AS SELECT STREAM A FROM S;';
const thousandColumns = `${times(999, (index) => `C${index} INT,`)} Z INT`;

/** By what they try. */
export const hostilePrograms: Readonly<Record<string, string>> = {
  'views that double their rows': `${firstView}${times(60, (i) => `CREATE VIEW V${i + 1} AS SELECT STREAM * FROM V${i} UNION ALL SELECT STREAM * FROM V${i};`)}`,
  'views in a chain': `${firstView}${times(1500, (i) => `CREATE VIEW V${i + 1} AS SELECT STREAM A FROM V${i};`)}`,
  'views that double their columns': `CREATE VIEW V0 AS SELECT STREAM A, A AS B FROM S;${times(900, (i) => `CREATE VIEW V${i + 1} AS SELECT STREAM A+B AS A, A+B AS B FROM V${i};`)}`,
  'views with one more column each': `${firstView}${times(1000, (i) => `CREATE VIEW V${i + 1} AS SELECT STREAM *, A AS C${i} FROM V${i};`)}`,
  'stars of stars': `CREATE VIEW V AS SELECT STREAM ${'*,'.repeat(10_000)}* FROM S;CREATE VIEW W AS SELECT STREAM ${'*,'.repeat(10_000)}* FROM V;`,
  'functions that double': `CREATE FUNCTION F0(X INTEGER) RETURNS INTEGER RETURN X+X;${times(500, (i) => `CREATE FUNCTION F${i + 1}(X INTEGER) RETURNS INTEGER RETURN F${i}(X)+F${i}(X);`)}`,
  'functions in a chain': `CREATE FUNCTION F0(X INTEGER) RETURNS INTEGER RETURN X+1;${times(1200, (i) => `CREATE FUNCTION F${i + 1}(X INTEGER) RETURNS INTEGER RETURN F${i}(X)+1;`)}`,
  'constants that double': `CREATE FUNCTION F0() RETURNS VARCHAR(65535) RETURN 'aaaaaaaaaaaaaaaa';${times(500, (i) => `CREATE FUNCTION F${i + 1}() RETURNS VARCHAR(65535) RETURN F${i}()||F${i}();`)}`,
  'a call of a long function in each item': `CREATE FUNCTION F(X VARCHAR(100)) RETURNS VARCHAR(100) RETURN ${'X||'.repeat(500)}X;${pump(`${'F(B),'.repeat(1000)}1`)}`,
  'many pumps over many columns': `CREATE STREAM I (${thousandColumns});CREATE STREAM O (${thousandColumns});${times(1100, (i) => `CREATE PUMP P${i} AS INSERT INTO O SELECT STREAM * FROM I;`)}`,
  'many streams that are dropped': `${times(700, (i) => `CREATE STREAM S${i}(A INT);CREATE PUMP P${i} AS INSERT INTO S${i} SELECT STREAM A FROM S;`)}${times(700, (i) => `DROP STREAM S${i} CASCADE;`)}`,
  'a stream that many views need': `CREATE STREAM Z(A INT);${times(900, (i) => `CREATE VIEW V${i} AS SELECT STREAM A FROM ${i === 0 ? 'Z' : `V${i - 1}`};`)}DROP STREAM Z CASCADE;`,
  'a long list': when(`A IN (${times(15_000, (i) => `${i},`)}1)`),
  'a long list of expressions': when(`A IN (${times(9000, (i) => `A+${i},`)}1)`),
  'a long CASE of a long expression': pump(
    `CASE ${'A+'.repeat(200)}A ${times(5000, (i) => `WHEN ${i} THEN 'x' `)} END`,
  ),
  'cases in cases': pump(`${'CASE WHEN A=1 THEN '.repeat(3000)}'a'${' END'.repeat(3000)}`),
  'NULLIF in NULLIF': pump(`${'NULLIF('.repeat(150)}B${",'a')".repeat(150)}`),
  'a long sum': pump(`A${'+A'.repeat(40_000)}`),
  'a long product': text(`${'99999999999999999*'.repeat(900)}1`),
  'many conditions': when(`A=1${' AND A=1'.repeat(10_000)}`),
  'a tower of powers': text(`${'POWER(9,'.repeat(150)}9${')'.repeat(150)}`),
  'a long concatenation': pump(`${"'aaaaaaa'||".repeat(6000)}'a'`),
  'long texts in each item': pump(`${"CAST('a' AS CHAR(65535)),".repeat(2500)}'a'`),
  parentheses: pump(`${'('.repeat(40_000)}A${')'.repeat(40_000)}`),
  'signs of signs': pump(`${'- '.repeat(40_000)}A`),
  'NOT NOT': when(`${'NOT '.repeat(20_000)}TRUE`),
  subqueries: pump('1', `${'(SELECT STREAM * FROM '.repeat(3000)}S${') AS X'.repeat(3000)}`),
  'a name of many parts': pump(`A${'.A'.repeat(40_000)}`),
  'many windows': pump(`${times(900, (i) => `SUM(A) OVER (PARTITION BY A+${i} ROWS ${i + 1} PRECEDING),`)}1`),
  'windows of windows': `${pump(`${times(900, (i) => `SUM(A) OVER W${i},`)}1`, `S WINDOW ${times(900, (i) => `W${i} AS (${i === 0 ? '' : `W${i - 1}`}),`)}Z AS (ROWS 1 PRECEDING)`)}`,
  'many aggregates': pump(`${times(3000, (i) => `SUM(A+${i}),`)}1`, byMinute),
  'many groups': pump('1', byMinute + times(5000, (i) => `, A+${i}`)),
  'many joins': pump('1', `S AS S0${times(900, (i) => ` JOIN R AS R${i} ON S0.A=R${i}.K`)}`),
  'many natural joins': pump('1', `S AS S0${times(1500, (i) => ` NATURAL JOIN S AS S${i + 1}`)}`),
  'many unions': `CREATE STREAM O (X INT);CREATE PUMP P AS INSERT INTO O SELECT STREAM A FROM S${' UNION ALL SELECT STREAM A FROM S'.repeat(2500)};`,
  'many values': `CREATE STREAM O (X INT); CREATE PUMP P AS INSERT INTO O VALUES ${times(12_000, (i) => `(${i}),`)}(1);`,
  'many digits': text('9'.repeat(90_000)),
  'many decimals': text(`0.${'9'.repeat(90_000)}`),
  'a great exponent': text(`1e${'9'.repeat(90_000)}`),
  'a small exponent': text(`CAST('1E-999999999' AS DECIMAL(18,2))`),
  'a text of digits': text(`CAST('${'9'.repeat(90_000)}' AS DECIMAL(18,2))`),
  'an interval of many digits': text(`INTERVAL '${'9'.repeat(90_000)}' DAY`),
  'an interval that is precise': text(`INTERVAL '1' SECOND(2, 999999999)`),
  'an interval of a wide field': text(`INTERVAL '1' DAY(999999999999999999999)`),
  'a pattern that takes for ever': pump(`REGEX_REPLACE('${'a'.repeat(60)}','(a+)+b','x',1,0)`),
  'a pattern that takes its square': pump(`REGEX_REPLACE('${'a'.repeat(60_000)}','a*b','x',1,0)`),
  'a pattern with a long replacement': pump(`REGEX_REPLACE('${'a'.repeat(30_000)}','','${'x'.repeat(10_000)}',1,0)`),
  'a pattern of parentheses': pump(`REGEX_REPLACE(B,'${'('.repeat(40_000)}','x',1,0)`),
  'a pattern of references': pump(`REGEX_REPLACE('${'a'.repeat(30_000)}','(a*)*\\1b','$${'1'.repeat(30_000)}',1,0)`),
  'SIMILAR of many ways': when(`'${'a'.repeat(40_000)}' SIMILAR TO '${'(a|a)*'.repeat(6000)}'`),
  'SIMILAR of repeated repetitions': when(`'a' SIMILAR TO '((((a{1000}){1000}){1000}){1000})'`),
  'LIKE of a long pattern': when(`'${'a'.repeat(45_000)}' LIKE '%_${'a'.repeat(22_000)}b${'a'.repeat(22_000)}%'`),
  'a format of many letters': text(`CHAR_TO_TIMESTAMP('${'y'.repeat(60_000)}', '${'1'.repeat(30_000)}')`),
  'a forest without end': `CREATE STREAM O(X DOUBLE); CREATE PUMP P AS INSERT INTO O SELECT STREAM ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM D FROM S), 2147483647, 2147483647, 2147483647, 2147483647));`,
  'a long name': `CREATE STREAM ${'a'.repeat(90_000)} (A INT)`,
  'a long quoted name': `CREATE STREAM "${'a'.repeat(90_000)}" (A INT)`,
  'double quotes': '"'.repeat(90_001),
  'single quotes': "'".repeat(90_001),
  'comments that do not end': '/*'.repeat(45_000),
  'blanks and nothing': `${' '.repeat(90_000)}\u0001`,
  'lines and nothing': `${'\r\n'.repeat(45_000)}x`,
  semicolons: ';'.repeat(90_000),
  'a NUL': 'CREATE STREAM \0 (A INT)',
  'half a surrogate pair': 'CREATE STREAM \uD800 (A INT)',
  'half a surrogate pair in quotes': 'CREATE STREAM "\uD800\uDC00\uDFFF" (A INT)',
  'half a surrogate pair in a text': pump("'\uD800'"),
  'half a surrogate pair, escaped': pump("U&'\\D800'"),
  'an escape beyond Unicode': pump("U&'\\+FFFFFF'"),
  'a byte order mark': '\uFEFFCREATE STREAM X(A INT);',
  'another blank': 'CREATE\u00A0STREAM X(A INT)',
};
