import { timestampText } from '../harness/analytics.js';

/** The workshop's summary, as its participants paste it. */
export const summarySql = `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
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
    FROM "SOURCE_SQL_STREAM_001"
    GROUP BY FLOOR("SOURCE_SQL_STREAM_001"."ROWTIME" TO MINUTE), "Name";
`;

/** The extra credit: readings of a unicorn that is not well. */
export const alarmSql = `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Name" VARCHAR(16), "StatusTime" TIMESTAMP, "HealthPoints" INTEGER, "MagicPoints" INTEGER);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
  SELECT STREAM "Name", "StatusTime", "HealthPoints", "MagicPoints"
  FROM "SOURCE_SQL_STREAM_001"
  WHERE "HealthPoints" < 100;
`;

/** A reading, its members in the producer's order. */
export interface Reading {
  readonly Distance: number;
  readonly HealthPoints: number;
  readonly Latitude: number;
  readonly Longitude: number;
  readonly MagicPoints: number;
  readonly Name: string;
  readonly StatusTime: string;
}

/** The columns that discovery finds in them, in the schema's form. */
export const readingColumns = [
  'Distance DOUBLE',
  'HealthPoints INTEGER',
  'Latitude DOUBLE',
  'Longitude DOUBLE',
  'MagicPoints INTEGER',
  'Name VARCHAR(16)',
  'StatusTime TIMESTAMP',
] as const;

export const unicornNames = ['Shadowfax', 'Rocinante', 'Bucephalus'] as const;

/** One ride: a reading each time it is asked. @param random from 0 to below 1 */
export function ride(Name: string, random: () => number): (at: number) => Reading {
  let [health, magic] = [150, 150];
  let [latitude, longitude] = [40.749_167, -73.985_13];
  const walk = (): number => Math.floor(random() * 3) - 1;
  return (at) => {
    health += walk();
    magic += walk();
    latitude += 0.0001 * random();
    longitude += 0.0001 * random();
    return {
      Distance: 29 + 2 * random(),
      HealthPoints: health,
      Latitude: latitude,
      Longitude: longitude,
      MagicPoints: magic,
      Name,
      StatusTime: timestampText(at),
    };
  };
}

/** As the producer writes it. */
export const recordOf = (reading: Reading): string => `${JSON.stringify(reading)}\n`;

/** The row of a minute. @param end of the minute, ms @param readings in their order, of one unicorn */
export function summaryOf(end: number, readings: readonly Reading[]): object {
  const magic = readings.map(({ MagicPoints }) => MagicPoints);
  const health = readings.map(({ HealthPoints }) => HealthPoints);
  return {
    Name: readings[0]?.Name,
    StatusTime: timestampText(end),
    Distance: Math.round(readings.reduce((sum, { Distance }) => sum + Distance, 0)),
    MinMagicPoints: Math.min(...magic),
    MaxMagicPoints: Math.max(...magic),
    MinHealthPoints: Math.min(...health),
    MaxHealthPoints: Math.max(...health),
  };
}
