import { over, type Case } from './case.js';

const wildrydes =
  '"Distance" DOUBLE, "HealthPoints" INTEGER, "Latitude" DOUBLE, "Longitude" DOUBLE, "MagicPoints" INTEGER, "Name" VARCHAR(16), "StatusTime" TIMESTAMP, APPROXIMATE_ARRIVAL_TIME TIMESTAMP HIDDEN';

const feed = `
  2018-03-18 03:19:01.100 | 30.14 | 150 | 40.749 | -73.985 | 151 | Shadowfax | 2018-03-18 03:19:01.123 | 2018-03-18 03:19:01.100
  2018-03-18 03:19:02.100 | 29.6 | 149 | 40.749 | -73.985 | 152 | Shadowfax | 2018-03-18 03:19:02.123 | 2018-03-18 03:19:02.100
  2018-03-18 03:19:02.200 | 30.7 | 99 | 40.749 | -73.985 | 170 | Bucephalus | 2018-03-18 03:19:02.123 | 2018-03-18 03:19:02.200
  2018-03-18 03:19:59.999 | 30.9 | 148 | 40.749 | -73.985 | 150 | Shadowfax | 2018-03-18 03:19:59.999 | 2018-03-18 03:19:59.999
  2018-03-18 03:20:00 | 29 | 147 | 40.749 | -73.985 | 90 | Shadowfax | 2018-03-18 03:19:59.999 | 2018-03-18 03:20:00
  clock 2018-03-18 03:21:00`;

const summary = (width: number): string => `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
    "Name"                VARCHAR(${width}),
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
      FROM "SOURCE_SQL_STREAM_001"
      GROUP BY FLOOR("SOURCE_SQL_STREAM_001"."ROWTIME" TO MINUTE), "Name";`;

// 30.14 + 29.6 + 30.9 = 90.64, which rounds to 91.
const summaries = `
  2018-03-18 03:20:00 | Shadowfax | 2018-03-18 03:20:00 | 91 | 150 | 152 | 148 | 150
  2018-03-18 03:20:00 | Bucephalus | 2018-03-18 03:20:00 | 31 | 170 | 170 | 99 | 99
  2018-03-18 03:21:00 | Shadowfax | 2018-03-18 03:21:00 | 29 | 90 | 90 | 147 | 147`;

/** Wild Rydes: the unicorns' summaries, and those who are not well. */
export const workshop: readonly Case[] = over({ SOURCE_SQL_STREAM_001: wildrydes }, [
  {
    name: 'a summary of each unicorn, each minute',
    sql: summary(16),
    feed,
    out: { DESTINATION_SQL_STREAM: summaries },
  },
  {
    name: 'the summary of 2017',
    sql: summary(32),
    feed,
    out: { DESTINATION_SQL_STREAM: summaries },
  },
  {
    name: 'unicorns with vital signs below 100',
    sql: `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
        "Name" VARCHAR(16), "StatusTime" TIMESTAMP, "HealthPoints" INTEGER, "MagicPoints" INTEGER);
      CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
        SELECT STREAM "Name", "StatusTime", "HealthPoints", "MagicPoints"
        FROM "SOURCE_SQL_STREAM_001"
        WHERE "HealthPoints" < 100 OR "MagicPoints" < 100;`,
    feed,
    out: {
      DESTINATION_SQL_STREAM: `
        2018-03-18 03:19:02.200 | Bucephalus | 2018-03-18 03:19:02.123 | 99 | 170
        2018-03-18 03:20:00 | Shadowfax | 2018-03-18 03:19:59.999 | 147 | 90`,
    },
  },
  {
    name: 'nothing of a minute that is not over',
    sql: summary(16),
    feed: feed.replace('03:21:00', '03:20:59.999'),
    out: { DESTINATION_SQL_STREAM: summaries.split('\n').slice(0, 3).join('\n') },
  },
]);
