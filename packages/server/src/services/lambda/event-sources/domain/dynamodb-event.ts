/** A record of a table's stream as it was read. */
export class DynamoDbRecord {
  readonly sequenceNumber: string;
  /** When the item changed, ms since the epoch. */
  readonly time: number;
  /** As GetRecords answers it. */
  readonly #json: string;

  /** @param json the record as GetRecords answers it, UTF-8 */
  constructor(sequenceNumber: string, time: number, json: Buffer) {
    this.sequenceNumber = sequenceNumber;
    this.time = time;
    this.#json = json.toString();
  }

  /** JSON of the item's key attributes: the same text for every change of one item. */
  get keysJson(): string {
    const at = this.#json.indexOf(KEYS) + KEYS.length;
    return this.#json.slice(at, endOfObject(this.#json, at));
  }

  /**
   * The record as functions get it. GetRecords' differs in the names of who removed an expired item, and does not name the stream.
   * @param eventSourceArn the stream's ARN
   */
  eventJson(eventSourceArn: string): string {
    return `${this.#members()},"eventSourceARN":"${eventSourceArn}"}`;
  }

  /** What filters look at: the event but for its stream's ARN. */
  parse(): unknown {
    return JSON.parse(`${this.#members()}}`);
  }

  /** The event's beginning, up to what the record says of itself. */
  #members(): string {
    const json = this.#json;
    return json.endsWith(EXPIRY) ? json.slice(0, -EXPIRY.length) + EVENT_EXPIRY : json.slice(0, -1);
  }
}

// It stands behind the changed item's images, so that the first of them is the record's own.
const KEYS = '"Keys":';
const EXPIRY = ',"userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}}';
const EVENT_EXPIRY = ',"userIdentity":{"principalId":"dynamodb.amazonaws.com","type":"Service"}';

/** Behind the brace that closes the JSON object whose opening brace stands at the place. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text[at];
    if (unit === '{') depth++;
    else if (unit === '}' && --depth === 0) return at + 1;
    else if (unit === '"') {
      at++;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    }
  }
  return text.length;
}
