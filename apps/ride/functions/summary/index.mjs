import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';

/** PutRecords takes so many. */
const MOST_RECORDS = 500;
/** ms; doubled with every attempt. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;
/** So much time must be left for another attempt, ms. */
const RESERVE = 2_000;
/** Characters of a partition key, which the name becomes. */
const LONGEST_NAME = 256;
/** Metres; no sum of them is infinite. */
const FARTHEST = Number.MAX_SAFE_INTEGER;
/** Places of a unicorn's part of the state. */
const [HIGH, LOW, MIN_MAGIC, MAX_MAGIC, MIN_HEALTH, MAX_HEALTH] = [1, 2, 3, 4, 5, 6];

const stream = process.env.SUMMARY_STREAM;
const client = new KinesisClient({});

/**
 * Sums up each unicorn's minute where Kinesis Data Analytics is no more: behind a mapping with a tumbling window of 60 s, and with the workshop's SQL for a
 * model. Of whole readings its rows are the same, byte for byte, except that names are not cut to 16 characters. Where a
 * member is missing or of another type, SQL has NULL or converts it, and counts the rest; here the record is left out.
 *
 * The state of a window is a list of `[name, high, low, minMagic, maxMagic, minHealth, maxHealth]`, in the order in which the unicorns appeared. Lambda takes
 * 1 MB of it a shard: some 12,000 unicorns, of which a shard takes a reading a second from 1,000. A larger state ends the window early, and makes two rows of
 * a unicorn's minute, of which the table keeps the later.
 *
 * The window is of the shard, by the time at which readings arrived. A unicorn's readings are all in one shard, except in the minute of a split or a merge:
 * then the old shard and the new one make a row each, of their parts, and the table keeps the later.
 */
export async function handler(event, context) {
  const unicorns = unicornsIn(event.state);
  addAll(unicorns, event.Records);
  if (!event.isFinalInvokeForWindow) return { state: { unicorns: [...unicorns.values()] } };
  if (event.isWindowTerminatedEarly)
    console.warn(`${unicorns.size} unicorns are too many for the state of a window: each has several rows this minute`);
  const rows = rowsOf(unicorns.values(), event.window.end);
  while (rows.length > 0) await write(rows.splice(0, MOST_RECORDS), context);
  return { state: {} };
}

/** A window may have begun under another version of this code: what is no unicorn's state is left out, or the window would never end. */
function unicornsIn(state) {
  const list = Array.isArray(state?.unicorns) ? state.unicorns : [];
  const isUnicorn = (each) =>
    Array.isArray(each) && each.length === 7 && typeof each[0] === 'string' && each.slice(1).every(Number.isFinite);
  return new Map(list.filter(isUnicorn).map((unicorn) => [unicorn[0], unicorn]));
}

/** What is no reading is left out: a function that fails for it would get it again until it expires, and nothing behind it. */
function addAll(unicorns, records) {
  let strange = 0;
  let first;
  for (const { kinesis } of records) {
    const reading = readingOf(kinesis.data);
    if (reading !== undefined) add(unicorns, reading);
    else if (strange++ === 0) first = kinesis.sequenceNumber;
  }
  if (strange > 0)
    console.warn(
      `${strange} of ${records.length} records are no readings and are left out, the first of them ${first}`,
    );
}

function readingOf(data) {
  let reading;
  try {
    reading = JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
  const { Name, Distance, MagicPoints, HealthPoints } = reading ?? {};
  // A name with half a character in it is no partition key.
  const isNamed = typeof Name === 'string' && Name !== '' && Name.length <= LONGEST_NAME && Name.isWellFormed();
  const isReading =
    typeof Distance === 'number' && Math.abs(Distance) <= FARTHEST && isInteger(MagicPoints) && isInteger(HealthPoints);
  return isNamed && isReading ? reading : undefined;
}

/** Of SQL's INTEGER. */
const isInteger = (value) => (value | 0) === value;

function add(unicorns, { Name, Distance, MagicPoints: magic, HealthPoints: health }) {
  let unicorn = unicorns.get(Name);
  if (unicorn === undefined) unicorns.set(Name, (unicorn = [Name, 0, 0, magic, magic, health, health]));
  // Beside the sum what its roundings lost (Knuth): whether 30.5 is 30 or 31 must not hang on the order of the readings.
  const high = unicorn[HIGH] + Distance;
  const part = high - unicorn[HIGH];
  unicorn[LOW] += unicorn[HIGH] - (high - part) + (Distance - part);
  unicorn[HIGH] = high;
  unicorn[MIN_MAGIC] = Math.min(unicorn[MIN_MAGIC], magic);
  unicorn[MAX_MAGIC] = Math.max(unicorn[MAX_MAGIC], magic);
  unicorn[MIN_HEALTH] = Math.min(unicorn[MIN_HEALTH], health);
  unicorn[MAX_HEALTH] = Math.max(unicorn[MAX_HEALTH], health);
}

/** One a unicorn. @param end of the window, ISO 8601 */
function rowsOf(unicorns, end) {
  const StatusTime = new Date(end).toISOString().replace('T', ' ').replace('Z', '');
  const rows = [];
  for (const unicorn of unicorns) {
    const [Name, high, low, ...points] = unicorn;
    const Distance = roundHalfAway(high + low);
    const [MinMagicPoints, MaxMagicPoints, MinHealthPoints, MaxHealthPoints] = points;
    // In SQL, too, such a row is an error, and goes nowhere.
    if (![Distance, ...points].every(isSmallint))
      console.warn(`${Name} has no row: its values are too large for SMALLINT`);
    else rows.push({ Name, StatusTime, Distance, MinMagicPoints, MaxMagicPoints, MinHealthPoints, MaxHealthPoints });
  }
  return rows;
}

/** As SQL rounds; never -0. */
const roundHalfAway = (value) => (value < 0 ? -Math.round(-value) : Math.round(value)) + 0;
const isSmallint = (value) => value >= -32_768 && value <= 32_767;

/**
 * Writes rows; what the stream has no room for yet is sent again, slower and slower. When the time is up it fails, and Lambda hands the same window over
 * again: rows then come twice, which the table does not notice, since the same name and time are the same item.
 */
async function write(rows, context) {
  let rest = rows.map((row) => ({ Data: Buffer.from(JSON.stringify(row)), PartitionKey: row.Name }));
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    let why;
    try {
      const { Records } = await client.send(new PutRecordsCommand({ StreamName: stream, Records: rest }));
      why = Records.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorMessage;
      rest = rest.filter((_, index) => Records[index].ErrorCode !== undefined);
    } catch (error) {
      if (error.name !== 'ProvisionedThroughputExceededException') throw error;
      why = error.message;
    }
    if (rest.length === 0) return;
    if (context.getRemainingTimeInMillis() < pause + RESERVE)
      throw new Error(`${rest.length} summaries were not written to the stream ${stream}: ${why}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
