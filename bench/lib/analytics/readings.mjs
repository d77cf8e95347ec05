import { exchange } from '../load/client.mjs';

const AT_ONCE = 500;
const LANES = 4;

// A unicorn's reading as the workshop's producer writes it, some 170 bytes with its line's end. One in a thousand is sick.
export const reading = (number, keys, more = {}) =>
  `${JSON.stringify({
    Distance: 29 + (number % 200) / 100,
    HealthPoints: number % 1000 === 999 ? 90 : 150,
    Latitude: 42.264444250051326,
    Longitude: -71.97582884770408,
    MagicPoints: 140 + (number % 20),
    Name: `Unicorn-${number % keys}`,
    StatusTime: '2018-03-18 03:20:01.123',
    ...more,
  })}\n`;

export const SICK = { HealthPoints: 90 };

export const record = (number, keys, more) => ({
  Data: Buffer.from(reading(number, keys, more)).toString('base64'),
  PartitionKey: `Unicorn-${number % keys}`,
});

// Puts readings of so many unicorns in turn, some requests at a time.
export async function fill(client, StreamName, count, keys) {
  const lanes = await client.openLanes(LANES);
  let next = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < count) {
        const first = next;
        next += AT_ONCE;
        await put(
          client,
          lane,
          StreamName,
          Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => record(first + index, keys)),
        );
      }
    }),
  );
  lanes.close();
}

export async function put(client, lane, StreamName, Records) {
  const { status, body } = await exchange(lane, client.build('kinesis', 'PutRecords', { StreamName, Records }));
  if (status !== 200 || !body.toString('latin1', 0, 24).includes('"FailedRecordCount":0'))
    throw new Error(`PutRecords answered ${status} ${body.toString('utf8', 0, 200)}`);
}
