/**
 * A record as it was read. All of its parts are cut from the text that the log keeps, in ASCII; nothing is parsed before it is asked for.
 * What stands in it is laid down by the Kinesis service's record-json.ts.
 */
export class KinesisRecord {
  readonly sequenceNumber: string;
  /** Base64. */
  readonly data: string;
  /** The partition key as JSON, its quotes included. */
  readonly partitionKeyJson: string;
  /** Seconds since the epoch, with as many of three decimals as it takes. */
  readonly arrivalJson: string;

  constructor(sequenceNumber: string, data: string, partitionKeyJson: string, arrivalJson: string) {
    this.sequenceNumber = sequenceNumber;
    this.data = data;
    this.partitionKeyJson = partitionKeyJson;
    this.arrivalJson = arrivalJson.endsWith('0') ? String(Number(arrivalJson)) : arrivalJson;
  }

  get partitionKey(): string {
    const json = this.partitionKeyJson;
    return json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1);
  }

  /** When it arrived, ms since the epoch. */
  get arrival(): number {
    return Math.round(Number(this.arrivalJson) * 1000);
  }
}

/** Cuts what was read from a shard (records joined by commas, over one or more chunks) into its records. */
export function kinesisRecords(chunks: readonly Uint8Array[]): KinesisRecord[] {
  const text = latin1(chunks);
  const records: KinesisRecord[] = [];
  for (let at = 0; at < text.length;) {
    const arrivalAt = text.indexOf('"', at + SEQUENCE_AT) + BEFORE_ARRIVAL;
    const arrivalEnd = text.indexOf(',', arrivalAt);
    const dataAt = arrivalEnd + BEFORE_DATA;
    const dataEnd = text.indexOf('"', dataAt);
    const keyAt = dataEnd + BEFORE_KEY;
    const keyEnd = endOfString(text, keyAt);
    if (dataEnd < 0 || keyEnd < 0) throw new Error('what was read is not a row of records');
    records.push(
      new KinesisRecord(
        text.slice(at + SEQUENCE_AT, arrivalAt - BEFORE_ARRIVAL),
        text.slice(dataAt, dataEnd),
        text.slice(keyAt, keyEnd),
        text.slice(arrivalAt, arrivalEnd),
      ),
    );
    // `}` or `,"EncryptionType":"KMS"}` follows, then a comma or the end.
    at = (text[keyEnd] === '}' ? keyEnd : text.indexOf('}', keyEnd)) + '},'.length;
  }
  return records;
}

const SEQUENCE_AT = '{"SequenceNumber":"'.length;
const BEFORE_ARRIVAL = '","ApproximateArrivalTimestamp":'.length;
const BEFORE_DATA = ',"Data":"'.length;
const BEFORE_KEY = '","PartitionKey":'.length;

const view = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function latin1(chunks: readonly Uint8Array[]): string {
  const [first] = chunks;
  if (first === undefined) return '';
  return (chunks.length === 1 ? view(first) : Buffer.concat(chunks)).toString('latin1');
}

/** Behind the quote that ends the JSON string whose opening quote stands at the place. */
function endOfString(text: string, start: number): number {
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return -1;
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}
