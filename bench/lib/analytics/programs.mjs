export const SOURCE = 'SOURCE_SQL_STREAM_001';

// As DiscoverInputSchema finds them in the workshop's stream.
export const COLUMNS = [
  ['Distance', 'DOUBLE'],
  ['HealthPoints', 'INTEGER'],
  ['Latitude', 'DOUBLE'],
  ['Longitude', 'DOUBLE'],
  ['MagicPoints', 'INTEGER'],
  ['Name', 'VARCHAR(16)'],
  ['StatusTime', 'TIMESTAMP'],
];

// The workshop's summary: a row a unicorn and window. `window` is the group's expression of time.
export const summary = (window = `FLOOR("${SOURCE}"."ROWTIME" TO MINUTE)`) => `
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
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
    FROM "${SOURCE}"
    GROUP BY ${window}, "Name";`;

export const inSeconds = (seconds) => `STEP("${SOURCE}"."ROWTIME" BY INTERVAL '${seconds}' SECOND)`;

// Every row, but for two columns.
export const PASS_THROUGH = `
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Name" VARCHAR(16), "StatusTime" TIMESTAMP, "Distance" DOUBLE, "MagicPoints" INTEGER, "HealthPoints" INTEGER);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
  SELECT STREAM "Name", "StatusTime", "Distance", "MagicPoints", "HealthPoints" FROM "${SOURCE}";`;

// The workshop's extra credit.
export const FILTER = `
CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Name" VARCHAR(16), "StatusTime" TIMESTAMP, "MagicPoints" INTEGER, "HealthPoints" INTEGER);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
  SELECT STREAM "Name", "StatusTime", "MagicPoints", "HealthPoints" FROM "${SOURCE}" WHERE "HealthPoints" < 100;`;

// A summary that goes nowhere, and beside it the sick ones.
export const SUMMARY_AND_FILTER = `${summary().replaceAll('DESTINATION_SQL_STREAM', 'SUMMARY').replaceAll('STREAM_PUMP', 'SUMMARY_PUMP')}
${FILTER}`;
