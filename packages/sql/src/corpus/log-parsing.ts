import { over, type Case } from './case.js';

const apache = `'192.168.254.30 - John [24/May/2004:22:01:02 -0700] "GET /icons/apache_pb.gif HTTP/1.1" 304 0'`;
const seven = 'a VARCHAR(64), b VARCHAR(64), c VARCHAR(64), d VARCHAR(64), e VARCHAR(64), f VARCHAR(64), g VARCHAR(64)';
const first = 'l.r.COLUMN1, l.r.COLUMN2, l.r.COLUMN3, l.r.COLUMN4, l.r.COLUMN5, l.r.COLUMN6, l.r.COLUMN7';
const parsed = `192.168.254.30 | - | John | '[24/May/2004:22:01:02 -0700]' | 'GET /icons/apache_pb.gif HTTP/1.1' | 304 | 0`;

/** Functions that make columns of a line. */
export const logParsing: readonly Case[] = over('m VARCHAR(200)', [
  {
    name: 'W3C_LOG_PARSE of the common format',
    into: seven,
    sql: `SELECT STREAM ${first} FROM (SELECT STREAM W3C_LOG_PARSE(m, 'COMMON') FROM S) AS l(r)`,
    feed: `10:00:00 | ${apache}`,
    out: `10:00:00 | ${parsed}`,
  },
  {
    name: 'W3C_LOG_PARSE of specifiers',
    into: seven,
    sql: `SELECT STREAM ${first} FROM (SELECT STREAM W3C_LOG_PARSE(m, '%h %l %u %t "%r" %>s %b') FROM S) AS l(r)`,
    feed: `10:00:00 | ${apache}`,
    out: `10:00:00 | ${parsed}`,
  },
  {
    name: 'W3C_LOG_PARSE with referer and agent',
    into: 'a VARCHAR(64), b VARCHAR(64)',
    sql: `SELECT STREAM l.r.COLUMN8, l.r.COLUMN9 FROM (SELECT STREAM W3C_LOG_PARSE(m, 'NCSA EXTENDED') FROM S) AS l(r)`,
    feed: `10:00:00 | ${apache.slice(0, -1)} "http://a.example/x y" "Mozilla/4.08 [en]"'`,
    out: `10:00:00 | 'http://a.example/x y' | 'Mozilla/4.08 [en]'`,
  },
  {
    name: 'parsed columns are cut to those they are inserted into',
    into: 'a VARCHAR(8)',
    sql: `SELECT STREAM l.r.COLUMN1 FROM (SELECT STREAM W3C_LOG_PARSE(m, 'COMMON') FROM S) AS l(r)`,
    feed: `10:00:00 | ${apache}`,
    out: '10:00:00 | 192.168.',
  },
  {
    name: 'REGEX_LOG_PARSE is greedy',
    into: 'a VARCHAR(40), b VARCHAR(40)',
    sql: `SELECT STREAM t.rec.COLUMN1, t.rec.COLUMN2 FROM (
        SELECT STREAM m, REGEX_LOG_PARSE(m, '.*([E].).*([R].*)') AS rec FROM S) AS t`,
    feed: `
      10:00:00 | ENERGY
      10:00:01 | HEALTHCARE
      10:00:02 | RETAIL`,
    out: `
      10:00:00 | EN | RGY
      10:00:01 | EA | RE
      10:00:02 | NULL | NULL`,
  },
  {
    name: 'REGEX_LOG_PARSE with types for its columns',
    into: 'a VARCHAR(40), n INTEGER',
    sql: `SELECT STREAM t.rec."who", t.rec.N + 1 FROM (
        SELECT STREAM REGEX_LOG_PARSE(m, '(\\w+)=(\\d+)', '"who" TYPE VARCHAR(8), N TYPE INTEGER') AS rec FROM S) AS t`,
    feed: `
      10:00:00 | joe=41
      10:00:01 | joe=41 and more`,
    out: `
      10:00:00 | joe | 42
      10:00:01 | NULL | NULL`,
  },
  {
    name: 'FAST_REGEX_LOG_PARSER is lazy',
    into: 'a VARCHAR(40), b VARCHAR(40)',
    sql: `SELECT STREAM t.r.COLUMN1, t.r.COLUMN2 FROM (SELECT STREAM FAST_REGEX_LOG_PARSER(m, '(.*)_(._.*)') FROM S) AS t(r)`,
    feed: '10:00:00 | Mary_had_a_little_lamb',
    out: '10:00:00 | Mary_had | a_little_lamb',
  },
  {
    name: 'FAST_REGEX_LOG_PARSER with a named class',
    into: 'a VARCHAR(40), b VARCHAR(40)',
    sql: `SELECT STREAM t.r.COLUMN1, t.r.COLUMN2 FROM (SELECT STREAM FAST_REGEX_LOG_PARSER(m, '(.*)_+(<Alpha>.*)') FROM S) AS t(r)`,
    feed: '10:00:00 | Mary____had_a_little_lamb',
    out: '10:00:00 | Mary | had_a_little_lamb',
  },
  {
    name: 'FIXED_COLUMN_LOG_PARSE',
    into: 'a VARCHAR(10), b INTEGER, c TIMESTAMP, d VARCHAR(20)',
    sql: `SELECT STREAM t.r."id", t.r.N, t.r."at", t.r.REST FROM (SELECT STREAM FIXED_COLUMN_LOG_PARSE(m,
        '"id" TYPE VARCHAR(4) START 0 FOR 4, N TYPE INTEGER START 4 FOR 3, "at" TYPE TIMESTAMP ''dd/MMM/yyyy:HH:mm:ss'' START 7 FOR 20, REST TYPE VARCHAR(20) START 27') FROM S) AS t(r)`,
    feed: `10:00:00 | 'abcd01224/May/2004:22:01:02the rest'`,
    out: `10:00:00 | abcd | 12 | 2004-05-24 22:01:02 | 'the rest'`,
  },
  {
    name: 'VARIABLE_COLUMN_LOG_PARSE into so many columns',
    into: 'a VARCHAR(10), b VARCHAR(10), c VARCHAR(10)',
    sql: `SELECT STREAM t.r.COLUMN1, t.r.COLUMN2, t.r.COLUMN3 FROM (SELECT STREAM VARIABLE_COLUMN_LOG_PARSE(m, 3, ',') FROM S) AS t(r)`,
    feed: `
      10:00:00 | 'a,b,c'
      10:00:01 | 'a,,c'
      10:00:02 | a`,
    out: `
      10:00:00 | a | b | c
      10:00:01 | a | '' | c
      10:00:02 | a | NULL | NULL`,
  },
  {
    name: 'VARIABLE_COLUMN_LOG_PARSE into named columns of types',
    into: 'a VARCHAR(10), b INTEGER, c DATE',
    sql: `SELECT STREAM t.r."COL_1", t.r."COL_2", t.r."day" FROM (SELECT STREAM VARIABLE_COLUMN_LOG_PARSE(m,
        'COL_1 TYPE VARCHAR(16), COL_2 TYPE INTEGER, "day" TYPE DATE ''dd.MM.yyyy''', ', ') AS r FROM S) AS t`,
    feed: `10:00:00 | 'x, 12, 29.02.2004'`,
    out: '10:00:00 | x | 12 | 2004-02-29',
  },
  {
    name: 'VARIABLE_COLUMN_LOG_PARSE with an escape and quotes',
    into: 'a VARCHAR(10), b VARCHAR(10)',
    sql: `SELECT STREAM t.r.COLUMN1, t.r.COLUMN2 FROM (SELECT STREAM VARIABLE_COLUMN_LOG_PARSE(m, 2, ',', '\\', '[]') FROM S) AS t(r)`,
    feed: `
      10:00:00 | 'a\\,b,c'
      10:00:01 | '[x,y],z'`,
    out: `
      10:00:00 | 'a,b' | c
      10:00:01 | 'x,y' | z`,
  },
  {
    name: 'VARIABLE_COLUMN_LOG_PARSE by tabs',
    into: 'a VARCHAR(10), b VARCHAR(10)',
    sql: `SELECT STREAM t.r.COLUMN1, t.r.COLUMN2 FROM (SELECT STREAM VARIABLE_COLUMN_LOG_PARSE(m, 2, u&'\\0009') FROM S) AS t(r)`,
    feed: `10:00:00 | 'a b\tc'`,
    out: `10:00:00 | 'a b' | c`,
  },
  {
    name: 'SYS_LOG_PARSE: the time, and what follows it',
    into: 'a TIMESTAMP, b VARCHAR(60)',
    sql: `SELECT STREAM t.r.COLUMN1, t.r.COLUMN2 FROM (SELECT STREAM SYS_LOG_PARSE(m) FROM S) AS t(r)`,
    feed: `10:00:00 | 'Oct 10 14:37:57 web1 sshd[1]: accepted'`,
    out: `10:00:00 | 1970-10-10 14:37:57 | 'web1 sshd[1]: accepted'`,
  },
  {
    name: 'groups by what was parsed',
    into: 'a VARCHAR(10), n BIGINT',
    sql: `SELECT STREAM t.r.COLUMN1, COUNT(*) FROM (SELECT STREAM VARIABLE_COLUMN_LOG_PARSE(m, 2, ' ') FROM S) AS t(r)
      GROUP BY t.r.COLUMN1, FLOOR(t.ROWTIME TO MINUTE)`,
    feed: `
      10:00:00 | 'GET a'
      10:00:01 | 'PUT b'
      10:00:02 | 'GET c'
      clock 10:01:00`,
    out: `
      10:01:00 | GET | 2
      10:01:00 | PUT | 1`,
  },
]);
