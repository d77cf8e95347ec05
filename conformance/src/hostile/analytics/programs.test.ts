import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../harness/raw.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { eventually, within } from '../../harness/wait.js';
import { start, type Child } from '../child.js';
import { Mutations } from '../mutations.js';
import { code, targets } from './samples.js';
import { assertAnswered, assertUnhurt, callAnalytics, makeTargets, restoreTarget } from './verdict.js';

const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
/** Programs changed at random; PADDOCK_HOSTILE_ROUNDS says how many. */
const rounds = 10 * Number(process.env['PADDOCK_HOSTILE_ROUNDS'] ?? 8);
const mutations = new Mutations(seededRandom(seed));
const ApplicationName = targets.v1;

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  await makeTargets(child.raw);
});
after(() => child.stop());

const call = (operation: string, input: object): Promise<Answer> =>
  callAnalytics(child.raw, 'v1', operation, JSON.stringify(input));

const declared = ['CodeValidationException', 'InvalidArgumentException', 'InvalidApplicationConfigurationException'];

/** The texts are as long as a column can be. */
const columns = [
  { Name: 'name', Mapping: '$.name', SqlType: 'VARCHAR(65535)' },
  { Name: 'price', Mapping: '$.price', SqlType: 'DOUBLE' },
  { Name: 'tags', Mapping: '$.tags[0:]', SqlType: 'VARCHAR(16)' },
];

/** Starts the application with a program, in so many seconds; whatever it is. */
async function run(about: string, ApplicationCode: string): Promise<Answer> {
  await restoreTarget(child.raw, 'v1');
  const updated = await call('UpdateApplication', {
    ApplicationName,
    CurrentApplicationVersionId: 1,
    ApplicationUpdate: {
      ApplicationCodeUpdate: ApplicationCode,
      InputUpdates: [{ InputId: '1.1', InputSchemaUpdate: { RecordColumnUpdates: columns } }],
    },
  });
  assertAnswered(updated, about, declared);
  if (updated.status !== 200) return updated;
  const InputStartingPositionConfiguration = { InputStartingPosition: 'TRIM_HORIZON' };
  const started = await within(
    about,
    call('StartApplication', {
      ApplicationName,
      InputConfigurations: [{ Id: '1.1', InputStartingPositionConfiguration }],
    }),
    20_000,
  );
  assertAnswered(started, about, declared);
  return started;
}

async function put(...texts: readonly (string | Buffer)[]): Promise<void> {
  const Records = texts.map((text) => ({ PartitionKey: 'p', Data: Buffer.from(text).toString('base64') }));
  const { status, text } = await child.raw.call('PutRecords', { StreamName: 'target', Records });
  assert.equal(status, 200, text);
}

/** Until the application has read everything that was put, and answered for it. */
async function hasRead(about: string): Promise<void> {
  const marker = `m${(marked += 1)}`;
  await put(JSON.stringify({ name: marker }));
  await eventually(
    `the rows of ${about}`,
    async () => {
      const InAppStreamNames = ['SOURCE_SQL_STREAM_001'];
      const { text } = await call('GetApplicationState', { ApplicationName, InAppStreamNames, Limit: 1 });
      return text.includes(`"${marker}"`);
    },
    20_000,
  );
}
let marked = 0;

const from = 'FROM "SOURCE_SQL_STREAM_001"';
/** A program that computes an expression of each row. */
const selecting = (expression: string, type = 'VARCHAR(64)', rest = ''): string =>
  `CREATE STREAM "OUT" ("x" ${type}); CREATE PUMP "P" AS INSERT INTO "OUT" SELECT STREAM ${expression} ${from} ${rest};`;
const many = (length: number, text: string | ((at: number) => string), by = ', '): string =>
  Array.from({ length }, (_, at) => (typeof text === 'string' ? text : text(at))).join(by);

describe(`programs (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  it('that are none, or too deep, or too many, are refused with a place in them', async () => {
    const programs = [
      ';',
      'CREATE',
      'SELECT',
      '"',
      "'",
      '/*',
      '\u0000',
      '\ud800',
      '('.repeat(50_000),
      `${'/*'.repeat(25_000)}${'*/'.repeat(25_000)}`,
      selecting(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`),
      selecting(`${'NOT '.repeat(20_000)}TRUE`, 'BOOLEAN'),
      selecting(`${'- '.repeat(20_000)}1`, 'INTEGER'),
      selecting(many(20_000, '1', ' + '), 'INTEGER'),
      selecting(many(9_000, "'a'", ' || ')),
      selecting(many(900, "'a'", ' || ')),
      selecting(many(9_000, '"name" = \'a\'', ' OR '), 'BOOLEAN'),
      selecting(`${'CASE WHEN TRUE THEN '.repeat(2_000)}1${' END'.repeat(2_000)}`, 'INTEGER'),
      selecting(`${'UPPER('.repeat(5_000)}"name"${')'.repeat(5_000)}`),
      selecting(`"name" IN (${many(9_000, (at) => `'${at}'`)})`, 'BOOLEAN'),
      many(1_500, (at) => `CREATE STREAM s${at} (a INTEGER);`, '\n'),
      many(900, (at) => `CREATE OR REPLACE PUMP p${at} AS INSERT INTO "nowhere" SELECT STREAM 1 ${from};`, '\n'),
      `CREATE STREAM a (${many(9_000, (at) => `c${at} INTEGER`)});`,
      `CREATE VIEW v0 AS SELECT STREAM * ${from};${many(500, (at) => `CREATE VIEW v${at + 1} AS SELECT STREAM a.*, b.* FROM v${at} a, v${at} b;`, '')}`,
      `CREATE STREAM a (c INTEGER); CREATE PUMP p AS INSERT INTO a SELECT STREAM c FROM a;`,
      `CREATE STREAM a (c INTEGER); CREATE STREAM b (c INTEGER); CREATE PUMP p AS INSERT INTO a SELECT STREAM c FROM b; CREATE PUMP q AS INSERT INTO b SELECT STREAM c FROM a;`,
      `CREATE STREAM error_stream (c INTEGER);`,
      `CREATE STREAM "__proto__" ("constructor" INTEGER); CREATE PUMP "toString" AS INSERT INTO "__proto__" SELECT STREAM "hasOwnProperty" ${from};`,
      selecting('1', 'VARCHAR(99999999999999999999)'),
      selecting("REGEX_REPLACE(\"name\", '(((((((((', 'x', 1, 0)"),
      selecting("X'0'"),
      selecting('99999999999999999999999999999999999999999999', 'BIGINT'),
      selecting("INTERVAL '99999999999999' SECOND"),
      selecting("TIMESTAMP '9999-99-99 99:99:99'"),
      selecting("U&'\\0000\\d800'"),
    ];
    for (const program of programs) await run(program.slice(0, 100), program);
    await assertUnhurt(child);
  });

  it('changed at random are refused, or run', async () => {
    for (let round = 0; round < rounds; round++) {
      const program = mutations.text(code);
      await run(program, program);
    }
    await assertUnhurt(child);
  });

  it('that ask much of a row take no more than their time', async () => {
    const a = `${'a'.repeat(60_000)}!`;
    for (const program of [
      selecting("REGEX_REPLACE(\"name\", '(a+)+$', 'x', 1, 0)"),
      selecting('SUBSTRING("name" FROM \'(a|a)*b\')'),
      selecting('SUBSTRING("name" SIMILAR \'%#"(a|aa)+#"b\' ESCAPE \'#\')'),
      selecting('"name" SIMILAR TO \'(a|a)*b\'', 'BOOLEAN'),
      selecting('"name" LIKE \'%a%a%a%a%a%a%a%b\'', 'BOOLEAN'),
      selecting('"name" SIMILAR TO \'(a+)+\'', 'BOOLEAN'),
      selecting('SUBSTRING("name" FROM -2147483648 FOR 2147483647)'),
      selecting('CAST("price" AS DECIMAL(18, 18)) * CAST("price" AS DECIMAL(18, 18))', 'DECIMAL(18, 4)'),
      selecting('1 / 0', 'INTEGER'),
      selecting('POWER("price", 1e308) / 0', 'DOUBLE'),
      selecting("STEP(ROWTIME BY INTERVAL '0' SECOND)", 'TIMESTAMP'),
      selecting("ROWTIME + INTERVAL '9999' YEAR(4)", 'TIMESTAMP'),
      selecting('COUNT(*) OVER (ROWS 2147483647 PRECEDING)', 'BIGINT'),
      selecting('SUM("price") OVER (PARTITION BY "name" RANGE INTERVAL \'9999\' DAY(4) PRECEDING)', 'DOUBLE'),
      selecting('COUNT(*)', 'BIGINT', 'GROUP BY ROWTIME, "name", "price"'),
      selecting(
        'a."name"',
        'VARCHAR(64)',
        `OVER (RANGE INTERVAL '1' HOUR PRECEDING) a JOIN "SOURCE_SQL_STREAM_001" OVER (RANGE INTERVAL '1' HOUR PRECEDING) b ON a."name" = b."name"`,
      ),
      `CREATE STREAM "OUT" ("name" VARCHAR(16), "score" DOUBLE); CREATE PUMP "P" AS INSERT INTO "OUT" SELECT STREAM "name", ANOMALY_SCORE FROM TABLE(RANDOM_CUT_FOREST(CURSOR(SELECT STREAM * ${from}), 2147483647, 2147483647, 2147483647, 2147483647));`,
      `CREATE STREAM "OUT" ("name" VARCHAR(16)); CREATE PUMP "P" AS INSERT INTO "OUT" SELECT STREAM * FROM TABLE(TOP_K_ITEMS_TUMBLING(CURSOR(SELECT STREAM * ${from}), 'name', 2147483647, 2147483647));`,
    ]) {
      const { status } = await run(program, program);
      if (status !== 200) continue;
      await put(...Array.from({ length: 4 }, (_, at) => JSON.stringify({ name: a, price: at % 2 ? 1e308 : -at })));
      await hasRead(program);
    }
    await assertUnhurt(child);
    assert.ok(child.memory() < 700, `${child.memory()} MiB`);
  });
});

describe('records', () => {
  it('that are nothing that a schema expects go to the error stream', async () => {
    assert.equal((await run('records', code)).status, 200);
    await put(
      '',
      ' ',
      '{',
      'null',
      '[]',
      '[[[',
      '"x"',
      '{"name":',
      '{"name":{"a":[1,2,{"b":null}]},"price":"x"}',
      '{"name":1e999,"price":1e999}',
      '{"price":"NaN"}',
      '{"price":"9".repeat(100)}',
      '{"tags":[]}{"tags":[1,[2],{"a":3},null]}',
      `{"tags":[${many(50_000, '1', ',')}]}`,
      '{"__proto__":{"name":"x"},"constructor":1}',
      '{"name":"\\ud800\\u0000"}',
      `${'{"name":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      '['.repeat(100_000),
      Buffer.from([0xff, 0xfe, 0, 1, 2, 3]),
      Buffer.alloc(1000),
      '{"price":1}\n{"price":2}\r\n\r\n{"price":3}',
      'x'.repeat(500_000),
    );
    for (let round = 0; round < rounds; round++)
      await put(
        mutations.text('{"name":"n","price":1.5,"tags":["a","b"]}'),
        mutations.bytes(Buffer.from('{"name":"n","price":1.5,"tags":["a","b"]}')),
      );
    await hasRead('records');
    const { json } = await call('GetApplicationState', { ApplicationName, InAppStreamNames: ['error_stream'] });
    const [errors] = (json?.['InAppStreams'] ?? []) as { readonly RecordCount: number }[];
    assert.ok((errors?.RecordCount ?? 0) > 10, JSON.stringify(json).slice(0, 500));
    await assertUnhurt(child);
    assert.ok(child.memory() < 700, `${child.memory()} MiB`);
  });
});
