import type { RecordColumn } from '@aws-sdk/client-kinesis-analytics';
import { quoted } from './completions.js';

export type TemplateId =
  | 'tumbling'
  | 'filter'
  | 'stagger'
  | 'sliding'
  | 'topk'
  | 'distinct'
  | 'anomaly'
  | 'hotspots'
  | 'twoStreams';

export const templateIds: readonly TemplateId[] = [
  'tumbling',
  'filter',
  'stagger',
  'sliding',
  'topk',
  'distinct',
  'anomaly',
  'hotspots',
  'twoStreams',
];

interface Typed {
  readonly name: string;
  readonly type: string;
}

/** A program to begin with, written for the columns that the source has. */
export function templateOf(id: TemplateId, source: string, schema: readonly RecordColumn[]): string {
  const columns = schema.map(({ Name: name = '', SqlType: type = '' }): Typed => ({ name, type }));
  const key = columns.find(({ type }) => /CHAR/i.test(type)) ?? columns[0] ?? { name: 'KEY', type: 'VARCHAR(16)' };
  const numbers = columns.filter(({ type }) => /INT|DOUBLE|REAL|FLOAT|DEC|NUMERIC/i.test(type));
  const number = numbers.find(({ name }) => name === 'Distance') ?? numbers[0] ?? { name: 'VALUE', type: 'DOUBLE' };
  return writers[id]({
    from: quoted(source),
    key,
    number,
    numbers: numbers.length > 1 ? numbers.slice(0, 2) : [number, number],
    columns,
  });
}

interface Parts {
  readonly from: string;
  readonly key: Typed;
  readonly number: Typed;
  readonly numbers: readonly Typed[];
  readonly columns: readonly Typed[];
}

const list = (columns: readonly Typed[]): string =>
  columns.map(({ name, type }) => `  ${quoted(name)} ${type}`).join(',\n');
const q = ({ name }: Typed): string => quoted(name);
const isWorkshop = ({ columns }: Parts): boolean =>
  ['Name', 'Distance', 'MagicPoints', 'HealthPoints'].every((name) => columns.some((column) => column.name === name));

const workshop = (from: string): string => `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Name"                VARCHAR(16),
  "StatusTime"          TIMESTAMP,
  "Distance"            SMALLINT,
  "MinMagicPoints"      SMALLINT,
  "MaxMagicPoints"      SMALLINT,
  "MinHealthPoints"     SMALLINT,
  "MaxHealthPoints"     SMALLINT
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM "Name", "ROWTIME", SUM("Distance"), MIN("MagicPoints"),
                  MAX("MagicPoints"), MIN("HealthPoints"), MAX("HealthPoints")
    FROM ${from}
    GROUP BY FLOOR(${from}."ROWTIME" TO MINUTE), "Name";
`;

const writers: Readonly<Record<TemplateId, (parts: Parts) => string>> = {
  tumbling: (parts) => {
    const { from, key, number } = parts;
    if (isWorkshop(parts)) return workshop(from);
    return `-- One row for each key and minute.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  ${q(key)} ${key.type},
  "WindowTime" TIMESTAMP,
  "Count" INTEGER,
  "Total" DOUBLE
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM ${q(key)}, ROWTIME, COUNT(*), SUM(${q(number)})
    FROM ${from}
    GROUP BY STEP(${from}.ROWTIME BY INTERVAL '1' MINUTE), ${q(key)};
`;
  },
  filter: ({ from, number, columns }) => `-- The rows that a condition holds for, as they come.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
${list(columns)}
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM *
    FROM ${from}
    WHERE ${q(number)} < 100;
`,
  stagger: ({ from, key, number }) => `-- A window for each key, which opens with the key's first row.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  ${q(key)} ${key.type},
  "Count" INTEGER,
  "Total" DOUBLE
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM ${q(key)}, COUNT(*), SUM(${q(number)})
    FROM ${from}
    WINDOWED BY STAGGER (PARTITION BY ${q(key)} RANGE INTERVAL '1' MINUTE);
`,
  sliding: ({ from, key, number }) => `-- For each row, the average of the last ten seconds.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  ${q(key)} ${key.type},
  "Latest" DOUBLE,
  "Average" DOUBLE
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM ${q(key)}, CAST(${q(number)} AS DOUBLE), AVG(CAST(${q(number)} AS DOUBLE)) OVER W
    FROM ${from}
    WINDOW W AS (PARTITION BY ${q(key)} RANGE INTERVAL '10' SECOND PRECEDING);
`,
  topk: ({ from, key }) => `-- The ten most frequent values of each minute.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Item" VARCHAR(1024),
  "Count" DOUBLE
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM ITEM, ITEM_COUNT
    FROM TABLE(TOP_K_ITEMS_TUMBLING(
      CURSOR(SELECT STREAM * FROM ${from}),
      '${key.name.replaceAll("'", "''")}', 10, 60));
`,
  distinct: ({ from, key }) => `-- How many different values each minute has.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Distinct" BIGINT
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM NUMBER_OF_DISTINCT_ITEMS
    FROM TABLE(COUNT_DISTINCT_ITEMS_TUMBLING(
      CURSOR(SELECT STREAM * FROM ${from}),
      '${key.name.replaceAll("'", "''")}', 60));
`,
  anomaly: ({ from, number }) => `-- How unlike the others each value is.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  ${q(number)} DOUBLE,
  "AnomalyScore" DOUBLE
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM ${q(number)}, ANOMALY_SCORE
    FROM TABLE(RANDOM_CUT_FOREST(
      CURSOR(SELECT STREAM CAST(${q(number)} AS DOUBLE) AS ${q(number)} FROM ${from})));
`,
  hotspots: ({ from, numbers }) => `-- Where rows are dense. The last argument is how many rows make a hotspot.
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "X" DOUBLE,
  "Y" DOUBLE,
  "Hotspots" VARCHAR(10000)
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM "X", "Y", HOTSPOTS_RESULT
    FROM TABLE(HOTSPOTS(
      CURSOR(SELECT STREAM CAST(${q(numbers[0] ?? numbersFallback)} AS DOUBLE) AS "X", CAST(${q(numbers[1] ?? numbersFallback)} AS DOUBLE) AS "Y" FROM ${from}),
      1000, 0.2, 17));
`,
  twoStreams: ({
    from,
    key,
    number,
  }) => `-- A stream of rows that count, and one of their sums: pumps may follow each other.
CREATE OR REPLACE STREAM "FILTERED_STREAM" (
  ${q(key)} ${key.type},
  ${q(number)} ${number.type}
);

CREATE OR REPLACE PUMP "FILTER_PUMP" AS
  INSERT INTO "FILTERED_STREAM"
    SELECT STREAM ${q(key)}, ${q(number)}
    FROM ${from}
    WHERE ${q(number)} > 0;

CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  ${q(key)} ${key.type},
  "Total" DOUBLE
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM ${q(key)}, SUM(${q(number)})
    FROM "FILTERED_STREAM"
    GROUP BY STEP("FILTERED_STREAM".ROWTIME BY INTERVAL '10' SECOND), ${q(key)};
`,
};

const numbersFallback: Typed = { name: 'VALUE', type: 'DOUBLE' };

/** What an application without a program begins with. */
export const welcome = `/**
 * Welcome to the SQL editor
 * =========================
 *
 * The SQL that you write here is computed for as long as the application runs:
 * over each row as it arrives, or over windows of time.
 *
 * "Add SQL from templates" writes a program to begin with.
 */
`;
